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
import io.micronaut.serde.annotation.Serdeable;
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
  private final WearableHistory history;

  WearablesApi(Wearables wearables, WearableHistory history) {
    this.wearables = wearables;
    this.history = history;
  }

  /**
   * @param label what is written on it
   */
  @Serdeable
  record Registration(String id, String label) {
    static Registration read(Fields fields) {
      String id = fields.text("id", 32);
      if (!id.isEmpty() && !WearableId.isValid(id)) {
        fields.wrong("id", "is 1 to 32 of a-z, 0-9 and -, begins with a letter, and is not hub");
      }
      String label = fields.optionalText("label", 40);
      return new Registration(id, label == null ? id : label);
    }
  }

  @Get
  HttpResponse<List<Wearables.Wearable>> list(HttpRequest<?> request) {
    Paging paging = Paging.of(request);
    List<Wearables.Wearable> part = wearables.page(paging.after(), paging.limit());
    return paging.answer(request, part, Wearables.Wearable::id);
  }

  @Post
  HttpResponse<Registration> register(@Body @Nullable JsonNode body) {
    Registration asked = Fields.read(body, Registration::read);
    if (!wearables.add(new WearableId(asked.id()), asked.label())) {
      throw ProblemException.conflict("There is a wearable of this id already.");
    }
    return HttpResponse.created(asked);
  }

  @Get("/{id}")
  Wearables.Wearable one(@PathVariable String id) {
    return wearables.one(wearableId(id)).orElseThrow(WearablesApi::notFound);
  }

  @Post("/{id}/retirement")
  Wearables.Wearable retire(@PathVariable String id, @Body @Nullable JsonNode body) {
    Fields.none(body);
    WearableId wearable = wearableId(id);
    switch (wearables.retire(wearable)) {
      case RETIRED, ALREADY -> {}
      case WORN ->
          throw ProblemException.conflict(
              "It is worn on a visit that is not over: end the visit, or hand over another one.");
      case UNKNOWN -> throw notFound();
    }
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

  private static WearableId wearableId(String id) {
    if (!WearableId.isValid(id)) {
      throw notFound();
    }
    return new WearableId(id);
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("There is no such wearable; check its id.");
  }
}
