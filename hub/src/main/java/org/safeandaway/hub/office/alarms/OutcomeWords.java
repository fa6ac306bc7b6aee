package org.safeandaway.hub.office.alarms;

import java.util.List;
import org.safeandaway.hub.policy.ResponsePlan.Action;
import org.safeandaway.hub.watch.StepOutcome;

/** What can come of a step of the checklist: as a button, and as it is told afterwards. Pure. */
public final class OutcomeWords {
  private static final List<Choice> NOBODY =
      List.of(
          new Choice(StepOutcome.NO_ANSWER, "No answer", ""),
          new Choice(StepOutcome.ENGAGED, "Engaged", ""),
          new Choice(StepOutcome.VOICEMAIL, "Voicemail", ""));

  private OutcomeWords() {}

  /**
   * A button.
   *
   * @param look {@code safe}, {@code danger}, or empty
   */
  public record Choice(StepOutcome outcome, String label, String look) {}

  /**
   * The buttons of a step.
   *
   * @param first the visitor's first name
   * @param safeWord whether one was agreed
   */
  static List<Choice> choices(Action action, String first, boolean safeWord) {
    return switch (action) {
      case RING_VISITOR, RING_COMPANION -> rung(first, safeWord);
      case RING_PARENT -> parent(first);
      case TELL_SENIOR ->
          List.of(
              new Choice(StepOutcome.TOLD, "Told", "safe"),
              new Choice(StepOutcome.NO_ANSWER, "Not reached", ""));
      case CALL_POLICE ->
          List.of(
              new Choice(StepOutcome.CALLED, "Police called", "safe"),
              new Choice(StepOutcome.NOT_NEEDED, "Not needed, because …", ""));
      case CHECK_SYSTEM, WATCH_BOARD ->
          List.of(
              new Choice(StepOutcome.TOLD, "Done", "safe"),
              new Choice(StepOutcome.NOT_NEEDED, "Not needed, because …", ""));
    };
  }

  private static List<Choice> rung(String first, boolean safeWord) {
    String spoken = safeWord ? "Said the safe word" : "Cannot speak freely";
    return List.of(
        new Choice(StepOutcome.ANSWERED_SAFE, first + " is safe", "safe"),
        new Choice(StepOutcome.SAFE_WORD, spoken, "danger"),
        new Choice(StepOutcome.ANSWERED_UNCLEAR, "Answered, not clear: …", ""),
        NOBODY.get(0),
        NOBODY.get(1),
        NOBODY.get(2));
  }

  private static List<Choice> parent(String first) {
    return List.of(
        new Choice(StepOutcome.ANSWERED_SAFE, "Spoke with " + first + ": safe", "safe"),
        new Choice(StepOutcome.ANSWERED_UNCLEAR, "Answered, not with " + first + ": …", ""),
        NOBODY.get(0),
        NOBODY.get(1),
        NOBODY.get(2),
        new Choice(StepOutcome.NOT_NEEDED, "Not rung, because …", ""));
  }

  /** After a name: "rang Asha Patel: no answer". */
  static String told(Action action, StepOutcome outcome, String whom) {
    return switch (action) {
      case RING_VISITOR, RING_COMPANION, RING_PARENT ->
          (outcome == StepOutcome.NOT_NEEDED ? "did not ring " : "rang ")
              + whom
              + (outcome == StepOutcome.NOT_NEEDED ? "" : ": " + result(outcome));
      case TELL_SENIOR ->
          outcome == StepOutcome.TOLD
              ? "told the senior leadership"
              : "tried to tell the senior leadership: " + result(outcome);
      case CALL_POLICE ->
          outcome == StepOutcome.CALLED ? "called the police" : "did not call the police";
      case CHECK_SYSTEM, WATCH_BOARD ->
          outcome == StepOutcome.NOT_NEEDED ? "found nothing to do" : "did what was to be done";
    };
  }

  /** What came of it, in few words. */
  static String result(StepOutcome outcome) {
    return switch (outcome) {
      case ANSWERED_SAFE -> "safe";
      case SAFE_WORD -> "not safe, and cannot speak freely";
      case ANSWERED_UNCLEAR -> "answered, not clear";
      case NO_ANSWER -> "no answer";
      case ENGAGED -> "engaged";
      case VOICEMAIL -> "voicemail, which is no answer";
      case TOLD -> "told";
      case CALLED -> "called";
      case NOT_NEEDED -> "not needed";
    };
  }
}
