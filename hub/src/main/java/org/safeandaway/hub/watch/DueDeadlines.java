package org.safeandaway.hub.watch;

import java.util.Map;
import org.safeandaway.protocol.AlarmKind;

/** What happens when a promise is not kept. */
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
      case ALARM_STEP -> Ladder.stepIsOver(draft, deadline);
      case STILL_ON_IT -> Ladder.ask(draft, deadline);
      case OWNERSHIP -> Ladder.lapse(draft, deadline);
      // The row that says when it fired is all that becomes of it.
      case CANARY -> {}
      case DRILL -> Drills.due(draft, deadline);
      case CONTACT -> Contact.silence(draft, deadline, due);
    }
    return new Answer.Done();
  }

  static void passed(Draft draft, Deadline deadline, AlarmKind kind, WatchInput.DeadlineDue due) {
    journal(draft, deadline);
    Raising.deadline(draft, deadline, kind, due.duringOutage());
  }

  private static void nobodyIn(Draft draft, Deadline deadline) {
    journal(draft, deadline);
    draft
        .participant(deadline.key().participant())
        .ifPresent(who -> draft.ask(who, Participant.Question.NOBODY_IN));
  }

  private static void journal(Draft draft, Deadline deadline) {
    draft.journal(
        Happening.DEADLINE_PASSED,
        null,
        draft.participant(deadline.key().participant()).map(Participant::wearable).orElse(null),
        null,
        Map.of(
            "participant", String.valueOf(deadline.key().participant()),
            "kind", deadline.key().kind().name(),
            "promisedAt", deadline.promisedAt().toString(),
            "dueAt", deadline.dueAt().toString()));
  }
}
