package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.safeandaway.hub.watch.WatchInput.FromWearable;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/**
 * Takes in what a wearable said.
 *
 * <p>1. Alarms are raised whatever else is true of the event: phase, visit, order. 2. What moves a
 * wearer on does so in the order of the wearer: {@link EventOrder}. 3. A DURESS is answered, and
 * moves the wearer on, exactly as the CHECK_IN that it looks like.
 */
final class WearerEvents {
  private WearerEvents() {}

  static Answer takeIn(Draft draft, FromWearable event) {
    if (Canary.is(event.wearable()) && event.kind() == EventKind.CHECK_IN) {
      return Canary.takeIn(draft);
    }
    Contact.heard(draft, event.wearable(), draft.now);
    EventOrder.markKnown(draft, event);
    Outcome outcome =
        switch (event.kind()) {
          case PANIC -> raised(draft, event, AlarmKind.PANIC);
          case ADVICE -> raised(draft, event, AlarmKind.ADVICE);
          case DURESS -> {
            Raising.event(draft, event, AlarmKind.DURESS);
            yield EventOrder.moveOn(draft, event);
          }
          case WITHDRAWN -> withdrawn(draft, event);
          case SELF_TEST -> selfTested(draft, event);
          case ARRIVED, CHECK_IN, MORE_TIME, LEAVING, SAFE_AND_AWAY ->
              EventOrder.moveOn(draft, event);
          case UNKNOWN -> Outcome.NOTED;
        };
    draft.journal(Happening.EVENT_TAKEN_IN, null, event.wearable(), null, details(event, outcome));
    return new Answer.Receipted(outcome);
  }

  private static Map<String, String> details(FromWearable event, Outcome outcome) {
    return Map.of(
        "event", event.event().toString(),
        "participant", String.valueOf(event.participant()),
        "kind", event.kind().name(),
        "outcome", outcome.name(),
        "occurredAt", event.occurred().at().toString(),
        "instantKnown", Boolean.toString(event.occurred().known()),
        "receivedAt", event.receivedAt().toString(),
        "again", Boolean.toString(event.again()));
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
            .filter(alarm -> isOf(alarm, event))
            .toList();
    Instant at = Promises.earlier(event.occurred().at(), draft.now);
    for (Alarm panic : panics) {
      draft.note(panic, at, "Taken back at the wearable. Speak to the wearer.");
    }
    return panics.isEmpty() ? Outcome.NOTED : Outcome.COUNTED;
  }

  private static boolean isOf(Alarm panic, FromWearable event) {
    return event.wearable().equals(panic.wearable())
        || (panic.participant() != null && panic.participant().equals(event.participant()));
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

  /** A later copy of an event shows that it happened earlier than the first one said. */
  static Answer earlier(Draft draft, WatchInput.OccurredEarlier copy) {
    Cause cause = Cause.of(copy.wearable(), copy.event());
    Occurrence occurred =
        new Occurrence(Promises.earlier(copy.occurred().at(), draft.now), copy.occurred().known());
    boolean changed = false;
    Alarm alarm = draft.alarm(AlarmId.of(cause)).orElse(null);
    if (alarm != null) {
      Occurrence before = new Occurrence(alarm.occurredAt(), !alarm.occurredUncertain());
      Occurrence better = before.earlierOf(occurred);
      changed = !better.equals(before);
      draft.put(alarm.occurredEarlier(better.at(), !better.known()));
    }
    for (Participant each : draft.participants()) {
      Participant.CheckIn last = each.lastCheckIn();
      if (last != null && last.source().equals(cause.id())) {
        changed |= Promises.countFromEarlier(draft, each, occurred);
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
