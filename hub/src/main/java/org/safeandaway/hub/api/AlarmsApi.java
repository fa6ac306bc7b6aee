package org.safeandaway.hub.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.visit.AlarmReads;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;

/** Alarms: to see, to take, to write on, to resolve. */
@Controller("/api/v1/alarms")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AlarmsApi {
  private static final String NO_SUCH_ALARM = "There is no such alarm; check its id.";

  private final Actions actions;
  private final AlarmReads reads;

  AlarmsApi(Actions actions, AlarmReads reads) {
    this.actions = actions;
    this.reads = reads;
  }

  @Get
  HttpResponse<List<AlarmView>> list(HttpRequest<?> request, @QueryValue @Nullable String open) {
    Paging paging = Paging.of(request);
    UUID after = paging.after() == null ? null : after(paging.after());
    Boolean wanted =
        switch (open) {
          case "true" -> Boolean.TRUE;
          case "false" -> Boolean.FALSE;
          case null -> null;
          default -> throw ProblemException.badRequest("open is true or false, or left out.");
        };
    List<AlarmView> part = reads.page(wanted, after, paging.limit());
    return paging.answer(request, part, AlarmView::id);
  }

  private static UUID after(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("after is the id of the last alarm that you have.");
    }
  }

  @Get("/{id}")
  AlarmView one(@PathVariable String id) {
    return view(uuid(id));
  }

  @Post("/{id}/acknowledgement")
  AlarmView acknowledge(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    Fields.none(body);
    return carryOut(request, id, body, authentication, WatchInput.Acknowledge::new);
  }

  @Post("/{id}/notes")
  AlarmView note(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    String words = Fields.read(body, fields -> fields.text("words", 2000));
    return carryOut(
        request, id, body, authentication, (alarm, by) -> new WatchInput.AddNote(alarm, by, words));
  }

  private record Resolution(Alarm.Reason reason, String words) {
    static Resolution read(Fields fields) {
      return new Resolution(
          fields.choice("reason", Alarm.Reason.values()), fields.text("words", 2000));
    }
  }

  @Post("/{id}/resolution")
  AlarmView resolve(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    Resolution how = Fields.read(body, Resolution::read);
    return carryOut(
        request,
        id,
        body,
        authentication,
        (alarm, by) -> new WatchInput.Resolve(alarm, by, how.reason(), how.words()));
  }

  private AlarmView carryOut(
      HttpRequest<?> request,
      String id,
      @Nullable JsonNode body,
      Authentication authentication,
      BiFunction<AlarmId, PersonId, WatchInput> action) {
    UUID uuid = uuid(id);
    WatchId watch = reads.watch(uuid).orElseThrow(() -> ProblemException.notFound(NO_SUCH_ALARM));
    Caller caller = Caller.of(authentication);
    WatchInput input = action.apply(new AlarmId(uuid), caller.person());
    actions.carryOut(request, caller, body, watch, input);
    return view(uuid);
  }

  private AlarmView view(UUID id) {
    return reads.one(id).orElseThrow(() -> ProblemException.notFound(NO_SUCH_ALARM));
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound(NO_SUCH_ALARM);
    }
  }
}
