package org.safeandaway.protocol;

import org.jspecify.annotations.Nullable;

/** The limits that several messages share. Each throws {@link IllegalArgumentException}. */
final class Checks {
  private static final int MAX_TEXT = 64;

  private Checks() {}

  static void boot(@Nullable String boot) {
    if (boot == null || !EventId.isBoot(boot)) {
      throw new IllegalArgumentException("boot is 16 lower-case hex digits: " + boot);
    }
  }

  /** A field that the type calls present may still be missing from JSON. */
  static void present(String name, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
  }

  static void visit(@Nullable String visit) {
    if (visit != null) {
      shortText("visit", visit);
    }
  }

  /** JSON may leave out what the type calls present, so absence is checked here too. */
  static void shortText(String name, @Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > MAX_TEXT) {
      throw new IllegalArgumentException(name + " must be 1 to " + MAX_TEXT + " characters");
    }
  }

  static void percent(String name, @Nullable Integer value) {
    if (value != null && (value < 0 || value > 100)) {
      throw new IllegalArgumentException(name + " must be 0 to 100: " + value);
    }
  }
}
