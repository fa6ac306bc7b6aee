package org.safeandaway.hub.api;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.rules.PolicyRows;
import org.safeandaway.protocol.AlarmKind;

/** What happens about an alarm of one kind. A change is a new version of the school's rules. */
@Controller("/api/v1/policy/plans/{kind}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PlansApi {
  private final PolicyRows policies;
  private final PlanActions actions;
  private final People people;

  PlansApi(PolicyRows policies, PlanActions actions, People people) {
    this.policies = policies;
    this.actions = actions;
    this.people = people;
  }

  /**
   * A plan; durations in ISO 8601.
   *
   * @param version of the rules that it stands in
   * @param own the school has written it; else it is the standard one
   */
  @Serdeable
  record PlanView(
      String kind,
      int version,
      boolean own,
      List<PlanStep> steps,
      String stillOnItAfter,
      String ownershipGrace) {
    static PlanView of(AlarmKind kind, Policy policy) {
      ResponsePlan plan = policy.plans().of(kind);
      return new PlanView(
          kind.name(),
          policy.version(),
          policy.plans().isOwn(kind),
          plan.steps().stream().map(PlanStep::of).toList(),
          plan.stillOnItAfter().toString(),
          plan.ownershipGrace().toString());
    }
  }

  /** One of its steps. */
  @Serdeable
  record PlanStep(
      String action,
      boolean everybody,
      List<String> roles,
      List<String> people,
      List<String> channels,
      String limit,
      String wording) {
    static PlanStep of(ResponsePlan.Step step) {
      return new PlanStep(
          step.action().name(),
          step.recipients().everybody(),
          List.copyOf(step.recipients().roles()),
          List.copyOf(step.recipients().people()),
          step.channels().stream().map(ChannelKind::name).toList(),
          step.limit().toString(),
          step.wording());
    }
  }

  @Get
  PlanView newest(@PathVariable String kind) {
    return PlanView.of(kind(kind), policies.newest());
  }

  @Put
  PlanView replace(
      @PathVariable String kind, @Body @Nullable JsonNode body, Authentication authentication) {
    AlarmKind which = kind(kind);
    PlanRequests.Replacement asked =
        Fields.read(
                body,
                fields ->
                    PlanRequests.replacement(fields, id -> people.missing(List.of(id)).isEmpty()))
            .get();
    Policy saved = actions.replace(Caller.of(authentication).person(), which, asked);
    return PlanView.of(which, saved);
  }

  private static AlarmKind kind(String word) {
    return PlanRequests.kind(word)
        .orElseThrow(() -> ProblemException.notFound("There is no such kind of alarm."));
  }
}
