package org.safeandaway.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits that several messages share. Each throws {@link IllegalArgumentException}. They are as
 * narrow as they are so that whatever has been decoded can also be added to an instant, stored in
 * the database, written to a log line and encoded again.
 */
final class Checks {
  private static final int MAX_TEXT = 64;

  /** Ages and leads beyond this are nonsense, and would carry an instant out of range. */
  private static final long MAX_DURATION_MS = Duration.ofDays(3650).toMillis();

  /** What ISO 8601 writes with four digits of year, and any database can hold. */
  private static final Instant FIRST_INSTANT = Instant.EPOCH;

  private static final Instant LAST_INSTANT = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Checks() {}

  static void boot(@Nullable String boot) {
    if (!EventId.isBoot(boot)) {
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

  /**
   * Printable ASCII only. JSON can write half a surrogate pair, which cannot be encoded again, and
   * a NUL, which PostgreSQL refuses; neither has a use in an opaque id. JSON may also leave out
   * what the type calls present, so absence is checked here too.
   */
  static void shortText(String name, @Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > MAX_TEXT || !isPrintable(text)) {
      throw new IllegalArgumentException(
          name + " must be 1 to " + MAX_TEXT + " characters of printable ASCII");
    }
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  static void instant(String name, @Nullable Instant instant) {
    present(name, instant);
    optionalInstant(name, instant);
  }

  static void optionalInstant(String name, @Nullable Instant instant) {
    if (instant != null && (instant.isBefore(FIRST_INSTANT) || instant.isAfter(LAST_INSTANT))) {
      throw new IllegalArgumentException(name + " must lie in the years 1970 to 9999: " + instant);
    }
  }

  static void duration(String name, @Nullable Long millis) {
    if (millis == null || millis < 0 || millis > MAX_DURATION_MS) {
      throw new IllegalArgumentException(
          name + " must be 0 to " + MAX_DURATION_MS + " milliseconds: " + millis);
    }
  }

  static void notNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
  }

  static void percent(String name, @Nullable Integer value) {
    if (value != null && (value < 0 || value > 100)) {
      throw new IllegalArgumentException(name + " must be 0 to 100: " + value);
    }
  }

  /** A list as it came from JSON: perhaps left out, perhaps holding {@code null}. */
  static <T> List<T> list(String name, @Nullable List<T> list) {
    if (list == null) {
      return List.of();
    }
    list.forEach(element -> present("an element of " + name, element));
    return List.copyOf(list);
  }
}
