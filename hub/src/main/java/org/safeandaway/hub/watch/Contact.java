package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.WearableId;

/**
 * Whether a wearable is heard of at all. Most of what it says does not come to its watch, so the
 * deadline is re-armed lazily: only when it falls due is it asked when the wearable was last heard.
 */
final class Contact {
  private Contact() {}

  /**
   * The wearable may have been heard since this was armed: then the deadline only moves on. In a
   * visit silence is an alarm, where the policy says so, and the deadline stays off until the
   * wearable is heard; elsewhere it is only watched.
   */
  static void silence(Draft draft, Deadline deadline, WatchInput.DeadlineDue due) {
    Participant who = draft.participant(deadline.key().participant()).orElse(null);
    if (who == null) {
      return;
    }
    @Nullable Instant heard = due.lastHeard();
    if (heard != null && heard.plus(draft.policy.lostContactAfter()).isAfter(draft.now)) {
      Promises.contact(draft, who, Promises.earlier(heard, draft.now));
    } else if (draft.policy.lostContactAlarms() && who.isInVisit()) {
      DueDeadlines.passed(draft, deadline, AlarmKind.LOST_CONTACT, due);
    } else {
      Promises.contact(draft, who, draft.now);
    }
  }

  /**
   * A wearable was heard: who wears it is waited for again, where a silence had put that off.
   *
   * @return those whose silence ended
   */
  static List<Participant> heard(Draft draft, WearableId wearable, Instant at) {
    if (!(draft.state() instanceof Guarding guarding)) {
      return List.of();
    }
    List<Participant> silent =
        guarding.participants().stream()
            .filter(each -> each.isGuarded() && wearable.equals(each.wearable()))
            .filter(each -> draft.armed(each, Deadline.Kind.CONTACT).isEmpty())
            .toList();
    for (Participant each : silent) {
      Promises.contact(draft, each, Promises.earlier(at, draft.now));
      noteOnLostContact(draft, each, at);
    }
    return silent;
  }

  static Answer heardAgain(Draft draft, WatchInput.HeardAgain heard) {
    List<Participant> silent = heard(draft, heard.wearable(), heard.at());
    if (silent.isEmpty()) {
      return new Answer.NothingToDo();
    }
    draft.journal(Happening.HEARD_AGAIN, null, heard.wearable(), null, Map.of());
    return new Answer.Done();
  }

  private static void noteOnLostContact(Draft draft, Participant who, Instant at) {
    for (Alarm alarm : draft.openAlarmsAbout(who)) {
      if (alarm.kind() == AlarmKind.LOST_CONTACT) {
        draft.note(alarm, at, "The wearable is heard again.");
      }
    }
  }
}
