package org.safeandaway.device.wearable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message.Deadline;
import org.safeandaway.protocol.Message.Visit;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/**
 * What the wearable takes the visit to be: the hub's last notice, and over it the wearable's own
 * events that the notice did not know of yet. It is worked out, never stored, so it cannot go
 * stale.
 *
 * <p>The phase follows an event at once. A deadline is settled only once the hub has counted the
 * event, since until then the hub still holds the wearer to it.
 *
 * @param visit absent if there is none
 * @param panicOpen a panic of this wearer is without receipt, or open in the notice; a covert alarm
 *     is neither
 * @param deadlines that are open
 */
record Belief(@Nullable String visit, Phase phase, boolean panicOpen, List<Deadline> deadlines) {

  static Belief of(@Nullable Visit notice, Courier courier, String boot) {
    if (notice == null) {
      return new Belief(null, Phase.OVER, panicWaits(courier), List.of());
    }
    Phase phase = notice.visit() == null ? Phase.OVER : notice.phase();
    boolean alarmOpen = !notice.alarms().isEmpty();
    List<Deadline> deadlines = notice.deadlines();
    for (Own own : ownEvents(notice, courier, boot)) {
      alarmOpen |= own.kind() == EventKind.PANIC || own.kind() == EventKind.ADVICE;
      if (own.counts(notice)) {
        phase = Phases.after(phase, own.kind(), alarmOpen);
        deadlines = own.outcome() == null ? deadlines : unsettled(deadlines, own, phase);
      }
    }
    boolean panicOpen = panicWaits(courier) || hasPanic(notice);
    return new Belief(notice.visit(), phase, panicOpen, deadlines);
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

  private static boolean hasPanic(Visit notice) {
    return notice.alarms().stream().anyMatch(alarm -> alarm.kind() == AlarmKind.PANIC);
  }

  private static boolean panicWaits(Courier courier) {
    for (Parcel parcel : courier.parcels()) {
      if (parcel.event().kind() == EventKind.PANIC && !parcel.again()) {
        return true;
      }
    }
    return false;
  }

  private static List<Deadline> unsettled(List<Deadline> deadlines, Own own, Phase phase) {
    return deadlines.stream()
        .filter(deadline -> !Phases.settles(own.kind(), deadline.kind(), phase))
        .toList();
  }

  /** An event of this wearable that the notice does not know of; no outcome before its receipt. */
  private record Own(StoredEvent event, @Nullable Outcome outcome) {
    EventKind kind() {
      return event.kind();
    }

    boolean isOf(String boot) {
      return event.id().boot().equals(boot);
    }

    long order() {
      return event.id().seq();
    }

    boolean counts(Visit notice) {
      boolean sameVisit = event.visit() != null && event.visit().equals(notice.visit());
      return sameVisit && (outcome == null || outcome == Outcome.COUNTED);
    }
  }

  private static List<Own> ownEvents(Visit notice, Courier courier, String boot) {
    EventId upTo = notice.upTo() == null ? null : notice.upTo().id();
    List<Own> own = new ArrayList<>();
    for (ReceiptedEvent old : courier.receipted()) {
      if (isAfter(old.event().id(), upTo, boot)) {
        own.add(new Own(old.event(), old.outcome()));
      }
    }
    for (Parcel parcel : courier.parcels()) {
      EventId id = parcel.event().id();
      boolean known = upTo != null && id.boot().equals(upTo.boot()) && id.seq() <= upTo.seq();
      if (!known && !parcel.again()) {
        own.add(new Own(parcel.event(), null));
      }
    }
    // An urgent event overtakes others on its way, and has its receipt before them.
    own.sort(Comparator.comparing((Own event) -> event.isOf(boot)).thenComparing(Own::order));
    return own;
  }

  /** Within a boot the count tells; this boot is later than every other. */
  private static boolean isAfter(EventId id, @Nullable EventId upTo, String boot) {
    return upTo != null && id.boot().equals(upTo.boot())
        ? id.seq() > upTo.seq()
        : id.boot().equals(boot);
  }
}
