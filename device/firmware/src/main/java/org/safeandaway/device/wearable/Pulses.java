package org.safeandaway.device.wearable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.Message;

/**
 * Whether somebody is watching, by the pulses alone. A school may have several hubs, whose pulses
 * come in turns: each one's start is compared with the one it had before, never with another's.
 *
 * <p>A hub may be well and say that no person watches behind it. For a wearer who is out that is as
 * good as no pulse; for all else (is there a gap, what time is it) it is a pulse like any other.
 *
 * @param lastAt when the last pulse of any hub was heard; absent if none was, in this boot
 * @param watchedAt when one was heard last that did not say so; absent if none was
 * @param starts of the hubs heard in this boot, by their names
 * @param epoch of their database
 */
record Pulses(
    @Nullable Duration lastAt,
    @Nullable Duration watchedAt,
    Map<String, String> starts,
    @Nullable String epoch) {
  /** More than any school has; whoever sends more names is forgotten, and counts as new. */
  static final int MOST_HUBS = 8;

  Pulses {
    starts = Map.copyOf(starts);
  }

  static Pulses none() {
    return new Pulses(null, null, Map.of(), null);
  }

  Pulses heard(Message.Pulse pulse, Duration now) {
    return new Pulses(now, pulse.isWatched() ? now : watchedAt, startsWith(pulse), pulse.epoch());
  }

  private Map<String, String> startsWith(Message.Pulse pulse) {
    if (pulse.start().equals(starts.get(pulse.hub()))) {
      return starts;
    }
    boolean full = starts.size() >= MOST_HUBS && !starts.containsKey(pulse.hub());
    Map<String, String> changed = full ? new HashMap<>() : new HashMap<>(starts);
    changed.put(pulse.hub(), pulse.start());
    return changed;
  }

  /** Whether {@code pulse} tells of a hub that may have lost what only the broker was given. */
  boolean tellsOfAGap(Message.Pulse pulse, Duration now, Duration gap) {
    return lastAt == null
        || !pulse.start().equals(starts.get(pulse.hub()))
        || now.minus(lastAt).compareTo(gap) >= 0;
  }

  boolean tellsOfAnotherDatabase(Message.Pulse pulse) {
    return epoch != null && !epoch.equals(pulse.epoch());
  }

  /**
   * When nobody is watching any more, unless another pulse comes. Counted from the start if none
   * came.
   *
   * @param guarded on a visit, where it takes a person to watch; elsewhere it says only whether the
   *     hub is there, since visits of others have nothing to tell here
   */
  Duration lostAt(boolean guarded, Duration limit) {
    Duration last = guarded ? watchedAt : lastAt;
    return (last == null ? Duration.ZERO : last).plus(limit);
  }

  boolean areLost(boolean guarded, Duration now, Duration limit) {
    return lostAt(guarded, limit).compareTo(now) <= 0;
  }
}
