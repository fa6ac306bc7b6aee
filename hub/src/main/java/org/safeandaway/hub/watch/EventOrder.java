package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.safeandaway.hub.watch.Participant.Ahead;
import org.safeandaway.hub.watch.WatchInput.FromWearable;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/**
 * Moves a wearer on, in the order in which the wearer did things.
 *
 * <p>Events of one boot come in order, and one that comes after a later one is only noted. But the
 * panic lane is faster than the other, so a DURESS may overtake. When an event that it overtook
 * comes after all, it is taken in where it belongs: from the phase before the DURESS, and then the
 * DURESS once more after it. So both orders end in the same phase, and nothing at the wearable
 * tells a covert check-in from an ordinary one.
 */
final class EventOrder {
  private EventOrder() {}

  static Outcome moveOn(Draft draft, FromWearable event) {
    Participant who = draft.participant(event.participant()).orElse(null);
    if (event.wrongVisit() || (who != null && !event.wearable().equals(who.wearable()))) {
      return Outcome.WRONG_VISIT;
    }
    if (who == null || !(draft.state() instanceof Guarding) || who.phase() == Phase.OVER) {
      return Outcome.NO_VISIT;
    }
    EventId id = event.event();
    boolean late = id.seq() <= who.applied().getOrDefault(id.boot(), 0L);
    boolean again = who.ahead().stream().anyMatch(each -> each.event().equals(id));
    return late || again ? Outcome.NOTED : apply(draft, who, event);
  }

  private static Outcome apply(Draft draft, Participant who, FromWearable event) {
    EventId id = event.event();
    List<Ahead> covert = covertOf(who, id.boot());
    List<Ahead> before = covert.stream().filter(each -> each.event().seq() < id.seq()).toList();
    List<Ahead> after = covert.stream().filter(each -> each.event().seq() > id.seq()).toList();
    List<Ahead> kept = new ArrayList<>();
    if (!after.isEmpty()) {
      draft.put(draft.current(who).in(covert.getFirst().phaseBefore()));
      before.forEach(each -> checkIn(draft, who, each, event));
    }
    Phase from = draft.current(who).phase();
    Outcome outcome = PhaseTable.apply(draft, who, asShown(event.kind()), sign(draft, event));
    if (event.kind() == EventKind.DURESS) {
      kept.addAll(before);
      kept.add(new Ahead(id, event.occurred(), from));
    } else if (outcome == Outcome.COUNTED || draft.current(who).phase() != from) {
      draft.put(draft.current(who).applied(id));
    }
    for (Ahead each : after) {
      kept.add(new Ahead(each.event(), each.occurred(), draft.current(who).phase()));
      checkIn(draft, who, each, event);
    }
    draft.put(draft.current(who).overtakenBy(firstAndLast(kept)));
    return outcome;
  }

  private static List<Ahead> covertOf(Participant who, String boot) {
    return who.ahead().stream().filter(each -> each.event().boot().equals(boot)).toList();
  }

  private static void checkIn(Draft draft, Participant who, Ahead ahead, FromWearable cause) {
    Instant at = Promises.earlier(ahead.occurred().at(), draft.now);
    String source = Cause.of(cause.wearable(), ahead.event()).id();
    Sign sign = new Sign(source, at, ahead.occurred().known(), null);
    PhaseTable.apply(draft, who, EventKind.CHECK_IN, sign);
  }

  /** Two say as much as all: from the second on, a check-in changes no phase. */
  private static List<Ahead> firstAndLast(List<Ahead> ahead) {
    return ahead.size() <= 2 ? ahead : List.of(ahead.getFirst(), ahead.getLast());
  }

  private static EventKind asShown(EventKind kind) {
    return kind == EventKind.DURESS ? EventKind.CHECK_IN : kind;
  }

  private static Sign sign(Draft draft, FromWearable event) {
    Instant received = Promises.earlier(event.receivedAt(), draft.now);
    Instant at = Promises.earlier(event.occurred().at(), received);
    String source = Cause.of(event.wearable(), event.event()).id();
    return new Sign(source, at, event.occurred().known(), null);
  }

  /**
   * The wearable repeats over a notice what it did after {@code upTo}. So an urgent event that has
   * certainly overtaken others does not count yet: the others would be forgotten.
   */
  static void markKnown(Draft draft, FromWearable event) {
    draft
        .participant(event.participant())
        .filter(who -> event.wearable().equals(who.wearable()))
        .filter(who -> isNext(who, event.event(), event.kind().isUrgent()))
        .ifPresent(who -> draft.put(who.upTo(event.event())));
  }

  private static boolean isNext(Participant who, EventId id, boolean urgent) {
    EventId last = who.upTo();
    if (last == null) {
      return true;
    }
    if (!last.boot().equals(id.boot())) {
      return !who.applied().containsKey(id.boot());
    }
    return id.seq() == last.seq() + 1 || (id.seq() > last.seq() && !urgent);
  }
}
