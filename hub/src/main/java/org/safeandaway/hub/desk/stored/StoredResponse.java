package org.safeandaway.hub.desk.stored;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** See {@link org.safeandaway.hub.watch.Response}. */
@Json
public record StoredResponse(
    StoredPlan plan, int round, int step, Instant since, List<StoredTelling> waiting, int asked) {

  /** See {@link org.safeandaway.hub.policy.ResponsePlan}; durations in ISO 8601. */
  @Json
  public record StoredPlan(List<StoredPlanStep> steps, String stillOnItAfter, String grace) {}

  /** See {@link org.safeandaway.hub.policy.ResponsePlan.Step}. */
  @Json
  public record StoredPlanStep(
      String action,
      boolean everybody,
      List<String> roles,
      List<String> people,
      List<String> channels,
      String limit,
      String wording) {}

  /** See {@link org.safeandaway.hub.watch.Telling}. */
  @Json
  public record StoredTelling(int step, @Nullable String person, String channel) {}
}
