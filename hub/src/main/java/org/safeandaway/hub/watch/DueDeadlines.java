package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.protocol.AlarmKind;

/** What happens when a promise is not kept, and when a silence ends. */
final class DueDeadlines {
  private DueDeadlines() {}

  /** The keeper's word is a hint: only the generation that is open, and due by now, fires. */
  static Answer fire(Draft draft, WatchInput.DeadlineDue due) {
    Deadline deadline = draft.armed(due.key()).orElse(null);
    if (deadline == null
        || deadline.generation() != due.generation()
        || draft.now.isBefore(deadline.dueAt())) {
      return new Answer.NothingToDo();
    }
    draft.disarm(due.key());
    switch (deadline.key().kind()) {
      case ARRIVAL -> passed(draft, deadline, AlarmKind.NOT_ARRIVED, due);
      case CHECK_IN -> passed(draft, deadline, AlarmKind.MISSED_CHECK_IN, due);
      case AGREED_END, SAFE_AND_AWAY -> passed(draft, deadline, AlarmKind.OVERDUE, due);
      case NO_SHOW -> nobodyIn(draft, deadline);
      case CONTACT -> silence(draft, deadline, due);
    }
    return new Answer.Done();
  }

  private static void passed(
      Draft draft, Deadline deadline, AlarmKind kind, WatchInput.DeadlineDue due) {
    journal(draft, deadline);
    Raising.deadline(draft, deadline, kind, due.duringOutage());
  }

  private static void nobodyIn(Draft draft, Deadline deadline) {
    journal(draft, deadline);
    draft
        .participant(deadline.key().participant())
        .ifPresent(who -> draft.ask(who, Participant.Question.NOBODY_IN));
  }

  /**
   * The wearable may have been heard since this was armed: then the deadline only moves on. In a
   * visit silence is an alarm, where the policy says so, and the deadline stays off until the
   * wearable is heard; elsewhere it is only watched.
   */
  private static void silence(Draft draft, Deadline deadline, WatchInput.DeadlineDue due) {
    Participant who = draft.participant(deadline.key().participant()).orElse(null);
    if (who == null) {
      return;
    }
    @Nullable Instant heard = due.lastHeard();
    if (heard != null && heard.plus(draft.policy.lostContactAfter()).isAfter(draft.now)) {
      Promises.contact(draft, who, Promises.earlier(heard, draft.now));
    } else if (draft.policy.lostContactAlarms() && who.isInVisit()) {
      passed(draft, deadline, AlarmKind.LOST_CONTACT, due);
    } else {
      Promises.contact(draft, who, draft.now);
    }
  }

  private static void journal(Draft draft, Deadline deadline) {
    draft.journal(
        Happening.DEADLINE_PASSED,
        Map.of(
            "participant", String.valueOf(deadline.key().participant()),
            "kind", deadline.key().kind().name(),
            "promisedAt", deadline.promisedAt().toString(),
            "dueAt", deadline.dueAt().toString()));
  }

  static Answer heardAgain(Draft draft, WatchInput.HeardAgain heard) {
    boolean resumed = false;
    for (Participant each : draft.participants()) {
      if (draft.state() instanceof Guarding
          && each.isGuarded()
          && heard.wearable().equals(each.wearable())
          && draft.armed(each, Deadline.Kind.CONTACT).isEmpty()) {
        Promises.contact(draft, each, Promises.earlier(heard.at(), draft.now));
        noteOnLostContact(draft, each, heard.at());
        resumed = true;
      }
    }
    if (resumed) {
      draft.journal(Happening.HEARD_AGAIN, null, heard.wearable(), null, Map.of());
      return new Answer.Done();
    }
    return new Answer.NothingToDo();
  }

  private static void noteOnLostContact(Draft draft, Participant who, Instant at) {
    for (Alarm alarm : draft.openAlarmsAbout(who)) {
      if (alarm.kind() == AlarmKind.LOST_CONTACT) {
        draft.add(new WatchEffect.AlarmNoted(alarm.id(), null, at, "The wearable is heard again."));
      }
    }
  }
}
