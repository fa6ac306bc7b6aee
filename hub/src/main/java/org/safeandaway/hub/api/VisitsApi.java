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
  private final Deeds<VisitId, VisitView> deeds;

  VisitsApi(VisitActions visits, SafeWords safeWords, HubTime time, Idempotency idempotency) {
    this.visits = visits;
    this.safeWords = safeWords;
    this.time = time;
    this.idempotency = idempotency;
    this.deeds =
        new Deeds<>(idempotency, VisitActions::id, (caller, id) -> visits.view(id, caller));
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
    return deeds.made(
        request, body, authentication, VisitRequests.Plan::read, visits::plan, "/api/v1/visits/");
  }

  /** The whole of the plan is sent again; see {@code watch.Changing} for what is allowed when. */
  @Post("/{id}/changes")
  VisitView change(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    return deeds.done(
        request, id, body, authentication, VisitRequests.Change::read, visits::change);
  }

  @Post("/{id}/authorisation")
  VisitView authorise(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    return deeds.done(request, id, body, authentication, visits::authorise);
  }

  @Post("/{id}/assignments")
  VisitView assign(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    return deeds.done(
        request, id, body, authentication, VisitRequests.Assignment::read, visits::assign);
  }

  @Post("/{id}/cancellation")
  VisitView cancel(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    return deeds.done(request, id, body, authentication, VisitRequests::why, visits::cancel);
  }

  @Post("/{id}/telephone")
  VisitView telephone(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    return deeds.done(
        request, id, body, authentication, VisitRequests.Telephone::read, visits::telephone);
  }

  @Post("/{id}/answers")
  VisitView answer(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    return deeds.done(request, id, body, authentication, VisitRequests.Reply::read, visits::answer);
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

  private static VisitReads.Stage stage(String word) {
    for (VisitReads.Stage stage : VisitReads.Stage.values()) {
      if (stage.name().toLowerCase(Locale.ROOT).equals(word)) {
        return stage;
      }
    }
    throw ProblemException.badRequest("state is planned, guarding or closed.");
  }
}
