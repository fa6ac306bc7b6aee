package org.safeandaway.hub.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody changed.
 *
 * @param what of which it is said
 * @param before absent if it is new
 * @param now absent if it is gone
 */
public record Difference(String what, @Nullable String before, @Nullable String now) {

  /** What differs, in the order of the first, and then of the second. */
  public static List<Difference> between(Map<String, String> before, Map<String, String> now) {
    Map<String, String> all = new LinkedHashMap<>(before);
    now.forEach(all::putIfAbsent);
    List<Difference> differences = new ArrayList<>();
    for (String what : all.keySet()) {
      if (!Objects.equals(before.get(what), now.get(what))) {
        differences.add(new Difference(what, before.get(what), now.get(what)));
      }
    }
    return differences;
  }
}
