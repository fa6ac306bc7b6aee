package org.safeandaway.hub.office;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How people are called on a page. */
public enum Naming {
  FULL,
  /** On a wall that visitors of the school may see. */
  INITIALS;

  /** As {@code Asha Patel}, {@code A. P.}. */
  public String name(String name) {
    return this == FULL
        ? name
        : Arrays.stream(name.strip().split("\\s+"))
            .filter(word -> !word.isEmpty())
            .map(word -> new String(Character.toChars(word.codePointAt(0))) + ".")
            .collect(Collectors.joining(" "));
  }

  /** As {@code Asha}, {@code A. P.}. */
  public String shortly(String name) {
    return this == FULL ? name.strip().split("\\s+", 2)[0] : name(name);
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
