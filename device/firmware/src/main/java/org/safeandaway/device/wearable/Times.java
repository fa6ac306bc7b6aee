package org.safeandaway.device.wearable;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Comparing moments, some of which may never come. */
final class Times {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private Times() {}

  /** The earlier of two moments, of which an absent one never comes. */
  static @Nullable Duration earlier(@Nullable Duration a, @Nullable Duration b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) <= 0 ? a : b;
  }

  /**
   * A hub time that one can reckon with. What comes over a network may be any instant, and at the
   * ends of what there is, adding a second throws.
   */
  static Instant sane(Instant hubTime) {
    if (hubTime.isBefore(EARLIEST)) {
      return EARLIEST;
    }
    return hubTime.isAfter(LATEST) ? LATEST : hubTime;
  }

  static Duration later(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** Whether {@code moment} comes at all and is not after {@code now}. */
  static boolean isDue(@Nullable Duration moment, Duration now) {
    return moment != null && moment.compareTo(now) <= 0;
  }
}
