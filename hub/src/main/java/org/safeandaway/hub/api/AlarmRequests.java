package org.safeandaway.hub.api;

import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.StepOutcome;

/** What is sent about alarms. */
public final class AlarmRequests {
  private static final int LONGEST = 2000;

  private AlarmRequests() {}

  /** The words of a note. */
  public static String words(Fields fields) {
    return fields.text("words", LONGEST);
  }

  /**
   * What came of a step of the response plan.
   *
   * @param step counted from 0
   * @param words may be empty, but for some outcomes
   */
  public record Outcome(int step, StepOutcome outcome, String words) {
    public static Outcome read(Fields fields) {
      return new Outcome(
          fields.number("step", 0, ResponsePlan.MOST_STEPS - 1),
          fields.choice("outcome", StepOutcome.values()),
          fields.textOrEmpty("words", LONGEST));
    }
  }

  /** How an alarm ended. */
  public record Resolution(Alarm.Reason reason, String words, boolean safeWordChecked) {
    public static Resolution read(Fields fields) {
      return new Resolution(
          fields.choice("reason", Alarm.Reason.values()),
          AlarmRequests.words(fields),
          fields.flag("safeWordChecked", false));
    }
  }
}
