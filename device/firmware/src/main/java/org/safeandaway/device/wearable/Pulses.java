package org.safeandaway.device.wearable;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.Message;

/**
 * Whether the hub is watching, by its pulse alone.
 *
 * @param lastAt when the last pulse was heard; absent if none was, in this boot
 * @param start of the hub that sent it
 * @param epoch of that hub's database
 */
record Pulses(@Nullable Duration lastAt, @Nullable String start, @Nullable String epoch) {

  static Pulses none() {
    return new Pulses(null, null, null);
  }

  Pulses heard(Message.Pulse pulse, Duration now) {
    return new Pulses(now, pulse.start(), pulse.epoch());
  }

  /** Whether {@code pulse} tells of a hub that may have lost what only the broker was given. */
  boolean tellsOfAGap(Message.Pulse pulse, Duration now, Duration gap) {
    return lastAt == null || !pulse.start().equals(start) || now.minus(lastAt).compareTo(gap) >= 0;
  }

  boolean tellsOfAnotherDatabase(Message.Pulse pulse) {
    return epoch != null && !epoch.equals(pulse.epoch());
  }

  /**
   * When nobody is watching any more, unless another pulse comes. Counted from the start if none
   * came.
   */
  Duration lostAt(Duration limit) {
    return (lastAt == null ? Duration.ZERO : lastAt).plus(limit);
  }

  boolean areLost(Duration now, Duration limit) {
    return lostAt(limit).compareTo(now) <= 0;
  }
}
