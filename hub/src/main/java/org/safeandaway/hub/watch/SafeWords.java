package org.safeandaway.hub.watch;

import java.util.Map;
import java.util.Optional;
import org.safeandaway.hub.watch.Answer.Refusal;

/**
 * The word that a visitor says when somebody forces them to say that all is well. A watch knows
 * only whether one was agreed. Who has it shown is recorded; an alarm does not end well without it.
 */
final class SafeWords {
  static final String CHECK_IT =
      "A safe word was agreed for this visit. Listen for it, and say that it was not said, before"
          + " you close the alarm as a false one or a precaution.";

  private SafeWords() {}

  /**
   * Rule ESC-7. Two reasons say that all is well, and somebody may have been made to say so: for
   * those the word has to be checked. Of a confirmed incident nobody says that all is well, and the
   * visitor may be unable to speak; in a drill nobody is in danger.
   */
  static boolean isToBeChecked(Draft draft, Alarm.Reason reason) {
    boolean saysAllIsWell =
        switch (reason) {
          case FALSE_ALARM, PRECAUTION -> true;
          case CONFIRMED_INCIDENT, DRILL -> false;
        };
    return saysAllIsWell && plan(draft).filter(Plan::safeWord).isPresent();
  }

  /** Rule PLAN-6: while an alarm is open, or the visitor is on the telephone. */
  static Answer show(Draft draft, WatchInput.ShowSafeWord show) {
    Plan plan = plan(draft).orElse(null);
    if (plan == null) {
      return new Answer.Refused(Refusal.NOT_FOUND, "There is no such visit.");
    }
    if (!plan.safeWord()) {
      return new Answer.Refused(Refusal.CONFLICT, "No safe word was agreed for this visit.");
    }
    if (plan.visitors().contains(show.by())) {
      return new Answer.Refused(
          Refusal.FORBIDDEN, "You go on this visit: its safe word is shown to the office only.");
    }
    boolean alarmed = !draft.openAlarms().isEmpty();
    if (!alarmed && !show.onTelephone()) {
      return new Answer.Refused(
          Refusal.CONFLICT,
          "The safe word is shown while an alarm is open, or with the visitor on the telephone.");
    }
    draft.journal(
        Happening.SAFE_WORD_SHOWN,
        show.by(),
        null,
        null,
        Map.of("why", show.onTelephone() ? "telephone" : "alarm"));
    return new Answer.Done();
  }

  private static Optional<Plan> plan(Draft draft) {
    return switch (draft.state()) {
      case WatchState.Planned planned -> Optional.of(planned.plan());
      case WatchState.Guarding guarding -> Optional.of(guarding.plan());
      case WatchState.Closed closed -> Optional.of(closed.plan());
      case WatchState.Standing standing -> Optional.empty();
      case WatchState.Site site -> Optional.empty();
      case null -> Optional.empty();
    };
  }
}
