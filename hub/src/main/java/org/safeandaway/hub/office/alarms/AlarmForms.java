package org.safeandaway.hub.office.alarms;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.AlarmActions;
import org.safeandaway.hub.api.AlarmRequests;
import org.safeandaway.hub.api.Caller;
import org.safeandaway.hub.api.Fields;
import org.safeandaway.hub.api.Problem;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.FormBody;
import org.safeandaway.hub.office.forms.Forms;
import org.safeandaway.hub.office.forms.Mistakes;
import org.safeandaway.hub.office.forms.Sheets;
import org.safeandaway.hub.office.forms.Wording;
import org.safeandaway.hub.security.LocalPath;

/** What a person does to an alarm from its page, or from wherever it is shown. */
@Controller("/alarms")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
final class AlarmForms {
  private static final Wording WORDING =
      new Wording()
          .with("words", "is missing", "Write a few words.")
          .with("words", "Write at most 2000 characters.")
          .with("outcome", "Press the button that says what came of it.")
          .with("step", "The plan of this alarm has no such step.")
          .with("reason", "Choose how it ended.");

  private static final Set<Integer> REFUSED =
      Set.of(
          HttpStatus.CONFLICT.getCode(),
          HttpStatus.FORBIDDEN.getCode(),
          HttpStatus.NOT_FOUND.getCode());

  /** The desk knows open alarms only. */
  private static final String CLOSED =
      "This alarm has been closed meanwhile, so nothing more can be done to it.";

  private final AlarmActions actions;
  private final AlarmPages pages;
  private final Forms forms;

  AlarmForms(AlarmActions actions, AlarmPages pages, Forms forms) {
    this.actions = actions;
    this.pages = pages;
    this.forms = forms;
  }

  /** "I've got this." Whoever has it already has it still, so it may be sent twice. */
  @Post("/{id}/acknowledgement")
  HttpResponse<?> take(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> body,
      Authentication authentication) {
    Form form = Form.sent(body);
    UUID alarm = AlarmActions.id(id);
    Caller caller = Caller.of(authentication);
    actions.view(caller, alarm);
    String fingerprint =
        forms.fingerprint(request, caller.person(), form, new FormBody(form).json());
    try {
      actions.take(caller, alarm, fingerprint);
      return HttpResponse.seeOther(
          URI.create(LocalPath.of(form.value("next")).orElse("/alarms/" + alarm)));
    } catch (ProblemException e) {
      // The page of the alarm itself says best why not: it knows who has it by now.
      if (REFUSED.contains(e.problem().status())) {
        return HttpResponse.seeOther(URI.create("/alarms/" + alarm + "?refused=true"));
      }
      throw e;
    }
  }

  @Post("/{id}/notes")
  HttpResponse<?> note(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> body,
      Authentication authentication) {
    Form form = Form.sent(body);
    return done(
        new Sent(request, AlarmActions.id(id), Caller.of(authentication), form),
        AlarmPage.NOTE,
        new FormBody(form).text("words"),
        (sent, json, fingerprint) -> {
          String words = Fields.read(json, AlarmRequests::words);
          actions.note(sent.caller(), sent.alarm(), words, fingerprint);
        });
  }

  @Post("/{id}/resolution")
  HttpResponse<?> resolve(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> body,
      Authentication authentication) {
    Form form = Form.sent(body);
    return done(
        new Sent(request, AlarmActions.id(id), Caller.of(authentication), form),
        AlarmPage.CLOSE,
        new FormBody(form).text("words").text("reason").flag("safeWordChecked"),
        (sent, json, fingerprint) -> {
          AlarmRequests.Resolution how = Fields.read(json, AlarmRequests.Resolution::read);
          actions.resolve(sent.caller(), sent.alarm(), how, fingerprint);
        });
  }

  /** What came of a step of the checklist. */
  @Post("/{id}/outcomes")
  HttpResponse<?> outcome(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> body,
      Authentication authentication) {
    Form form = Form.sent(body);
    return done(
        new Sent(request, AlarmActions.id(id), Caller.of(authentication), form),
        "outcome-" + form.value("step"),
        new FormBody(form).number("step").text("outcome").text("words"),
        (sent, json, fingerprint) -> {
          AlarmRequests.Outcome what = Fields.read(json, AlarmRequests.Outcome::read);
          actions.outcome(sent.caller(), sent.alarm(), what, fingerprint);
        });
  }

  /** "Yes, I am still on it." */
  @Post("/{id}/still-on-it")
  HttpResponse<?> stillOnIt(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> body,
      Authentication authentication) {
    return pressed(request, id, body, authentication, actions::stillOnIt);
  }

  /** "I take it over." */
  @Post("/{id}/take-over")
  HttpResponse<?> takeOver(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> body,
      Authentication authentication) {
    return pressed(request, id, body, authentication, actions::takeOver);
  }

  private interface Press {
    void carryOut(Caller caller, UUID alarm, String fingerprint);
  }

  /** A button alone. What the page shows afterwards says best what came of it. */
  private HttpResponse<?> pressed(
      HttpRequest<?> request,
      String id,
      @Nullable Map<String, Object> body,
      Authentication authentication,
      Press press) {
    Form form = Form.sent(body);
    UUID alarm = AlarmActions.id(id);
    Caller caller = Caller.of(authentication);
    actions.view(caller, alarm);
    String fingerprint =
        forms.fingerprint(request, caller.person(), form, new FormBody(form).json());
    String page = LocalPath.of(form.value("next")).orElse("/alarms/" + alarm);
    try {
      press.carryOut(caller, alarm, fingerprint);
      return HttpResponse.seeOther(URI.create(page));
    } catch (ProblemException e) {
      if (REFUSED.contains(e.problem().status())) {
        return HttpResponse.seeOther(URI.create("/alarms/" + alarm + "?refused=true"));
      }
      throw e;
    }
  }

  private record Sent(HttpRequest<?> request, UUID alarm, Caller caller, Form form) {}

  private interface Deed {
    void carryOut(Sent sent, JsonNode json, String fingerprint);
  }

  private HttpResponse<?> done(Sent sent, String form, FormBody fields, Deed deed) {
    actions.view(sent.caller(), sent.alarm());
    JsonNode json = fields.json();
    try {
      String fingerprint =
          forms.fingerprint(sent.request(), sent.caller().person(), sent.form(), json);
      deed.carryOut(sent, json, fingerprint);
      return HttpResponse.seeOther(URI.create("/alarms/" + sent.alarm()));
    } catch (ProblemException e) {
      boolean closed = e.problem().status() == HttpStatus.NOT_FOUND.getCode();
      return failed(sent, form, closed ? Problem.of(HttpStatus.CONFLICT, CLOSED) : e.problem());
    }
  }

  private HttpResponse<?> failed(Sent sent, String form, Problem problem) {
    Mistakes mistakes = Mistakes.of(problem, WORDING);
    Sheets sheets = forms.failed(form, sent.form(), mistakes);
    return HttpResponse.status(mistakes.status())
        .body(pages.one(sent.request(), sent.alarm(), sheets, false));
  }
}
