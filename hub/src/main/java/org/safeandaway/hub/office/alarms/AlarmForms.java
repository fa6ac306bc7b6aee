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
    return pressed(Sent.of(request, id, body, authentication), actions::take);
  }

  @Post("/{id}/notes")
  HttpResponse<?> note(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> body,
      Authentication authentication) {
    Sent it = Sent.of(request, id, body, authentication);
    return done(
        it,
        AlarmPage.NOTE,
        it.fields().text("words"),
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
    Sent it = Sent.of(request, id, body, authentication);
    return done(
        it,
        AlarmPage.CLOSE,
        it.fields().text("words").text("reason").flag("safeWordChecked"),
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
    Sent it = Sent.of(request, id, body, authentication);
    return done(
        it,
        "outcome-" + it.form().value("step"),
        it.fields().number("step").text("outcome").text("words"),
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
    return pressed(Sent.of(request, id, body, authentication), actions::stillOnIt);
  }

  /** "I take it over." */
  @Post("/{id}/take-over")
  HttpResponse<?> takeOver(
      HttpRequest<?> request,
      @PathVariable String id,
      @Body @Nullable Map<String, Object> body,
      Authentication authentication) {
    return pressed(Sent.of(request, id, body, authentication), actions::takeOver);
  }

  /** What was sent about an alarm, and by whom. */
  private record Sent(HttpRequest<?> request, UUID alarm, Caller caller, Form form) {
    static Sent of(
        HttpRequest<?> request,
        String id,
        @Nullable Map<String, Object> body,
        Authentication authentication) {
      return new Sent(request, AlarmActions.id(id), Caller.of(authentication), Form.sent(body));
    }

    /** To name those that it should have. */
    FormBody fields() {
      return new FormBody(form);
    }

    String fingerprint(Forms forms, JsonNode json) {
      return forms.fingerprint(request, caller.person(), form, json);
    }
  }

  private interface Press {
    void carryOut(Caller caller, UUID alarm, String fingerprint);
  }

  /** A button alone. What the page of the alarm then shows says best what came of it. */
  private HttpResponse<?> pressed(Sent sent, Press press) {
    actions.view(sent.caller(), sent.alarm());
    String page = "/alarms/" + sent.alarm();
    try {
      press.carryOut(sent.caller(), sent.alarm(), sent.fingerprint(forms, sent.fields().json()));
      return HttpResponse.seeOther(
          URI.create(LocalPath.of(sent.form().value("next")).orElse(page)));
    } catch (ProblemException e) {
      if (REFUSED.contains(e.problem().status())) {
        return HttpResponse.seeOther(URI.create(page + "?refused=true"));
      }
      throw e;
    }
  }

  private interface Deed {
    void carryOut(Sent sent, JsonNode json, String fingerprint);
  }

  private HttpResponse<?> done(Sent sent, String form, FormBody fields, Deed deed) {
    actions.view(sent.caller(), sent.alarm());
    JsonNode json = fields.json();
    try {
      deed.carryOut(sent, json, sent.fingerprint(forms, json));
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
