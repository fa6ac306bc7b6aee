package org.safeandaway.device.wearable;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Comparing moments, some of which may never come. */
final class Times {
  private Times() {}

  /** The earlier of two moments, of which an absent one never comes. */
  static @Nullable Duration earlier(@Nullable Duration a, @Nullable Duration b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) <= 0 ? a : b;
  }

  static Duration later(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  /** Whether {@code moment} comes at all and is not after {@code now}. */
  static boolean isDue(@Nullable Duration moment, Duration now) {
    return moment != null && moment.compareTo(now) <= 0;
  }
}
