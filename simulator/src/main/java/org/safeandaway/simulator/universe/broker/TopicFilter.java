package org.safeandaway.simulator.universe.broker;

import java.util.HashMap;
import java.util.Map;

/** An MQTT topic filter, with {@code +} and a {@code #} at the end. */
final class TopicFilter {
  private final String[] levels;
  private final Map<String, Boolean> known = new HashMap<>();

  TopicFilter(String filter) {
    this.levels = filter.split("/");
  }

  boolean matches(String topic) {
    return known.computeIfAbsent(topic, this::compare);
  }

  private boolean compare(String topic) {
    String[] parts = topic.split("/");
    for (int i = 0; i < levels.length; i++) {
      if (levels[i].equals("#")) {
        return true;
      }
      if (i >= parts.length || !(levels[i].equals("+") || levels[i].equals(parts[i]))) {
        return false;
      }
    }
    return parts.length == levels.length;
  }
}
