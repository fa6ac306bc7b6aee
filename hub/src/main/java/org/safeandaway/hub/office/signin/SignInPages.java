package org.safeandaway.hub.office.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.views.ModelAndView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.Mistakes;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.security.Cookies;
import org.safeandaway.hub.security.Passwords;
import org.safeandaway.hub.security.Sessions;
import org.safeandaway.hub.security.SignIn;

/** Signing in and out. */
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class SignInPages {
  private static final String FORM = "sign-in";
  private static final String WRONG =
      "That name and that password do not belong together. Try again.";
  private static final String BUSY =
      "The hub has too many people to let in just now. Try again in a minute.";

  private final Pages pages;
  private final SignIn signIn;
  private final Entrance entrance;
  private final Sessions sessions;
  private final Cookies cookies;

  SignInPages(Pages pages, SignIn signIn, Entrance entrance, Sessions sessions, Cookies cookies) {
    this.pages = pages;
    this.signIn = signIn;
    this.entrance = entrance;
    this.sessions = sessions;
    this.cookies = cookies;
  }

  /**
   * What the page shows besides the form.
   *
   * @param next where to go afterwards; empty for the usual
   * @param before why nobody is signed in
   */
  public record View(Sheet sheet, String next, Before before, List<SignIn.DemoPerson> demo) {
    public View {
      demo = List.copyOf(demo);
    }
  }

  /** How it came that nobody is signed in at this screen. */
  public enum Before {
    NOTHING,
    /** Somebody has just left. */
    LEFT,
    /** The session ended while a page watched, which nobody here may have noticed. */
    ENDED
  }

  @Get("/sign-in")
  HttpResponse<?> look(
      HttpRequest<?> request,
      @QueryValue("next") @Nullable String next,
      @QueryValue("signed-out") @Nullable String signedOut,
      @QueryValue("ended") @Nullable String ended,
      @Nullable Authentication known) {
    Optional<String> path = Entrance.next(String.valueOf(next));
    if (known != null) {
      return entrance.goOn(known, path);
    }
    Before before = ended != null ? Before.ENDED : signedOut != null ? Before.LEFT : Before.NOTHING;
    return page(request, Refusals.fresh(FORM), path.orElse(""), before);
  }

  @Post("/sign-in")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> enter(HttpRequest<?> request, @Body @Nullable Map<String, Object> body) {
    Form form = Form.sent(body);
    List<Mistakes.Mistake> missing = missing(form);
    if (!missing.isEmpty()) {
      return again(request, form, Refusals.of(FORM, form, missing));
    }
    try {
      SignIn.Asked asked = entrance.asked(request, form.value("who"), form.value("password"));
      return switch (signIn.signIn(asked)) {
        case SignIn.Welcome welcome -> entrance.open(welcome, Entrance.next(form.value("next")));
        case SignIn.Wrong wrong -> refused(request, form, HttpStatus.UNPROCESSABLE_ENTITY, WRONG);
        case SignIn.Wait wait ->
            refused(request, form, HttpStatus.TOO_MANY_REQUESTS, shut(wait.duration()))
                .header(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Waiting.rounded(wait.duration()).toSeconds()));
      };
    } catch (Passwords.TooBusy e) {
      return refused(request, form, HttpStatus.SERVICE_UNAVAILABLE, BUSY)
          .header(HttpHeaders.RETRY_AFTER, "5");
    }
  }

  private static List<Mistakes.Mistake> missing(Form form) {
    List<Mistakes.Mistake> missing = new ArrayList<>();
    if (form.value("who").isBlank()) {
      missing.add(new Mistakes.Mistake("who", "Type your sign-in name or your e-mail."));
    }
    if (form.value("password").isEmpty()) {
      missing.add(new Mistakes.Mistake("password", "Type your password."));
    }
    return missing;
  }

  @Post("/sign-out")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> leave(HttpRequest<?> request) {
    cookies.read(request, Cookies.Kind.SESSION).ifPresent(sessions::end);
    return entrance.close();
  }

  private static String shut(Duration wait) {
    return "That was the wrong password too often, so nothing is tried for a while, not even the"
        + " right one: "
        + Waiting.sentence(wait)
        + ". If you have forgotten your password, ask an administrator for a set-up link; that works"
        + " at once.";
  }

  /** The form again, which still knows what it knew when it was opened. */
  private MutableHttpResponse<?> again(HttpRequest<?> request, Form form, Sheet sheet) {
    Before before = form.value("ended").isEmpty() ? Before.NOTHING : Before.ENDED;
    return page(request, sheet, Entrance.next(form.value("next")).orElse(""), before);
  }

  private MutableHttpResponse<?> refused(
      HttpRequest<?> request, Form form, HttpStatus status, String sentence) {
    return again(request, form, Refusals.of(FORM, form, status, sentence));
  }

  private MutableHttpResponse<?> page(
      HttpRequest<?> request, Sheet sheet, String next, Before before) {
    View view = new View(sheet, next, before, signIn.demoPeople());
    return HttpResponse.status(sheet.mistakes().status())
        .body(
            new ModelAndView<>(
                "signin/sign-in", Pages.model(pages.outside(request, "Sign in"), "view", view)));
  }
}
