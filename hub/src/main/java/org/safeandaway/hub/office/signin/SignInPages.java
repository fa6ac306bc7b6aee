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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.safeandaway.hub.office.Form;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.security.Cookies;
import org.safeandaway.hub.security.Passwords;
import org.safeandaway.hub.security.Sessions;
import org.safeandaway.hub.security.SignIn;

/** Signing in and out. */
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class SignInPages {
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
   * @param signedOut whether somebody has just left
   */
  public record View(Form form, String next, boolean signedOut, List<SignIn.DemoPerson> demo) {
    public View {
      demo = List.copyOf(demo);
    }
  }

  @Get("/sign-in")
  HttpResponse<?> look(
      HttpRequest<?> request,
      @QueryValue("next") @Nullable String next,
      @QueryValue("signed-out") @Nullable String signedOut,
      @Nullable Authentication known) {
    Optional<String> path = Entrance.next(String.valueOf(next));
    if (known != null) {
      return entrance.goOn(known, path);
    }
    return page(request, HttpStatus.OK, Form.empty(), path.orElse(""), signedOut != null);
  }

  @Post("/sign-in")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> enter(HttpRequest<?> request, @Body @Nullable Map<String, Object> body) {
    Form form = Form.of(body);
    Optional<String> next = Entrance.next(form.value("next"));
    String who = form.value("who");
    String password = form.value("password");
    if (who.isBlank()) {
      form.wrong("who", "is missing");
    }
    if (password.isEmpty()) {
      form.wrong("password", "is missing");
    }
    if (form.isWrong()) {
      return page(request, HttpStatus.UNPROCESSABLE_ENTITY, form, next.orElse(""), false);
    }
    try {
      return switch (signIn.signIn(entrance.asked(request, who, password))) {
        case SignIn.Welcome welcome -> entrance.open(welcome, next);
        case SignIn.Wrong wrong -> {
          form.wrong("", "That name and that password do not belong together. Try again.");
          yield page(request, HttpStatus.UNPROCESSABLE_ENTITY, form, next.orElse(""), false);
        }
        case SignIn.Wait wait -> shut(request, form, next.orElse(""), wait.duration());
      };
    } catch (Passwords.TooBusy e) {
      form.wrong("", "The hub has too many people to let in just now. Try again in a minute.");
      return page(request, HttpStatus.SERVICE_UNAVAILABLE, form, next.orElse(""), false);
    }
  }

  @Post("/sign-out")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> leave(HttpRequest<?> request) {
    cookies.read(request, Cookies.Kind.SESSION).ifPresent(sessions::end);
    return entrance.close();
  }

  private HttpResponse<?> shut(HttpRequest<?> request, Form form, String next, Duration wait) {
    form.wrong(
        "",
        "That was the wrong password too often, so nothing is tried for a while, not even the right"
            + " one: "
            + Waiting.sentence(wait)
            + ". If you have forgotten your password, ask an administrator for a"
            + " set-up link; that works at once.");
    return page(request, HttpStatus.TOO_MANY_REQUESTS, form, next, false)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(Waiting.rounded(wait).toSeconds()));
  }

  private MutableHttpResponse<?> page(
      HttpRequest<?> request, HttpStatus status, Form form, String next, boolean signedOut) {
    View view = new View(form, next, signedOut, signIn.demoPeople());
    return HttpResponse.status(status)
        .body(
            new ModelAndView<>(
                "signin/sign-in", Pages.model(pages.outside(request, "Sign in"), "view", view)));
  }
}
