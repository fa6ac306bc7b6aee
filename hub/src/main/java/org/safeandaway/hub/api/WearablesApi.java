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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.fleet.WearableHistory;
import org.safeandaway.hub.fleet.Wearables;
import org.safeandaway.protocol.WearableId;

/**
 * Wearables: to see, to look back on, to register, to retire. Its password is the broker's, and is
 * not known here.
 */
@Controller("/api/v1/wearables")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WearablesApi {
  private final Wearables wearables;
  private final WearableActions actions;
  private final WearableHistory history;

  WearablesApi(Wearables wearables, WearableActions actions, WearableHistory history) {
    this.wearables = wearables;
    this.actions = actions;
    this.history = history;
  }

  @Get
  HttpResponse<List<Wearables.Wearable>> list(HttpRequest<?> request) {
    Paging paging = Paging.of(request);
    List<Wearables.Wearable> part = wearables.page(paging.after(), paging.limit());
    return paging.answer(request, part, Wearables.Wearable::id);
  }

  @Post
  HttpResponse<WearableActions.Registration> register(@Body @Nullable JsonNode body) {
    WearableActions.Registration asked = Fields.read(body, WearableActions.Registration::read);
    actions.register(asked);
    return HttpResponse.created(asked);
  }

  @Get("/{id}")
  Wearables.Wearable one(@PathVariable String id) {
    return wearables
        .one(WearableActions.id(id))
        .orElseThrow(() -> ProblemException.notFound(WearableActions.NO_SUCH_WEARABLE));
  }

  @Post("/{id}/retirement")
  Wearables.Wearable retire(@PathVariable String id, @Body @Nullable JsonNode body) {
    Fields.none(body);
    actions.retire(WearableActions.id(id));
    return one(id);
  }

  @Get("/{id}/assignments")
  HttpResponse<List<WearableHistory.Worn>> assignments(
      HttpRequest<?> request, @PathVariable String id) {
    Paging paging = Paging.of(request);
    List<WearableHistory.Worn> part = history.worn(known(id), paging.afterNumber(), paging.limit());
    return paging.answer(request, part, WearableHistory.Worn::id);
  }

  @Get("/{id}/events")
  HttpResponse<List<WearableHistory.Said>> events(HttpRequest<?> request, @PathVariable String id) {
    Paging paging = Paging.of(request);
    List<WearableHistory.Said> part = history.said(known(id), paging.after(), paging.limit());
    return paging.answer(request, part, WearableHistory.Said::event);
  }

  @Get("/{id}/states")
  HttpResponse<List<WearableHistory.State>> states(
      HttpRequest<?> request, @PathVariable String id) {
    Paging paging = Paging.of(request);
    List<WearableHistory.State> part =
        history.states(known(id), paging.afterInstant(), paging.limit());
    return paging.answer(request, part, WearableHistory.State::at);
  }

  private WearableId known(String id) {
    return new WearableId(one(id).id());
  }
}
