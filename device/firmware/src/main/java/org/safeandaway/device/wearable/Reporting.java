package org.safeandaway.device.wearable;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.WearableSettings.AttentionTimes;
import org.safeandaway.protocol.Message;

/**
 * The wearable's reports of how it is: on change, and regularly. A change soon after a report waits
 * for the gap to pass, and only what is true then is sent.
 *
 * @param last what was reported last on this link; absent if nothing was
 * @param at when
 * @param waiting something changed since
 */
record Reporting(Message.@Nullable State last, Duration at, boolean waiting) {

  static Reporting nothingYet() {
    return new Reporting(null, Duration.ZERO, false);
  }

  /** What is left after a round, and the report to send, if any. */
  record Round(Reporting reporting, Message.@Nullable State toSend) {}

  Round round(Message.State current, Duration now, AttentionTimes times) {
    boolean changed = last == null || !sameButForUptime(last, current);
    Duration due = last == null ? now : at.plus(changed ? times.stateGap() : times.stateEvery());
    return due.compareTo(now) <= 0
        ? new Round(new Reporting(current, now, false), current)
        : new Round(changed == waiting ? this : new Reporting(last, at, changed), null);
  }

  Duration nextAt(AttentionTimes times) {
    return at.plus(waiting ? times.stateGap() : times.stateEvery());
  }

  /** The link's quality wavers all the time and is not worth a report of its own. */
  private static boolean sameButForUptime(Message.State a, Message.State b) {
    return a.phase() == b.phase()
        && a.revision() == b.revision()
        && a.unsent() == b.unsent()
        && Objects.equals(a.visit(), b.visit())
        && Objects.equals(a.batteryPercent(), b.batteryPercent())
        && a.faults().equals(b.faults());
  }
}
