package org.safeandaway.simulator.faults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of a run.
 *
 * @param wrong what must not be, in words; empty if all is well
 * @param figures in the order of the table
 */
record Verdict(List<String> wrong, Map<String, String> figures) {
  Verdict {
    wrong = List.copyOf(wrong);
    figures = new LinkedHashMap<>(figures);
  }

  boolean isWell() {
    return wrong.isEmpty();
  }

  /** As Markdown. */
  String table() {
    return figures.entrySet().stream()
        .map(each -> "| " + each.getKey() + " | " + each.getValue() + " |")
        .collect(Collectors.joining("\n", "| | |\n|---|---|\n", "\n"));
  }
}
