package org.safeandaway.simulator.faults;

import java.util.ArrayList;
import java.util.List;

/** What must never be and was found all the same, in sentences with some examples each. */
final class Wrongs {
  private static final int MOST_EXAMPLES = 5;

  private final Rows rows;
  private final List<String> all = new ArrayList<>();

  Wrongs(Rows rows) {
    this.rows = rows;
  }

  List<String> all() {
    return List.copyOf(all);
  }

  void add(String sentence) {
    all.add(sentence);
  }

  /** Wrong if there is any. */
  void none(String what, String count) {
    long number = rows.number(count);
    if (number > 0) {
      add(number + " " + what);
    }
  }

  /** Wrong if there is any. */
  void say(String what, List<String> which) {
    if (!which.isEmpty()) {
      String examples = String.join("; ", which.subList(0, Math.min(which.size(), MOST_EXAMPLES)));
      add(which.size() + " " + what + ": " + examples);
    }
  }
}
