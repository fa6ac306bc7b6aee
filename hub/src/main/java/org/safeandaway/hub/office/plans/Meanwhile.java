package org.safeandaway.hub.office.plans;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.Difference;
import org.safeandaway.hub.api.PlanActions;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.policy.ResponsePlan;

/**
 * What others made of a plan while somebody had its form open. Until that person saves theirs all
 * the same, or throws it away, the page goes on telling them.
 *
 * @param who did it and when, a sentence each, the oldest first
 * @param changes what differs between the plan that was opened and the one that counts now; empty
 *     if somebody has put back what somebody else changed
 */
public record Meanwhile(List<String> who, List<String> changes) {
  public Meanwhile {
    who = List.copyOf(who);
    changes = List.copyOf(changes);
  }

  /** Absent if nothing was changed. */
  static @Nullable Meanwhile of(List<PlanActions.Change> changes, Staffing staffing, Times times) {
    if (changes.isEmpty()) {
      return null;
    }
    Map<String, String> before = parts(changes.getFirst().before(), staffing);
    Map<String, String> now = parts(changes.getLast().after(), staffing);
    return new Meanwhile(
        changes.stream().map(each -> who(each, times)).toList(),
        Difference.between(before, now).stream().map(Meanwhile::words).toList());
  }

  private static String who(PlanActions.Change change, Times times) {
    return (change.by() == null ? "Somebody" : change.by())
        + " saved it at "
        + times.at(change.at())
        + ", as version "
        + change.version()
        + " of the rules.";
  }

  private static String words(Difference difference) {
    if (difference.before() == null) {
      return difference.what() + " is new: " + difference.now() + ".";
    }
    return difference.now() == null
        ? difference.what() + " is gone; it was: " + difference.before() + "."
        : difference.what() + ": now " + difference.now() + "; it was " + difference.before() + ".";
  }

  private static Map<String, String> parts(ResponsePlan plan, Staffing staffing) {
    Map<String, String> parts = new LinkedHashMap<>();
    int number = 0;
    for (ResponsePlan.Step step : plan.steps()) {
      String place = "Step " + ++number + ", ";
      parts.put(place + "what is to be done", PlanWords.action(step.action()));
      parts.put(place + "who is told", staffing.who(step.recipients()));
      parts.put(place + "by what", PlanWords.channels(step.channels()));
      parts.put(place + "its time", PlanWords.duration(step.limit()));
      parts.put(
          place + "what the school wants said",
          step.wording().isBlank() ? "nothing" : "“" + step.wording() + "”");
    }
    parts.put(
        "Asked whether they are still on it after", PlanWords.duration(plan.stillOnItAfter()));
    parts.put("Nobody’s again after", PlanWords.duration(plan.ownershipGrace()));
    return parts;
  }
}
