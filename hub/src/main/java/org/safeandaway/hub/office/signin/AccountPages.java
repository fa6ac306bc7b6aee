package org.safeandaway.hub.office.signin;

import io.micronaut.core.annotation.Nullable;
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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.views.ModelAndView;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.Mistakes;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.office.phones.Phones;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.security.Passwords;
import org.safeandaway.hub.security.SessionFetcher;
import org.safeandaway.hub.security.Sessions;
import org.safeandaway.hub.security.SignIn;
import org.safeandaway.hub.watch.PersonId;

/** One's own password, and where one is signed in. */
@Controller("/account")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class AccountPages {
  private static final String FORM = "password";
  private static final String CURRENT = "current";
  private static final List<Mistakes.Mistake> NOT_THIS =
      List.of(new Mistakes.Mistake(CURRENT, "This is not your password. Type it again."));

  private final Pages pages;
  private final People people;
  private final Passwords passwords;
  private final Sessions sessions;
  private final SignIn signIn;
  private final Entrance entrance;
  private final Phones phones;

  AccountPages(
      Pages pages,
      People people,
      Passwords passwords,
      Sessions sessions,
      SignIn signIn,
      Entrance entrance,
      Phones phones) {
    this.pages = pages;
    this.people = people;
    this.passwords = passwords;
    this.sessions = sessions;
    this.signIn = signIn;
    this.entrance = entrance;
    this.phones = phones;
  }

  /**
   * Oneself.
   *
   * @param here the session that looks at the page
   * @param done a sentence about what was just done; empty if nothing was
   */
  public record View(
      Sheet sheet,
      People.Person person,
      List<Sessions.Listed> sessions,
      Optional<UUID> here,
      Phones.View phones,
      String done) {
    public View {
      sessions = List.copyOf(sessions);
    }

    public boolean isHere(Sessions.Listed session) {
      return here.filter(session.id()::equals).isPresent();
    }
  }

  @Get
  HttpResponse<?> look(
      HttpRequest<?> request, Authentication known, @QueryValue @Nullable String done) {
    return page(request, known, Refusals.fresh(FORM), words(String.valueOf(done)));
  }

  @Post("/password")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> changePassword(
      HttpRequest<?> request, Authentication known, @Body @Nullable Map<String, Object> body) {
    Form form = Form.sent(body);
    People.Person self = self(known);
    List<Mistakes.Mistake> mistakes = new ArrayList<>();
    if (form.value(CURRENT).isEmpty()) {
      mistakes.add(new Mistakes.Mistake(CURRENT, "Type the password that you have now."));
    }
    mistakes.addAll(NewPassword.mistakes(form, self.id(), self.name(), self.email()));
    if (!mistakes.isEmpty()) {
      return page(request, known, Refusals.of(FORM, form, mistakes), "");
    }
    PersonId person = new PersonId(self.id());
    return switch (signIn.confirm(person, entrance.asked(request, "", form.value(CURRENT)))) {
      case SignIn.Right right -> {
        passwords.set(person, NewPassword.of(form));
        endOthers(known);
        yield back("password");
      }
      case SignIn.Wrong wrong -> page(request, known, Refusals.of(FORM, form, NOT_THIS), "");
      case SignIn.Wait wait -> {
        String sentence =
            "That was the wrong password too often: " + Waiting.sentence(wait.duration()) + ".";
        yield page(
            request, known, Refusals.of(FORM, form, HttpStatus.TOO_MANY_REQUESTS, sentence), "");
      }
    };
  }

  @Post("/sessions/revocation")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> signOutElsewhere(Authentication known) {
    endOthers(known);
    return back("elsewhere");
  }

  @Post("/sessions/{session}/revocation")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> signOutThere(@PathVariable UUID session, Authentication known) {
    sessions.end(new PersonId(known.getName()), session);
    return back("there");
  }

  /** Whoever came with a token is signed in nowhere, and so everywhere else. */
  private void endOthers(Authentication known) {
    PersonId person = new PersonId(known.getName());
    SessionFetcher.session(known)
        .ifPresentOrElse(here -> sessions.endOthers(person, here), () -> sessions.endAll(person));
  }

  private People.Person self(Authentication known) {
    return people.one(new PersonId(known.getName())).orElseThrow();
  }

  private static HttpResponse<?> back(String done) {
    return HttpResponse.seeOther(URI.create("/account?done=" + done));
  }

  private static String words(String done) {
    return switch (done) {
      case "password" ->
          "Your password is changed. You are signed out everywhere but in this browser.";
      case "elsewhere" -> "You are signed out everywhere but in this browser.";
      case "there" -> "You are signed out there.";
      case "push" -> "This browser is now told of alarms. Send yourself a test.";
      case "push-removed" -> "That browser is told no more.";
      case "push-test" -> "A test is on its way. It shows within a few seconds.";
      case "push-test-failed" -> "The test did not go out. The list says why.";
      default -> "";
    };
  }

  private HttpResponse<?> page(
      HttpRequest<?> request, Authentication known, Sheet sheet, String done) {
    Page page = pages.page(request, "Your account", Page.Tab.ACCOUNT);
    View view =
        new View(
            sheet,
            self(known),
            sessions.of(new PersonId(known.getName())),
            SessionFetcher.session(known),
            phones.of(new PersonId(known.getName())),
            done);
    return HttpResponse.status(sheet.mistakes().status())
        .body(new ModelAndView<>("signin/account", Pages.model(page, "view", view)));
  }
}
