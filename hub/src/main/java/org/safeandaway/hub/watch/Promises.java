package org.safeandaway.hub.watch;

import static org.safeandaway.hub.watch.Deadline.Kind.AGREED_END;
import static org.safeandaway.hub.watch.Deadline.Kind.ARRIVAL;
import static org.safeandaway.hub.watch.Deadline.Kind.CHECK_IN;
import static org.safeandaway.hub.watch.Deadline.Kind.CONTACT;
import static org.safeandaway.hub.watch.Deadline.Kind.NO_SHOW;
import static org.safeandaway.hub.watch.Deadline.Kind.SAFE_AND_AWAY;

import java.time.Instant;
import java.util.Map;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.protocol.Phase;

/** Arms, moves and disarms what a wearer is bound to keep. */
final class Promises {
  private Promises() {}

  static void arrive(Draft draft, Participant who, Instant expected) {
    draft.arm(who, ARRIVAL, expected, expected.plus(draft.policy.arrivalGrace()));
  }

  /** At the door: to be let in, to check in, to be away by the agreed end. */
  static void atTheDoor(Draft draft, Participant who, Guarding guarding, Sign sign) {
    if (sign.known()) {
      checkIn(draft, who, sign);
    } else if (draft.armed(who, CHECK_IN).isEmpty()) {
      checkInBefore(draft, who, sign);
    }
    draft.disarm(who, ARRIVAL);
    Instant doorOpens = sign.at().plus(draft.policy.noShowWait());
    draft.arm(who, NO_SHOW, doorOpens, doorOpens);
    agreedEnd(draft, who, guarding.agreedEnd());
  }

  /**
   * The next check-in counts from this one, unless a later one has been seen.
   *
   * @return whether the deadline moved
   */
  static boolean checkIn(Draft draft, Participant who, Sign sign) {
    Participant.CheckIn last = draft.current(who).lastCheckIn();
    boolean newer = last == null || !last.known() || sign.at().isAfter(last.at());
    if (!sign.known() || !newer) {
      return false;
    }
    draft.put(draft.current(who).checkedIn(sign.asCheckIn()));
    checkInFrom(draft, who, sign.at());
    return true;
  }

  private static void checkInFrom(Draft draft, Participant who, Instant from) {
    Instant promised = from.plus(draft.policy.checkInEvery());
    draft.arm(who, CHECK_IN, promised, promised.plus(draft.policy.checkInGrace()));
  }

  /**
   * An arrival of which only the latest possible instant is known: the check-in falls due when the
   * arrival would have, or sooner, since nothing may move later on such a word.
   */
  private static void checkInBefore(Draft draft, Participant who, Sign sign) {
    Instant latest = sign.at().plus(draft.policy.checkInEvery());
    Instant due =
        draft
            .armed(who, ARRIVAL)
            .map(Deadline::dueAt)
            .map(arrival -> earlier(arrival, latest.plus(draft.policy.checkInGrace())))
            .orElse(latest.plus(draft.policy.checkInGrace()));
    draft.put(draft.current(who).checkedIn(sign.asCheckIn()));
    draft.arm(who, CHECK_IN, earlier(latest, due), due);
  }

  static void agreedEnd(Draft draft, Participant who, Instant end) {
    draft.arm(who, AGREED_END, end, end.plus(draft.policy.endGrace()));
  }

  /** "Leaving now": safe and away shortly, and nothing else counts any more. */
  static void leaving(Draft draft, Participant who, Sign sign) {
    Instant due = sign.at().plus(draft.policy.leavingWithin());
    for (Deadline.Kind kind : new Deadline.Kind[] {NO_SHOW, CHECK_IN, AGREED_END}) {
      if (!sign.known() && kind != NO_SHOW) {
        Instant latest = due;
        due = draft.armed(who, kind).map(open -> earlier(open.dueAt(), latest)).orElse(latest);
      }
      draft.disarm(who, kind);
    }
    draft.put(draft.current(who).checkedIn(sign.asCheckIn()));
    draft.arm(who, SAFE_AND_AWAY, due, due);
  }

  /**
   * "More time" on the way: the arrival moves one step, but not beyond the agreed end.
   *
   * @return whether it moved
   */
  static boolean moveArrival(Draft draft, Participant who, Guarding guarding, Sign sign) {
    Instant from = draft.armed(who, ARRIVAL).map(Deadline::promisedAt).orElse(sign.at());
    Instant moved = from.plus(draft.policy.extensionStep());
    boolean passed = draft.armed(who, ARRIVAL).isEmpty() && !moved.isAfter(draft.now);
    if (!sign.known() || passed || moved.isAfter(guarding.agreedEnd())) {
      return false;
    }
    arrive(draft, who, moved);
    journalMove(draft, Happening.ARRIVAL_MOVED, who, sign, moved);
    return true;
  }

  /**
   * "More time" in the visit: everyone's agreed end moves one step, up to the policy's maximum.
   *
   * @return whether it moved
   */
  static boolean moveEnd(Draft draft, Participant who, Guarding guarding, Sign sign) {
    if (!sign.known() || guarding.extendedBy() >= draft.policy.maximumExtensions()) {
      return false;
    }
    Instant moved = guarding.agreedEnd().plus(draft.policy.extensionStep());
    draft.become(guarding.extendedTo(moved));
    for (Participant each : guarding.participants()) {
      boolean open = draft.armed(each, AGREED_END).isPresent();
      boolean inside = each.phase() == Phase.DOOR || each.phase() == Phase.VISIT;
      if (open || (inside && moved.isAfter(draft.now))) {
        agreedEnd(draft, each, moved);
      }
    }
    journalMove(draft, Happening.END_MOVED, who, sign, moved);
    return true;
  }

  private static void journalMove(
      Draft draft, Happening what, Participant who, Sign sign, Instant moved) {
    draft.journal(
        what,
        sign.by(),
        who.wearable(),
        null,
        Map.of(
            "participant", who.id().toString(), "to", moved.toString(), "source", sign.source()));
  }

  /** To be heard of within the policy's time from {@code from}. */
  static void contact(Draft draft, Participant who, Instant from) {
    Instant due = from.plus(draft.policy.lostContactAfter());
    draft.arm(who, CONTACT, due, due);
  }

  /**
   * After an alarm is resolved the visit goes on: the promise of the wearer's phase is armed again
   * where it is not, and counts from now. An open visit never is without one.
   */
  static void resume(Draft draft, Participant who, AlarmId resolved) {
    Deadline.Kind kind =
        switch (who.phase()) {
          case BEFORE -> ARRIVAL;
          case DOOR, VISIT -> CHECK_IN;
          case LEAVING -> SAFE_AND_AWAY;
          case OVER, UNKNOWN -> throw new IllegalArgumentException("nothing to resume: " + who);
        };
    if (draft.armed(who, kind).isPresent()) {
      return;
    }
    Sign sign = new Sign("alarm/" + resolved, draft.now, true, null);
    switch (kind) {
      case ARRIVAL -> arrive(draft, who, draft.now.plus(draft.policy.checkInEvery()));
      case CHECK_IN -> {
        draft.put(draft.current(who).checkedIn(sign.asCheckIn()));
        checkInFrom(draft, who, draft.now);
      }
      case SAFE_AND_AWAY -> leaving(draft, who, sign);
      case NO_SHOW, AGREED_END, CONTACT -> throw new IllegalStateException("no phase's: " + kind);
    }
    draft.journal(
        Happening.GUARD_RESUMED,
        who,
        Map.of("participant", who.id().toString(), "promise", kind.name()));
  }

  /** A later copy showed that what the open promise counts from happened earlier. */
  static boolean countFromEarlier(Draft draft, Participant who, Occurrence occurred) {
    Participant.CheckIn last = who.lastCheckIn();
    if (last == null) {
      return false;
    }
    Occurrence better = new Occurrence(last.at(), last.known()).earlierOf(occurred);
    draft.put(who.checkedIn(new Participant.CheckIn(last.source(), better.at(), better.known())));
    boolean leaving = draft.armed(who, SAFE_AND_AWAY).isPresent();
    Deadline open = draft.armed(who, leaving ? SAFE_AND_AWAY : CHECK_IN).orElse(null);
    Instant promised =
        better.at().plus(leaving ? draft.policy.leavingWithin() : draft.policy.checkInEvery());
    Instant due = leaving ? promised : promised.plus(draft.policy.checkInGrace());
    if (open == null || !due.isBefore(open.dueAt())) {
      return false;
    }
    draft.arm(who, open.key().kind(), promised, due);
    return true;
  }

  static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
