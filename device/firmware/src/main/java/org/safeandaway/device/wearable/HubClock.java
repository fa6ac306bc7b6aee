package org.safeandaway.device.wearable;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What time it is at the hub. Each pulse says so, but late by its time on the way, which is never
 * less than nothing: the pulse that puts the hub's clock furthest ahead came with the least delay.
 * From that one the monotonic clock counts on.
 *
 * <p>The two clocks drift apart, so a pulse is forgotten after two windows at the latest: a crystal
 * that is wrong by 50 parts in a million is wrong by 60 ms after twenty minutes.
 *
 * @param best hub time at the monotonic clock's zero, by the best pulse of this window
 * @param before by the best pulse of the window before; absent if it had none
 * @param window when this window began
 */
record HubClock(@Nullable Instant best, @Nullable Instant before, Duration window) {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  static HubClock unknown() {
    return new HubClock(null, null, Duration.ZERO);
  }

  /** A pulse said {@code hubTime} and was heard at {@code now}. */
  HubClock heard(Instant hubTime, Duration now) {
    Instant zero = hubTime.minus(now);
    if (now.minus(window).compareTo(WINDOW) >= 0) {
      return new HubClock(zero, best, now);
    }
    return new HubClock(best == null || zero.isAfter(best) ? zero : best, before, window);
  }

  /** Hub time at {@code moment} of this boot; absent before the first pulse. */
  @Nullable Instant at(Duration moment) {
    if (best == null) {
      return null;
    }
    Instant zero = before != null && before.isAfter(best) ? before : best;
    return zero.plus(moment);
  }
}
