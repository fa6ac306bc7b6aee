package org.safeandaway.hub.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.fleet.Wearables;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.visit.VisitReads;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;

/** Visits: to plan, to allow, to hand out wearables for, to follow. */
@Controller("/api/v1/visits")
@ExecuteOn(TaskExecutors.BLOCKING)
final class VisitsApi {
  private static final String NO_SUCH_VISIT = "There is no such visit; check its id.";

  private final Actions actions;
  private final Idempotency idempotency;
  private final VisitReads reads;
  private final People people;
  private final Wearables wearables;

  VisitsApi(
      Actions actions,
      Idempotency idempotency,
      VisitReads reads,
      People people,
      Wearables wearables) {
    this.actions = actions;
    this.idempotency = idempotency;
    this.reads = reads;
    this.people = people;
    this.wearables = wearables;
  }

  @Get
  List<VisitView> list(@QueryValue @Nullable String state, Authentication authentication) {
    Caller caller = Caller.of(authentication);
    VisitReads.Stage stage = state == null ? null : stage(state);
    return caller.watches()
        ? reads.list(stage, null)
        : reads.list(stage, caller.person()).stream().map(VisitView::planOnly).toList();
  }

  @Get("/{id}")
  VisitView one(@PathVariable String id, Authentication authentication) {
    return view(visitId(id), Caller.of(authentication));
  }

  @Post
  HttpResponse<VisitView> plan(
      HttpRequest<?> request, @Body @Nullable JsonNode body, Authentication authentication) {
    Caller caller = Caller.of(authentication);
    VisitRequests.Plan plan = Fields.read(body, VisitRequests.Plan::read);
    refuseUnknown(plan.visitors());
    refuseOthersVisit(plan, caller);
    String fingerprint = idempotency.fingerprint(request, caller.person(), body);
    VisitId id = new VisitId(fingerprint.substring(0, 16));
    actions.carryOut(
        fingerprint,
        WatchId.of(id),
        new WatchInput.PlanVisit(caller.person(), plan.plan(id)),
        plan.details());
    return HttpResponse.created(view(id, caller), URI.create("/api/v1/visits/" + id));
  }

  /** The whole of the plan is sent again; see {@code watch.Changing} for what is allowed when. */
  @Post("/{id}/changes")
  VisitView change(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    Caller caller = Caller.of(authentication);
    VisitRequests.Change asked = Fields.read(body, VisitRequests.Change::read);
    VisitId visit = visitId(id);
    VisitView before = view(visit, caller);
    refuseUnknown(asked.newVisitors(before));
    refuseOthersVisit(asked.plan(), caller);
    if (asked.authoriseAgain() && !caller.watches()) {
      throw forbidden("Ask the office: only they take an authorisation back.");
    }
    String fingerprint = idempotency.fingerprint(request, caller.person(), body);
    actions.carryOut(
        fingerprint,
        WatchId.of(visit),
        new WatchInput.ChangeVisit(
            caller.person(),
            asked.version(),
            asked.plan().plan(visit),
            asked.isOtherErrand(before),
            asked.authoriseAgain()),
        asked.plan().details());
    return view(visit, caller);
  }

  @Post("/{id}/authorisation")
  VisitView authorise(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    Fields.none(body);
    Caller caller = Caller.of(authentication);
    WatchInput action = new WatchInput.Authorise(caller.person(), caller.words());
    return carryOut(request, caller, body, visitId(id), action);
  }

  @Post("/{id}/assignments")
  VisitView assign(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    Caller caller = Caller.of(authentication);
    VisitRequests.Assignment asked = Fields.read(body, VisitRequests.Assignment::read);
    if (!wearables.exists(asked.id())) {
      throw new ProblemException(
          Problem.ofFields(
              List.of(
                  new Problem.FieldError(
                      "wearable", "is no wearable of ours: " + asked.wearable()))));
    }
    WatchInput action =
        new WatchInput.Assign(
            caller.person(),
            new ParticipantId(asked.participant()),
            asked.id(),
            null,
            asked.override());
    return carryOut(request, caller, body, visitId(id), action);
  }

  @Post("/{id}/cancellation")
  VisitView cancel(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    Caller caller = Caller.of(authentication);
    String why = Fields.read(body, fields -> fields.text("why", 400));
    WatchInput action = new WatchInput.Cancel(caller.person(), why);
    return carryOut(request, caller, body, visitId(id), action);
  }

  @Post("/{id}/telephone")
  VisitView telephone(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    Caller caller = Caller.of(authentication);
    VisitRequests.Telephone call = Fields.read(body, VisitRequests.Telephone::read);
    VisitId visit = visitId(id);
    String fingerprint = idempotency.fingerprint(request, caller.person(), body);
    actions.carryOut(
        fingerprint,
        WatchId.of(visit),
        new WatchInput.ByTelephone(
            caller.person(), new ParticipantId(call.participant()), call.kind(), fingerprint),
        null);
    return view(visit, caller);
  }

  @Post("/{id}/answers")
  VisitView answer(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable JsonNode body,
      Authentication authentication) {
    Caller caller = Caller.of(authentication);
    VisitRequests.Reply reply = Fields.read(body, VisitRequests.Reply::read);
    WatchInput action =
        new WatchInput.AnswerQuestion(
            caller.person(),
            new ParticipantId(reply.participant()),
            reply.question(),
            reply.words());
    return carryOut(request, caller, body, visitId(id), action);
  }

  private void refuseUnknown(List<String> visitors) {
    Set<String> unknown = people.missing(visitors);
    if (!unknown.isEmpty()) {
      throw new ProblemException(
          Problem.ofFields(
              List.of(
                  new Problem.FieldError(
                      "visitors", "names nobody we know: " + String.join(", ", unknown)))));
    }
  }

  private static void refuseOthersVisit(VisitRequests.Plan plan, Caller caller) {
    if (!caller.watches() && !plan.visitors().contains(caller.person().value())) {
      throw forbidden("Plan visits that you go on yourself, or ask the office to plan this one.");
    }
  }

  private static ProblemException forbidden(String words) {
    return new ProblemException(Problem.of(HttpStatus.FORBIDDEN, words));
  }

  private VisitView carryOut(
      HttpRequest<?> request,
      Caller caller,
      @Nullable JsonNode body,
      VisitId visit,
      WatchInput action) {
    view(visit, caller);
    actions.carryOut(request, caller, body, WatchId.of(visit), action);
    return view(visit, caller);
  }

  /** Others' visits do not exist for somebody who only goes on visits. */
  private VisitView view(VisitId visit, Caller caller) {
    PersonId of = caller.watches() ? null : caller.person();
    VisitView view =
        reads.one(visit, of).orElseThrow(() -> ProblemException.notFound(NO_SUCH_VISIT));
    return caller.watches() ? view : view.planOnly();
  }

  private static VisitId visitId(String id) {
    if (!VisitId.isValid(id)) {
      throw ProblemException.notFound(NO_SUCH_VISIT);
    }
    return new VisitId(id);
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
