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
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.visit.AlarmReads;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.ResponseReads;
import org.safeandaway.hub.visit.ResponseView;
import org.safeandaway.hub.visit.Rung;
import org.safeandaway.hub.watch.PersonId;

/** Alarms: to see, to take, to write on, to resolve. */
@Controller("/api/v1/alarms")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AlarmsApi {
  private final AlarmActions actions;
  private final AlarmReads reads;
  private final ResponseReads responses;
  private final Deeds<UUID, AlarmView> deeds;

  AlarmsApi(
      AlarmActions actions, AlarmReads reads, ResponseReads responses, Idempotency idempotency) {
    this.actions = actions;
    this.reads = reads;
    this.responses = responses;
    this.deeds = new Deeds<>(idempotency, AlarmActions::id, actions::view);
  }

  @Get
  HttpResponse<List<AlarmView>> list(
      HttpRequest<?> request, @QueryValue @Nullable String open, Authentication authentication) {
    Paging paging = Paging.of(request);
    UUID after = paging.after() == null ? null : after(paging.after());
    Boolean wanted =
        switch (open) {
          case "true" -> Boolean.TRUE;
          case "false" -> Boolean.FALSE;
          case null -> null;
          default -> throw ProblemException.badRequest("open is true or false, or left out.");
        };
    PersonId reader = Caller.of(authentication).person();
    List<AlarmView> part = reads.page(reader, wanted, after, paging.limit());
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
  AlarmView one(@PathVariable String id, Authentication authentication) {
    return actions.view(Caller.of(authentication), AlarmActions.id(id));
  }

  /** How long each rung took. */
  @Get("/{id}/rungs")
  List<Rung> rungs(@PathVariable String id, Authentication authentication) {
    UUID alarm = AlarmActions.id(id);
    actions.view(Caller.of(authentication), alarm);
    return reads.rungs(alarm);
  }

  @Post("/{id}/acknowledgement")
  AlarmView acknowledge(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    return deeds.done(request, id, body, authentication, actions::take);
  }

  /** How it is answered: plan, ladder, messages, outcomes. */
  @Get("/{id}/response")
  ResponseView response(@PathVariable String id, Authentication authentication) {
    UUID alarm = AlarmActions.id(id);
    Caller caller = Caller.of(authentication);
    actions.view(caller, alarm);
    // What was said on the telephone would tell of another alarm that is kept from the reader.
    boolean tells =
        reads.beside(alarm).stream().anyMatch(it -> it.isKeptFrom(caller.person().value()));
    return responses
        .one(alarm)
        .filter(response -> !tells)
        .orElseThrow(
            () ->
                ProblemException.notFound("This alarm is older than response plans: it has none."));
  }

  @Post("/{id}/outcomes")
  AlarmView outcome(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    return deeds.done(
        request, id, body, authentication, AlarmRequests.Outcome::read, actions::outcome);
  }

  @Post("/{id}/still-on-it")
  AlarmView stillOnIt(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    return deeds.done(request, id, body, authentication, actions::stillOnIt);
  }

  @Post("/{id}/take-over")
  AlarmView takeOver(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    return deeds.done(request, id, body, authentication, actions::takeOver);
  }

  @Post("/{id}/notes")
  AlarmView note(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    return deeds.done(request, id, body, authentication, AlarmRequests::words, actions::note);
  }

  @Post("/{id}/resolution")
  AlarmView resolve(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    return deeds.done(
        request, id, body, authentication, AlarmRequests.Resolution::read, actions::resolve);
  }
}
