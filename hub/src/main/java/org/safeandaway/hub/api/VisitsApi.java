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
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.visit.SafeWords;
import org.safeandaway.hub.visit.VisitReads;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.watch.VisitId;

/** Visits: to plan, to allow, to hand out wearables for, to follow. */
@Controller("/api/v1/visits")
@ExecuteOn(TaskExecutors.BLOCKING)
final class VisitsApi {
  private final VisitActions visits;
  private final SafeWords safeWords;
  private final HubTime time;
  private final Idempotency idempotency;

  VisitsApi(VisitActions visits, SafeWords safeWords, HubTime time, Idempotency idempotency) {
    this.visits = visits;
    this.safeWords = safeWords;
    this.time = time;
    this.idempotency = idempotency;
  }

  @Get
  HttpResponse<List<VisitView>> list(
      HttpRequest<?> request, @QueryValue @Nullable String state, Authentication authentication) {
    Paging paging = Paging.of(request);
    List<VisitView> part =
        visits.list(
            state == null ? null : stage(state),
            Caller.of(authentication),
            paging.after() == null ? null : after(paging.after()),
            paging.limit());
    return paging.answer(request, part, VisitView::id);
  }

  private static VisitId after(String id) {
    if (!VisitId.isValid(id)) {
      throw ProblemException.badRequest("after is the id of the last visit that you have.");
    }
    return new VisitId(id);
  }

  @Get("/{id}")
  VisitView one(@PathVariable String id, Authentication authentication) {
    return visits.view(VisitActions.id(id), Caller.of(authentication));
  }

  @Post
  HttpResponse<VisitView> plan(
      HttpRequest<?> request, @Body @Nullable JsonNode body, Authentication authentication) {
    Caller caller = Caller.of(authentication);
    VisitRequests.Plan plan = Fields.read(body, VisitRequests.Plan::read);
    VisitId id = visits.plan(caller, plan, idempotency.fingerprint(request, caller.person(), body));
    return HttpResponse.created(visits.view(id, caller), URI.create("/api/v1/visits/" + id));
  }

  /** The whole of the plan is sent again; see {@code watch.Changing} for what is allowed when. */
  @Post("/{id}/changes")
  VisitView change(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    VisitRequests.Change asked = Fields.read(body, VisitRequests.Change::read);
    return done(
        request,
        id,
        body,
        authentication,
        (caller, visit, fingerprint) -> visits.change(caller, visit, asked, fingerprint));
  }

  @Post("/{id}/authorisation")
  VisitView authorise(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    Fields.none(body);
    return done(request, id, body, authentication, visits::authorise);
  }

  @Post("/{id}/assignments")
  VisitView assign(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    VisitRequests.Assignment asked = Fields.read(body, VisitRequests.Assignment::read);
    return done(
        request,
        id,
        body,
        authentication,
        (caller, visit, fingerprint) -> visits.assign(caller, visit, asked, fingerprint));
  }

  @Post("/{id}/cancellation")
  VisitView cancel(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    String why = Fields.read(body, VisitRequests::why);
    return done(
        request,
        id,
        body,
        authentication,
        (caller, visit, fingerprint) -> visits.cancel(caller, visit, why, fingerprint));
  }

  @Post("/{id}/telephone")
  VisitView telephone(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    VisitRequests.Telephone call = Fields.read(body, VisitRequests.Telephone::read);
    return done(
        request,
        id,
        body,
        authentication,
        (caller, visit, fingerprint) -> visits.telephone(caller, visit, call, fingerprint));
  }

  @Post("/{id}/answers")
  VisitView answer(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    VisitRequests.Reply reply = Fields.read(body, VisitRequests.Reply::read);
    return done(
        request,
        id,
        body,
        authentication,
        (caller, visit, fingerprint) -> visits.answer(caller, visit, reply, fingerprint));
  }

  /** The safe word, for whoever asked for it; that they did is recorded first (rule PLAN-6). */
  @Post("/{id}/safe-word")
  SafeWords.Shown safeWord(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    boolean onTelephone = Fields.read(body, VisitRequests::onTelephone);
    Caller caller = Caller.of(authentication);
    VisitId visit = VisitActions.id(id);
    String fingerprint = idempotency.fingerprint(request, caller.person(), body);
    visits.showSafeWord(caller, visit, onTelephone, fingerprint);
    return safeWords
        .shown(visit, caller.person(), time.now())
        .orElseThrow(() -> ProblemException.notFound("The safe word is hidden again: ask anew."));
  }

  private interface Deed {
    void on(Caller caller, VisitId visit, String fingerprint);
  }

  private VisitView done(
      HttpRequest<?> request,
      String id,
      @Nullable JsonNode body,
      Authentication authentication,
      Deed deed) {
    Caller caller = Caller.of(authentication);
    VisitId visit = VisitActions.id(id);
    deed.on(caller, visit, idempotency.fingerprint(request, caller.person(), body));
    return visits.view(visit, caller);
  }

  private static VisitReads.Stage stage(String word) {
    for (VisitReads.Stage stage : VisitReads.Stage.values()) {
      if (stage.name().toLowerCase(Locale.ROOT).equals(word)) {
        return stage;
      }
    }
    throw ProblemException.badRequest("state is planned, guarding or closed.");
  }
}
