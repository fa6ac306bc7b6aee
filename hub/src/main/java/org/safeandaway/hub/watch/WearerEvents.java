package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.safeandaway.hub.watch.Participant.Ahead;
import org.safeandaway.hub.watch.WatchInput.FromWearable;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/**
 * Takes in what a wearable said.
 *
 * <p>1. Alarms are raised whatever else is true of the event: phase, visit, order. 2. What moves a
 * wearer on goes through {@link PhaseTable}, if it names the visit that this wearable guards, and
 * nothing later of the same boot has been taken in before it. 3. A DURESS is answered, and moves
 * the wearer on, exactly as the CHECK_IN that it looks like.
 *
 * <p>The panic lane is faster than the other, so a DURESS may come before events that the wearer
 * made earlier. When one of those comes after all, it is taken in where it belongs: from the phase
 * before the DURESS, and the DURESS again after it.
 */
final class WearerEvents {
  private WearerEvents() {}

  static Answer takeIn(Draft draft, FromWearable event) {
    heard(draft, event);
    Outcome outcome =
        switch (event.kind()) {
          case PANIC -> raised(draft, event, AlarmKind.PANIC);
          case ADVICE -> raised(draft, event, AlarmKind.ADVICE);
          case DURESS -> {
            Raising.event(draft, event, AlarmKind.DURESS);
            yield moveOn(draft, event);
          }
          case WITHDRAWN -> withdrawn(draft, event);
          case SELF_TEST -> selfTested(draft, event);
          case ARRIVED, CHECK_IN, MORE_TIME, LEAVING, SAFE_AND_AWAY -> moveOn(draft, event);
          case UNKNOWN -> Outcome.NOTED;
        };
    known(draft, event);
    draft.journal(Happening.EVENT_TAKEN_IN, null, event.wearable(), null, details(event, outcome));
    return new Answer.Receipted(outcome);
  }

  private static Map<String, String> details(FromWearable event, Outcome outcome) {
    return Map.of(
        "event", event.event().toString(),
        "kind", event.kind().name(),
        "outcome", outcome.name(),
        "occurredAt", event.occurred().at().toString(),
        "instantKnown", Boolean.toString(event.occurred().known()),
        "receivedAt", event.receivedAt().toString(),
        "again", Boolean.toString(event.again()));
  }

  /** Any word of it ends a silence. */
  private static void heard(Draft draft, FromWearable event) {
    for (Participant each : draft.participants()) {
      if (draft.state() instanceof Guarding
          && each.isGuarded()
          && event.wearable().equals(each.wearable())
          && draft.armed(each, Deadline.Kind.CONTACT).isEmpty()) {
        Promises.contact(draft, each, draft.now);
      }
    }
  }

  private static Outcome raised(Draft draft, FromWearable event, AlarmKind kind) {
    Raising.event(draft, event, kind);
    return Outcome.COUNTED;
  }

  /** A note on the wearer's open panics, never their end. */
  private static Outcome withdrawn(Draft draft, FromWearable event) {
    List<Alarm> panics =
        draft.openAlarms().stream()
            .filter(alarm -> alarm.kind() == AlarmKind.PANIC)
            .filter(alarm -> event.wearable().equals(alarm.wearable()))
            .toList();
    Instant at = Promises.earlier(event.occurred().at(), draft.now);
    for (Alarm panic : panics) {
      draft.add(
          new WatchEffect.AlarmNoted(
              panic.id(), null, at, "Taken back at the wearable. Speak to the wearer."));
    }
    return panics.isEmpty() ? Outcome.NOTED : Outcome.COUNTED;
  }

  private static Outcome selfTested(Draft draft, FromWearable event) {
    draft.journal(
        Happening.SELF_TESTED,
        null,
        event.wearable(),
        null,
        Map.of("event", event.event().toString(), "at", event.occurred().at().toString()));
    boolean inVisit =
        draft.state() instanceof Guarding
            && draft
                .participant(event.participant())
                .filter(who -> who.phase() != Phase.OVER)
                .isPresent();
    return inVisit ? Outcome.NOTED : Outcome.COUNTED;
  }

  private static Outcome moveOn(Draft draft, FromWearable event) {
    Participant who = draft.participant(event.participant()).orElse(null);
    if (event.wrongVisit() || (who != null && !event.wearable().equals(who.wearable()))) {
      return Outcome.WRONG_VISIT;
    }
    if (who == null || !(draft.state() instanceof Guarding) || who.phase() == Phase.OVER) {
      return Outcome.NO_VISIT;
    }
    EventId id = event.event();
    if (id.seq() <= who.applied().getOrDefault(id.boot(), 0L)) {
      return Outcome.NOTED;
    }
    return inOrder(draft, who, event);
  }

  /** Applies the event between the covert check-ins before it and those after it. */
  private static Outcome inOrder(Draft draft, Participant who, FromWearable event) {
    EventId id = event.event();
    List<Ahead> overtaking =
        who.ahead().stream()
            .filter(each -> each.event().boot().equals(id.boot()) && each.event().seq() > id.seq())
            .toList();
    List<Ahead> kept = new ArrayList<>();
    if (!overtaking.isEmpty()) {
      draft.put(draft.now(who).in(who.ahead().getFirst().phaseBefore()));
    }
    for (Ahead each : who.ahead()) {
      if (!overtaking.isEmpty() && !overtaking.contains(each)) {
        checkIn(draft, who, event, each);
      }
    }
    Phase before = draft.now(who).phase();
    Outcome outcome = PhaseTable.apply(draft, who, asShown(event.kind()), sign(draft, event));
    boolean covert = event.kind() == EventKind.DURESS;
    if (covert) {
      kept.addAll(overtaking.isEmpty() ? who.ahead() : List.of());
      kept.add(new Ahead(id, event.occurred(), before));
    } else if (outcome == Outcome.COUNTED || draft.now(who).phase() != before) {
      draft.put(draft.now(who).applied(id));
    }
    for (Ahead each : overtaking) {
      kept.add(new Ahead(each.event(), each.occurred(), draft.now(who).phase()));
      checkIn(draft, who, event, each);
    }
    draft.put(draft.now(who).overtakenBy(firstAndLast(kept)));
    return outcome;
  }

  private static void checkIn(Draft draft, Participant who, FromWearable event, Ahead ahead) {
    Instant at = Promises.earlier(ahead.occurred().at(), draft.now);
    String source = Cause.of(event.wearable(), ahead.event()).id();
    Sign sign = new Sign(source, at, ahead.occurred().known(), null);
    PhaseTable.apply(draft, who, EventKind.CHECK_IN, sign);
  }

  /** Two say as much as all: from the second on a check-in changes no phase. */
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
  private static void known(Draft draft, FromWearable event) {
    Participant who = draft.participant(event.participant()).orElse(null);
    if (who == null || !event.wearable().equals(who.wearable())) {
      return;
    }
    EventId id = event.event();
    if (isNext(who, id, event.kind().isUrgent())) {
      draft.put(who.upTo(id));
    }
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

  /** A later copy of an event shows that it happened earlier than the first one said. */
  static Answer earlier(Draft draft, WatchInput.OccurredEarlier copy) {
    Cause cause = Cause.of(copy.wearable(), copy.event());
    boolean changed = false;
    Alarm alarm = draft.alarm(AlarmId.of(cause)).orElse(null);
    if (alarm != null) {
      Occurrence before = new Occurrence(alarm.occurredAt(), !alarm.occurredUncertain());
      Occurrence better = before.earlierOf(copy.occurred());
      changed = !better.equals(before);
      draft.put(alarm.occurredEarlier(better.at(), !better.known()));
    }
    for (Participant each : draft.participants()) {
      Participant.CheckIn last = each.lastCheckIn();
      if (last != null && last.source().equals(cause.id())) {
        changed |= Promises.countFromEarlier(draft, each, copy.occurred());
      }
    }
    if (!changed) {
      return new Answer.NothingToDo();
    }
    draft.journal(
        Happening.EVENT_EARLIER,
        null,
        copy.wearable(),
        alarm == null ? null : alarm.id(),
        Map.of(
            "event", copy.event().toString(),
            "occurredAt", copy.occurred().at().toString(),
            "instantKnown", Boolean.toString(copy.occurred().known())));
    return new Answer.Done();
  }
}
