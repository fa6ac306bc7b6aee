package org.safeandaway.hub.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.drill.DrillReads;
import org.safeandaway.hub.drill.DrillView;
import org.safeandaway.hub.watch.DrillId;

/** Drills: to plan, to call off, to end, to see how they went. */
@Controller("/api/v1/drills")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DrillsApi {
  private final DrillActions drills;
  private final DrillReads reads;
  private final Deeds<DrillId, DrillView> deeds;

  DrillsApi(DrillActions drills, DrillReads reads, Idempotency idempotency) {
    this.drills = drills;
    this.reads = reads;
    this.deeds = new Deeds<>(idempotency, DrillActions::id, drills::view);
  }

  @Get
  List<DrillView> list(Authentication authentication) {
    return reads.all(Caller.of(authentication).person());
  }

  @Get("/{id}")
  DrillView one(@PathVariable String id, Authentication authentication) {
    return drills.view(Caller.of(authentication), DrillActions.id(id));
  }

  @Post
  HttpResponse<DrillView> plan(
      HttpRequest<?> request, @Body @Nullable JsonNode body, Authentication authentication) {
    return deeds.made(
        request, body, authentication, DrillRequests.Plan::read, drills::plan, "/api/v1/drills/");
  }

  @Post("/{id}/cancellation")
  DrillView cancel(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    return deeds.done(request, id, body, authentication, drills::cancel);
  }

  @Post("/{id}/ending")
  DrillView end(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    return deeds.done(request, id, body, authentication, drills::end);
  }
}
