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
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.Caller;
import org.safeandaway.hub.api.Fields;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.api.VisitActions;
import org.safeandaway.hub.api.VisitRequests;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.FormBody;
import org.safeandaway.hub.office.forms.Forms;
import org.safeandaway.hub.office.forms.Mistakes;
import org.safeandaway.hub.office.forms.Wording;
import org.safeandaway.hub.security.LocalPath;
import org.safeandaway.hub.watch.VisitId;

/** A visit's page, and what its forms do. */
@Controller("/visits")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
final class VisitForms {
  static final String CANCEL = "cancel";

  private static final Wording WORDING =
      new Wording()
          .with("why", "Write why the visit is cancelled, in up to 400 characters.")
          .with("wearable", "Choose a wearable.")
          .with("override", "Write why, in up to 400 characters.")
          .with("words", "Write the answer, in up to 2,000 characters.")
          .with("kind", "Choose what the visitor said.")
          .with("question", "This question is not asked any more.")
          .with("participant", "This visitor is not on the visit any more.");

  private final VisitRendering rendering;
  private final VisitActions visits;
  private final Forms forms;

  VisitForms(VisitRendering rendering, VisitActions visits, Forms forms) {
    this.rendering = rendering;
    this.visits = visits;
    this.forms = forms;
  }

  /**
   * What a form asks for.
   *
   * @param id of the form in the page
   * @param body as a program would have sent it
   */
  private record Asked<T>(String id, FormBody body, Function<Fields, T> reader) {}

  /** What is done then. */
  private interface Deed<T> {
    void on(Caller caller, VisitId visit, T asked, String fingerprint);
  }

  @Get("/{id}")
  HttpResponse<?> page(
      HttpRequest<?> request, @PathVariable String id, Authentication authentication) {
    Caller caller = Caller.of(authentication);
    return rendering.page(request, caller, VisitActions.id(id), forms.fresh(), HttpStatus.OK);
  }

  @Post("/{id}/authorisation")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> authorise(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> sent,
      Authentication authentication) {
    Form form = Form.sent(sent);
    Asked<String> asked = new Asked<>(Authorising.FORM, new FormBody(form), fields -> "");
    return done(
        request,
        id,
        form,
        asked,
        authentication,
        (caller, visit, nothing, fingerprint) -> visits.authorise(caller, visit, fingerprint));
  }

  @Post("/{id}/assignments")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> assign(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> sent,
      Authentication authentication) {
    Form form = Form.sent(sent);
    FormBody body = new FormBody(form).number("participant").text("wearable").text("override");
    return done(
        request,
        id,
        form,
        new Asked<>("assign-" + form.value("participant"), body, VisitRequests.Assignment::read),
        authentication,
        visits::assign);
  }

  @Post("/{id}/cancellation")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> cancel(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> sent,
      Authentication authentication) {
    Form form = Form.sent(sent);
    Asked<String> asked = new Asked<>(CANCEL, new FormBody(form).text("why"), VisitRequests::why);
    return done(request, id, form, asked, authentication, visits::cancel);
  }

  @Post("/{id}/telephone")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> telephone(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> sent,
      Authentication authentication) {
    Form form = Form.sent(sent);
    FormBody body = new FormBody(form).number("participant").text("kind");
    return done(
        request,
        id,
        form,
        new Asked<>("telephone-" + form.value("participant"), body, VisitRequests.Telephone::read),
        authentication,
        visits::telephone);
  }

  @Post("/{id}/answers")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> answer(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> sent,
      Authentication authentication) {
    Form form = Form.sent(sent);
    FormBody body = new FormBody(form).number("participant").text("question").text("words");
    String formId = "answer-" + form.value("participant") + "-" + form.value("question");
    return done(
        request,
        id,
        form,
        new Asked<>(formId, body, VisitRequests.Reply::read),
        authentication,
        visits::answer);
  }

  /** Has the safe word shown, on the page from which it was asked for. */
  @Post("/{id}/safe-word")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> safeWord(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> sent,
      Authentication authentication) {
    Form form = Form.sent(sent);
    FormBody body = new FormBody(form).flag("onTelephone");
    HttpResponse<?> answer =
        done(
            request,
            id,
            form,
            new Asked<>(SafeWordPanel.FORM, body, VisitRequests::onTelephone),
            authentication,
            visits::showSafeWord);
    boolean shown = answer.getStatus() == HttpStatus.SEE_OTHER;
    return LocalPath.of(form.value("next"))
        .filter(next -> shown)
        .<HttpResponse<?>>map(next -> HttpResponse.seeOther(URI.create(next)))
        .orElse(answer);
  }

  private <T> HttpResponse<?> done(
      HttpRequest<?> request,
      String id,
      Form form,
      Asked<T> asked,
      Authentication authentication,
      Deed<T> deed) {
    Caller caller = Caller.of(authentication);
    VisitId visit = VisitActions.id(id);
    JsonNode body = asked.body().json();
    try {
      T wanted = Fields.read(body, asked.reader());
      deed.on(caller, visit, wanted, forms.fingerprint(request, caller.person(), form, body));
      return HttpResponse.seeOther(URI.create("/visits/" + visit));
    } catch (ProblemException e) {
      Mistakes mistakes = Mistakes.of(e.problem(), WORDING);
      return rendering.page(
          request, caller, visit, forms.failed(asked.id(), form, mistakes), mistakes.status());
    }
  }
}
