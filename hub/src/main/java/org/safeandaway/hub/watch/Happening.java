package org.safeandaway.hub.watch;

/** The words by which the journal names what a watch did. They are stored, so they never change. */
public enum Happening {
  VISIT_PLANNED("visit.planned"),
  VISIT_CHANGED("visit.changed"),
  VISIT_AUTHORISED("visit.authorised"),
  /** What was authorised was changed, and has to be authorised again. */
  AUTHORISATION_ENDED("visit.authorisation-ended"),
  VISIT_CANCELLED("visit.cancelled"),
  /** Everyone is safe and away, and no alarm about them is open. */
  VISIT_CLOSED("visit.closed"),
  WEARABLE_ASSIGNED("wearable.assigned"),
  WEARABLE_TAKEN_BACK("wearable.taken-back"),
  /** A wearable's event, with what became of it. */
  EVENT_TAKEN_IN("event.taken-in"),
  /** A later copy showed that an event happened earlier. */
  EVENT_EARLIER("event.earlier"),
  /** The office entered what a visitor said on the telephone. */
  TELEPHONED("visitor.telephoned"),
  SELF_TESTED("wearable.self-tested"),
  ARRIVAL_MOVED("arrival.moved"),
  END_MOVED("end.moved"),
  /** "Safe and away", while an alarm keeps the watch open. */
  SAID_SAFE("visitor.said-safe"),
  PHASE_CHANGED("visitor.phase"),
  /** Somebody of the office had the safe word shown; which one it is stands nowhere here. */
  SAFE_WORD_SHOWN("safe-word.shown"),
  QUESTION_ASKED("question.asked"),
  QUESTION_ANSWERED("question.answered"),
  DEADLINE_PASSED("deadline.passed"),
  /** An alarm was resolved, and the wearer's next promise counts from now. */
  GUARD_RESUMED("guard.resumed"),
  HEARD_AGAIN("wearable.heard-again"),
  ALARM_RAISED("alarm.raised"),
  ALARM_TAKEN("alarm.taken"),
  ALARM_NOTED("alarm.noted"),
  ALARM_RESOLVED("alarm.resolved"),
  /** A step of the response plan begins. */
  STEP_BEGUN("alarm.step-begun"),
  /** Somebody did what a step of the response plan asks, and says what came of it. */
  STEP_DONE("alarm.step-done"),
  /** Whoever has the alarm was asked whether they are still on it. */
  OWNER_ASKED("alarm.owner-asked"),
  OWNER_STILL_ON_IT("alarm.owner-still-on-it"),
  /** Whoever had the alarm did not answer: it is nobody's again. */
  OWNERSHIP_LAPSED("alarm.ownership-lapsed"),
  /** Somebody else has the alarm now than before. */
  ALARM_TAKEN_OVER("alarm.taken-over"),
  /** A drill that was announced; of others only their beginning is told. */
  DRILL_PLANNED("drill.planned"),
  DRILL_BEGUN("drill.begun"),
  /** A drill was cancelled, or could not be held when its time came. */
  DRILL_CALLED_OFF("drill.called-off");

  private final String word;

  Happening(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
