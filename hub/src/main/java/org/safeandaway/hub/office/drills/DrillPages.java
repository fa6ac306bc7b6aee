package org.safeandaway.hub.office.drills;

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
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.views.ModelAndView;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.Caller;
import org.safeandaway.hub.api.DrillActions;
import org.safeandaway.hub.api.DrillRequests;
import org.safeandaway.hub.api.Fields;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.drill.Answering;
import org.safeandaway.hub.drill.DrillReads;
import org.safeandaway.hub.drill.DrillView;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.Forms;
import org.safeandaway.hub.office.forms.Mistakes;
import org.safeandaway.hub.office.forms.Sheets;
import org.safeandaway.hub.watch.DrillId;

/** Drills: to plan, to call off, to end, to see how they went. */
@Controller("/drills")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
final class DrillPages {
  private static final URI HERE = URI.create("/drills");

  private final Pages pages;
  private final Forms forms;
  private final DrillActions drills;
  private final DrillReads reads;

  DrillPages(Pages pages, Forms forms, DrillActions drills, DrillReads reads) {
    this.pages = pages;
    this.forms = forms;
    this.drills = drills;
    this.reads = reads;
  }

  @Get
  HttpResponse<?> look(HttpRequest<?> request, Authentication authentication) {
    return shown(request, Caller.of(authentication), forms.fresh(), null, HttpStatus.OK);
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> plan(
      HttpRequest<?> request,
      @Body @Nullable Map<String, Object> sent,
      Authentication authentication) {
    Caller caller = Caller.of(authentication);
    Form form = Form.sent(sent);
    try {
      JsonNode body = DrillForm.body(form, pages.times()).json();
      DrillRequests.Plan plan = Fields.read(body, DrillRequests.Plan::read);
      drills.plan(caller, plan, forms.fingerprint(request, caller.person(), form, body));
      return HttpResponse.seeOther(HERE);
    } catch (ProblemException e) {
      Mistakes mistakes = Mistakes.of(e.problem(), DrillForm.WORDING);
      Sheets failed = forms.failed(DrillForm.ID, form, mistakes);
      return shown(request, caller, failed, null, mistakes.status());
    }
  }

  @Post("/{id}/cancellation")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> cancel(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> sent,
      Authentication authentication) {
    return done(request, id, sent, authentication, drills::cancel);
  }

  @Post("/{id}/ending")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> end(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> sent,
      Authentication authentication) {
    return done(request, id, sent, authentication, drills::end);
  }

  private interface Deed {
    void carryOut(Caller caller, DrillId drill, String fingerprint);
  }

  private HttpResponse<?> done(
      HttpRequest<?> request,
      String id,
      @Nullable Map<String, Object> sent,
      Authentication authentication,
      Deed deed) {
    Caller caller = Caller.of(authentication);
    Form form = Form.sent(sent);
    JsonNode nothing = JsonNode.createObjectNode(Map.of());
    try {
      String fingerprint = forms.fingerprint(request, caller.person(), form, nothing);
      deed.carryOut(caller, DrillActions.id(id), fingerprint);
      return HttpResponse.seeOther(HERE);
    } catch (ProblemException e) {
      Mistakes mistakes = Mistakes.of(e.problem(), DrillForm.WORDING);
      return shown(request, caller, forms.fresh(), mistakes.sentence(), mistakes.status());
    }
  }

  private HttpResponse<?> shown(
      HttpRequest<?> request,
      Caller caller,
      Sheets sheets,
      @Nullable String trouble,
      HttpStatus status) {
    Page page = pages.page(request, "Drills", Page.Tab.DRILLS);
    Times times = page.now();
    Instant from = Answering.from(times.instant(), times.zone());
    List<DrillView> all = reads.all(caller.person());
    Answering answering =
        Answering.of(reads.waits(from, times.instant()), times.instant(), times.zone());
    DrillsPage it =
        DrillsPage.of(
            page, sheets.of(DrillForm.ID, DrillForm.opened(times)), trouble, all, answering);
    return HttpResponse.status(status)
        .body(new ModelAndView<>("drills/drills", Pages.model(page, "it", it)));
  }
}
