package org.safeandaway.hub.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.policy.ResponsePlans;
import org.safeandaway.hub.rules.PolicyRows;

/**
 * The school's rules. A change is a new version; visits that are authorised keep the one they were
 * authorised under.
 */
@Controller("/api/v1/policy")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PolicyApi {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofHours(24);

  private final PolicyRows policies;

  PolicyApi(PolicyRows policies) {
    this.policies = policies;
  }

  /** Durations in ISO 8601, such as {@code PT20M}. */
  @Serdeable
  record Rules(
      int version,
      String checkInEvery,
      String checkInGrace,
      List<String> reminders,
      String arrivalGrace,
      String noShowWait,
      String endGrace,
      String extensionStep,
      int maximumExtensions,
      String leavingWithin,
      String lostContactAfter,
      boolean lostContactAlarms,
      List<String> authoriserRoles) {
    static Rules of(Policy policy) {
      return new Rules(
          policy.version(),
          policy.checkInEvery().toString(),
          policy.checkInGrace().toString(),
          policy.reminders().stream().map(Duration::toString).toList(),
          policy.arrivalGrace().toString(),
          policy.noShowWait().toString(),
          policy.endGrace().toString(),
          policy.extensionStep().toString(),
          policy.maximumExtensions(),
          policy.leavingWithin().toString(),
          policy.lostContactAfter().toString(),
          policy.lostContactAlarms(),
          policy.authoriserRoles().stream().sorted().toList());
    }
  }

  @Get
  Rules newest() {
    return Rules.of(policies.newest());
  }

  @Post
  HttpResponse<Rules> change(@Body @Nullable JsonNode body, Authentication authentication) {
    // Response plans are changed on their own page, and by their own resource.
    Policy asked = Fields.read(body, PolicyApi::policy).get();
    Policy saved =
        policies.change(newest -> asked.with(newest.plans()), Caller.of(authentication).person());
    return HttpResponse.created(Rules.of(saved));
  }

  /** All fields are read before a policy is made of them: it takes no nonsense. */
  private static Supplier<Policy> policy(Fields fields) {
    Duration checkInEvery = fields.duration("checkInEvery", SHORT, LONG);
    Duration checkInGrace = fields.duration("checkInGrace", Duration.ZERO, LONG);
    List<Duration> reminders = fields.durations("reminders", 8, LONG);
    Duration arrivalGrace = fields.duration("arrivalGrace", Duration.ZERO, LONG);
    Duration noShowWait = fields.duration("noShowWait", SHORT, LONG);
    Duration endGrace = fields.duration("endGrace", Duration.ZERO, LONG);
    Duration extensionStep = fields.duration("extensionStep", SHORT, LONG);
    int maximumExtensions = fields.number("maximumExtensions", 0, 100);
    Duration leavingWithin = fields.duration("leavingWithin", SHORT, LONG);
    Duration lostContactAfter = fields.duration("lostContactAfter", Duration.ofSeconds(30), LONG);
    boolean lostContactAlarms = fields.flag("lostContactAlarms", true);
    List<String> authorisers = StaffRequests.roles(fields, "authoriserRoles");
    return () ->
        new Policy(
            1,
            checkInEvery,
            checkInGrace,
            reminders,
            arrivalGrace,
            noShowWait,
            endGrace,
            extensionStep,
            maximumExtensions,
            leavingWithin,
            lostContactAfter,
            lostContactAlarms,
            Set.copyOf(authorisers),
            ResponsePlans.standard());
  }
}
