package org.safeandaway.hub.office.visits;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.views.ModelAndView;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.Caller;
import org.safeandaway.hub.api.Fields;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.api.VisitActions;
import org.safeandaway.hub.api.VisitRequests;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.Forms;
import org.safeandaway.hub.office.forms.Mistakes;
import org.safeandaway.hub.office.forms.Sheets;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.watch.VisitId;

/** To plan a visit, and to change its plan. */
@Controller("/visits")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PlanPages {
  private static final String FORM = "plan";

  private final Pages pages;
  private final Forms forms;
  private final VisitActions visits;
  private final People people;

  PlanPages(Pages pages, Forms forms, VisitActions visits, People people) {
    this.pages = pages;
    this.forms = forms;
    this.visits = visits;
    this.people = people;
  }

  @Get("/new")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<?> opened(
      HttpRequest<?> request, @QueryValue @Nullable String like, Authentication authentication) {
    Caller caller = Caller.of(authentication);
    Form form =
        like == null
            ? opened(caller, pages.times())
            : PlanForm.like(visits.view(VisitActions.id(like), caller), pages.times());
    return shown(request, caller, null, form, forms.fresh(), HttpStatus.OK);
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<?> plan(
      HttpRequest<?> request,
      @Body @Nullable Map<String, Object> sent,
      Authentication authentication) {
    Caller caller = Caller.of(authentication);
    Form form = Form.sent(sent);
    try {
      JsonNode body = PlanForm.body(form, pages.times(), null).json();
      VisitRequests.Plan plan = Fields.read(body, VisitRequests.Plan::read);
      String fingerprint = forms.fingerprint(request, caller.person(), form, body);
      return HttpResponse.seeOther(page(visits.plan(caller, plan, fingerprint)));
    } catch (ProblemException e) {
      return failed(request, caller, null, form, e);
    }
  }

  @Get("/{id}/change")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<?> change(
      HttpRequest<?> request, @PathVariable String id, Authentication authentication) {
    Caller caller = Caller.of(authentication);
    VisitView visit = visits.view(VisitActions.id(id), caller);
    Form form = PlanForm.of(visit, pages.times());
    return shown(request, caller, visit, form, forms.fresh(), HttpStatus.OK);
  }

  @Post("/{id}/changes")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<?> changed(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> sent,
      Authentication authentication) {
    Caller caller = Caller.of(authentication);
    VisitId visit = VisitActions.id(id);
    VisitView before = visits.view(visit, caller);
    Form form = Form.sent(sent);
    try {
      JsonNode body =
          PlanForm.body(form, pages.times(), before)
              .number("version")
              .flag("authoriseAgain")
              .json();
      VisitRequests.Change change = Fields.read(body, VisitRequests.Change::read);
      visits.change(caller, visit, change, forms.fingerprint(request, caller.person(), form, body));
      return HttpResponse.seeOther(page(visit));
    } catch (ProblemException e) {
      return failed(request, caller, before, form, e);
    }
  }

  private HttpResponse<?> failed(
      HttpRequest<?> request,
      Caller caller,
      @Nullable VisitView visit,
      Form form,
      ProblemException failure) {
    Mistakes mistakes = Mistakes.of(failure.problem(), PlanForm.WORDING);
    Sheets sheets = forms.failed(FORM, form, mistakes);
    return shown(request, caller, visit, form, sheets, mistakes.status());
  }

  private HttpResponse<?> shown(
      HttpRequest<?> request,
      Caller caller,
      @Nullable VisitView visit,
      Form form,
      Sheets sheets,
      HttpStatus status) {
    String title = visit == null ? "Plan a visit" : "Change a visit";
    Page page = pages.page(request, title, Page.Tab.VISITS);
    PlanPage content = PlanPage.of(visit, sheets.of(FORM, form), people.all(), caller.watches());
    return HttpResponse.status(status)
        .body(new ModelAndView<>("visits/plan", Pages.model(page, "plan", content)));
  }

  private static Form opened(Caller caller, Times times) {
    return PlanForm.opened(times, caller.watches() ? List.of() : List.of(caller.person().value()));
  }

  private static URI page(VisitId visit) {
    return URI.create("/visits/" + visit);
  }
}
