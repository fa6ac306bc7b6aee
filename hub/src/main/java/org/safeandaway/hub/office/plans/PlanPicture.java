package org.safeandaway.hub.office.plans;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.safeandaway.hub.policy.ResponsePlan;

/**
 * A plan as a ladder with the time on a line: what happens minute by minute while nobody takes the
 * alarm.
 *
 * @param afterwards in a sentence: how the last step repeats
 * @param owned in a sentence: what happens to whoever has the alarm and does nothing
 */
public record PlanPicture(List<Rung> rungs, String afterwards, String owned) {
  public PlanPicture {
    rungs = List.copyOf(rungs);
  }

  /**
   * One step.
   *
   * @param number from 1
   * @param clock after the alarm, such as {@code 1:30}
   * @param moment the same in words
   * @param who who is told
   * @param by by what
   * @param wording the school's own; may be empty
   * @param reach whom that is today; may be empty
   */
  public record Rung(
      int number,
      String clock,
      String moment,
      String action,
      String who,
      String by,
      String wording,
      String reach,
      List<String> warnings) {
    public Rung {
      warnings = List.copyOf(warnings);
    }
  }

  public static PlanPicture of(ResponsePlan plan, Staffing staffing) {
    List<Rung> rungs = new ArrayList<>();
    Duration at = Duration.ZERO;
    boolean together = false;
    for (ResponsePlan.Step step : plan.steps()) {
      rungs.add(rung(rungs.size() + 1, at, together, step, staffing));
      together = step.limit().isZero();
      at = at.plus(step.limit());
    }
    return new PlanPicture(rungs, afterwards(plan, at), owned(plan));
  }

  private static Rung rung(
      int number, Duration at, boolean together, ResponsePlan.Step step, Staffing staffing) {
    boolean personal = step.channels().stream().anyMatch(each -> each.isPersonal());
    return new Rung(
        number,
        PlanWords.clock(at),
        moment(at, together),
        PlanWords.action(step.action()),
        personal ? staffing.who(step.recipients()) : "whoever watches",
        PlanWords.channels(step.channels()),
        step.wording(),
        staffing.reach(step),
        staffing.warnings(step));
  }

  private static String moment(Duration at, boolean together) {
    if (together) {
      return "together with the step before";
    }
    return at.isZero() ? "at once" : "after " + PlanWords.duration(at) + ", if nobody has it";
  }

  private static String afterwards(ResponsePlan plan, Duration end) {
    return "From "
        + PlanWords.clock(end)
        + " on, every "
        + PlanWords.duration(plan.last().limit())
        + ", everybody who may take alarms is told again by "
        + PlanWords.channels(plan.channels())
        + ", until a person takes it. It never ends by itself.";
  }

  private static String owned(ResponsePlan plan) {
    return "Whoever has taken it and does nothing about it for "
        + PlanWords.duration(plan.stillOnItAfter())
        + " is asked whether they are still on it. Without an answer within "
        + PlanWords.duration(plan.ownershipGrace())
        + " it is nobody's again, and the next step begins.";
  }
}
