package org.safeandaway.device.wearable;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/**
 * What the wearable takes the visit to be: the hub's last notice, and over it the wearable's own
 * events that the notice did not know of yet. It is worked out, never stored, so it cannot go
 * stale.
 *
 * @param visit absent if there is none
 * @param panicOpen a panic of this wearer is without receipt, or open in the notice; a covert alarm
 *     is neither
 */
record Belief(@Nullable String visit, Phase phase, boolean panicOpen) {

  static Belief of(Message.@Nullable Visit notice, Courier courier, String boot) {
    Phase phase = notice == null || notice.visit() == null ? Phase.OVER : notice.phase();
    boolean panicOpen = hasPanic(notice);
    boolean alarmOpen = notice != null && !notice.alarms().isEmpty();
    for (Own event : ownEvents(notice, courier, boot)) {
      boolean panic = event.kind() == EventKind.PANIC;
      panicOpen |= panic && event.outcome() == null;
      alarmOpen |= panic || event.kind() == EventKind.ADVICE;
      if (event.counts(notice)) {
        phase = Phases.after(phase, event.kind(), alarmOpen);
      }
    }
    return new Belief(notice == null ? null : notice.visit(), phase, panicOpen);
  }

  /** Whether a visit is on in which the wearer must be watched. */
  boolean isGuarded() {
    return switch (phase) {
      case DOOR, VISIT, LEAVING, UNKNOWN -> true;
      case BEFORE, OVER -> false;
    };
  }

  /** Whether there is a visit that is not over. */
  boolean hasVisit() {
    return visit != null && phase != Phase.OVER;
  }

  private static boolean hasPanic(Message.@Nullable Visit notice) {
    return notice != null
        && notice.alarms().stream().anyMatch(alarm -> alarm.kind() == AlarmKind.PANIC);
  }

  /** An event of this wearable that the notice does not know of. */
  private record Own(EventKind kind, @Nullable String visit, @Nullable Outcome outcome) {
    boolean counts(Message.@Nullable Visit notice) {
      boolean sameVisit = notice != null && visit != null && visit.equals(notice.visit());
      return sameVisit && (outcome == null || outcome == Outcome.COUNTED);
    }
  }

  private static List<Own> ownEvents(Message.@Nullable Visit notice, Courier courier, String boot) {
    EventId upTo = notice == null || notice.upTo() == null ? null : notice.upTo().id();
    List<Own> own = new ArrayList<>();
    for (ReceiptedEvent old : courier.receipted()) {
      if (isAfter(old.event().id(), upTo, boot)) {
        own.add(new Own(old.event().kind(), old.event().visit(), old.outcome()));
      }
    }
    for (Parcel parcel : courier.parcels()) {
      EventId id = parcel.event().id();
      boolean known = upTo != null && id.boot().equals(upTo.boot()) && id.seq() <= upTo.seq();
      if (!known && !parcel.again()) {
        own.add(new Own(parcel.event().kind(), parcel.event().visit(), null));
      }
    }
    return own;
  }

  /** Within a boot the count tells; this boot is later than every other. */
  private static boolean isAfter(EventId id, @Nullable EventId upTo, String boot) {
    return upTo != null && id.boot().equals(upTo.boot())
        ? id.seq() > upTo.seq()
        : id.boot().equals(boot);
  }
}
