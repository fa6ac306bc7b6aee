package org.safeandaway.simulator.universe.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What was found wrong, each with its true time. */
final class Verdict {
  private final List<String> violations = new ArrayList<>();

  void violated(String invariant, Duration at, String what) {
    long millis = at.toMillis();
    violations.add(
        String.format("%s at %d.%03d: %s", invariant, millis / 1000, millis % 1000, what));
  }

  List<String> violations() {
    return violations;
  }
}
