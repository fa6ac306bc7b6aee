package org.safeandaway.hub.api;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.policy.ResponsePlans;
import org.safeandaway.hub.rules.PolicyRows;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.protocol.AlarmKind;

/**
 * Changes response plans, for programs and pages alike. Whoever saves one says in which version of
 * the rules they have seen the plan. If that is another one by now, nothing is saved: what somebody
 * else wrote meanwhile is only ever replaced by whoever has seen it. Other rules, and the plans of
 * other kinds of alarm, may have changed: nobody loses those. Saving the same again changes
 * nothing.
 */
@Singleton
public class PlanActions {
  private final PolicyRows policies;

  PlanActions(PolicyRows policies) {
    this.policies = policies;
  }

  /**
   * A change of one plan.
   *
   * @param by the name of whoever made it; absent if that is not known
   */
  public record Change(
      @Nullable String by, Instant at, ResponsePlan before, ResponsePlan after, int version) {}

  public Policy replace(PersonId by, AlarmKind kind, PlanRequests.Replacement asked) {
    return save(by, kind, asked.version(), plans -> plans.with(kind, asked.plan()));
  }

  /** The standard plan again. */
  public Policy standard(PersonId by, AlarmKind kind, int version) {
    return save(by, kind, version, plans -> plans.without(kind));
  }

  private Policy save(
      PersonId by, AlarmKind kind, int version, UnaryOperator<ResponsePlans> change) {
    ResponsePlan seen = seen(version).plans().of(kind);
    return policies.change(
        newest -> {
          Policy changed = newest.with(change.apply(newest.plans()));
          if (!changed.equals(newest) && !newest.plans().of(kind).equals(seen)) {
            throw refusal(seen, newest.plans().of(kind), newest.version());
          }
          return changed;
        },
        by);
  }

  private Policy seen(int version) {
    return policies
        .version(version)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.ofFields(
                        List.of(
                            new Problem.FieldError(
                                "version", "is one in which the plan was read")))));
  }

  private static ProblemException refusal(ResponsePlan seen, ResponsePlan now, int version) {
    List<Problem.FieldError> errors =
        Difference.between(fields(seen), fields(now)).stream()
            .map(each -> new Problem.FieldError(each.what(), words(each)))
            .toList();
    return new ProblemException(
        new Problem(
            "about:blank",
            HttpStatus.CONFLICT.getReason(),
            HttpStatus.CONFLICT.getCode(),
            "Somebody has changed this plan meanwhile; errors says how. Nothing is saved. To save"
                + " yours over theirs, send it with version "
                + version
                + ".",
            errors));
  }

  private static String words(Difference difference) {
    if (difference.before() == null) {
      return "is new: " + difference.now();
    }
    return difference.now() == null
        ? "is gone, and was " + difference.before()
        : "is " + difference.now() + ", and was " + difference.before();
  }

  /** By their names in the JSON of a plan. */
  private static Map<String, String> fields(ResponsePlan plan) {
    Map<String, String> fields = new LinkedHashMap<>();
    int at = 0;
    for (ResponsePlan.Step step : plan.steps()) {
      String place = "steps[" + at++ + "].";
      fields.put(place + "action", step.action().name());
      fields.put(place + "everybody", String.valueOf(step.recipients().everybody()));
      fields.put(place + "roles", step.recipients().roles().toString());
      fields.put(place + "people", step.recipients().people().toString());
      fields.put(place + "channels", step.channels().toString());
      fields.put(place + "limit", step.limit().toString());
      fields.put(place + "wording", step.wording());
    }
    fields.put("stillOnItAfter", plan.stillOnItAfter().toString());
    fields.put("ownershipGrace", plan.ownershipGrace().toString());
    return fields;
  }

  /** What became of this plan after a version, the oldest change first. */
  public List<Change> since(AlarmKind kind, int version) {
    List<Change> changes = new ArrayList<>();
    ResponsePlan before = seen(version).plans().of(kind);
    for (PolicyRows.Saved saved : policies.since(version)) {
      ResponsePlan after = saved.policy().plans().of(kind);
      if (!after.equals(before)) {
        changes.add(new Change(saved.by(), saved.at(), before, after, saved.policy().version()));
      }
      before = after;
    }
    return changes;
  }
}
