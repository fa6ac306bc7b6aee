package org.safeandaway.device.wearable;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.WearableSettings.AttentionTimes;
import org.safeandaway.protocol.Phase;

/**
 * When the wearable reports how it is: on change, and regularly. A change soon after a report waits
 * for the gap to pass, and what is sent then is what is true then.
 *
 * @param last what was reported last on this link; absent if nothing was
 * @param at when
 * @param waiting something changed since
 */
record Reporting(@Nullable Subject last, Duration at, boolean waiting) {

  /** What is worth a report when it changes. The link's quality wavers all the time and is not. */
  record Subject(
      Phase phase,
      @Nullable String visit,
      long revision,
      int unsent,
      @Nullable Integer batteryPercent,
      Set<Fault> faults) {}

  /** What is left after a round, and whether to report. */
  record Round(Reporting reporting, boolean due) {}

  static Reporting nothingYet() {
    return new Reporting(null, Duration.ZERO, false);
  }

  Round round(Subject current, Duration now, AttentionTimes times) {
    boolean changed = !current.equals(last);
    Duration due = last == null ? now : at.plus(changed ? times.stateGap() : times.stateEvery());
    if (due.compareTo(now) <= 0) {
      return new Round(new Reporting(current, now, false), true);
    }
    return new Round(changed == waiting ? this : new Reporting(last, at, changed), false);
  }

  Duration nextAt(AttentionTimes times) {
    return at.plus(waiting ? times.stateGap() : times.stateEvery());
  }
}
