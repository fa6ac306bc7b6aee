package org.safeandaway.hub.api;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.security.Browsers;
import org.safeandaway.hub.security.Cookies;
import org.safeandaway.hub.security.Forged;
import org.safeandaway.hub.security.LocalPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every error that leaves the hub: as a problem to programs, as a page to people. What is a bug of
 * ours is told only to the log.
 */
@Singleton
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private final Optional<Rendering> rendering;

  Problems(Optional<Rendering> rendering) {
    this.rendering = rendering;
  }

  /** Makes a page of a problem. Called on threads that may not wait. */
  public interface Rendering {
    String html(HttpRequest<?> request, Problem problem);
  }

  MutableHttpResponse<?> response(HttpRequest<?> request, Problem problem) {
    MutableHttpResponse<?> response = HttpResponse.status(HttpStatus.valueOf(problem.status()));
    return filled(request, problem, response);
  }

  private MutableHttpResponse<?> filled(
      HttpRequest<?> request, Problem problem, MutableHttpResponse<?> response) {
    if (rendering.isPresent() && Browsers.wantsPage(request)) {
      String page = rendering.get().html(request, problem);
      return response.body(page).contentType(MediaType.TEXT_HTML_TYPE);
    }
    return response.body(problem).contentType(Problem.MEDIA_TYPE);
  }

  /** What the framework itself finds wrong with a request. */
  @Singleton
  @Primary
  static final class OfTheFramework implements ErrorResponseProcessor<Object> {
    private final Problems problems;

    OfTheFramework(Problems problems) {
      this.problems = problems;
    }

    @Override
    @SuppressWarnings("unchecked") // a problem or a page: both are objects
    public MutableHttpResponse<Object> processResponse(
        ErrorContext context, MutableHttpResponse<?> response) {
      HttpStatus status = response.status();
      if (status.getCode() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()) {
        context
            .getRootCause()
            .ifPresent(
                cause ->
                    LOG.error(
                        "{} {} failed",
                        context.getRequest().getMethodName(),
                        context.getRequest().getPath(),
                        cause));
      }
      boolean people = Browsers.wantsPage(context.getRequest());
      Problem problem =
          Problem.of(status, people ? forPeople(status, context) : words(status, context));
      return (MutableHttpResponse<Object>) problems.filled(context.getRequest(), problem, response);
    }

    private static String words(HttpStatus status, ErrorContext context) {
      return switch (status) {
        case NOT_FOUND -> "There is nothing here; check the address.";
        case METHOD_NOT_ALLOWED -> "This address does not take " + method(context) + ".";
        case UNSUPPORTED_MEDIA_TYPE -> "Send JSON, with the header Content-Type: application/json.";
        case NOT_ACCEPTABLE -> "The answer is JSON; accept application/json.";
        case REQUEST_ENTITY_TOO_LARGE -> "That is too long; send at most 64 KB.";
        case BAD_REQUEST -> "The request cannot be read: " + firstMessage(context);
        default ->
            status.getCode() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()
                ? "Something is wrong in the hub; its log says what. Try again, and telephone"
                    + " meanwhile."
                : firstMessage(context);
      };
    }

    private static String forPeople(HttpStatus status, ErrorContext context) {
      return switch (status) {
        case METHOD_NOT_ALLOWED -> "There is nothing to look at here.";
        case UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE, BAD_REQUEST ->
            "The hub cannot read what was asked. Go back, and try again.";
        case REQUEST_ENTITY_TOO_LARGE -> "That is too long to be stored. Make it shorter.";
        default -> words(status, context);
      };
    }

    private static String method(ErrorContext context) {
      return context.getRequest().getMethodName();
    }

    private static String firstMessage(ErrorContext context) {
      return context.getErrors().stream()
          .map(Error::getMessage)
          .findFirst()
          .map(words -> words.lines().findFirst().orElse(words))
          .orElse("check what was sent.");
    }
  }

  /** What we find wrong. */
  @Singleton
  static final class Ours implements ExceptionHandler<ProblemException, HttpResponse<?>> {
    private final Problems problems;

    Ours(Problems problems) {
      this.problems = problems;
    }

    @Override
    public HttpResponse<?> handle(HttpRequest request, ProblemException exception) {
      return problems.response(request, exception.problem());
    }
  }

  @Singleton
  static final class OfForgery implements ExceptionHandler<Forged, HttpResponse<?>> {
    private final Problems problems;

    OfForgery(Problems problems) {
      this.problems = problems;
    }

    @Override
    public HttpResponse<?> handle(HttpRequest request, Forged exception) {
      return problems.response(
          request,
          Problem.of(
              HttpStatus.FORBIDDEN,
              Browsers.wantsPage(request) ? exception.wordsForPeople() : exception.words()));
    }
  }

  @Singleton
  static final class DatabaseAway implements ExceptionHandler<DeskStore.Outage, HttpResponse<?>> {
    private static final String AWAY =
        "The hub's database does not answer. Try again with the same Idempotency-Key, and telephone"
            + " meanwhile.";
    private static final String AWAY_FOR_PEOPLE =
        "The hub cannot reach its database, so it stores nothing and shows nothing. Use the"
            + " telephone meanwhile.";

    private final Problems problems;

    DatabaseAway(Problems problems) {
      this.problems = problems;
    }

    @Override
    public HttpResponse<?> handle(HttpRequest request, DeskStore.Outage exception) {
      LOG.error("{} {}: {}", request.getMethodName(), request.getPath(), exception.getMessage());
      return problems.response(
          request,
          Problem.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              Browsers.wantsPage(request) ? AWAY_FOR_PEOPLE : AWAY));
    }
  }

  @Singleton
  @Replaces(DefaultAuthorizationExceptionHandler.class)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  static final class NotAllowed
      implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {
    private final Problems problems;
    private final Cookies cookies;

    NotAllowed(Problems problems, Cookies cookies) {
      this.problems = problems;
      this.cookies = cookies;
    }

    @Override
    public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException exception) {
      if (exception.isForbidden()) {
        return problems.response(
            request,
            Problem.of(
                HttpStatus.FORBIDDEN, "You may not do this; ask somebody whose role allows it."));
      }
      if (Browsers.wantsPage(request)) {
        return toSignIn(request);
      }
      return problems
          .response(
              request,
              Problem.of(
                  HttpStatus.UNAUTHORIZED,
                  "Send the header Authorization: Bearer, followed by a token that is valid."))
          .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    /**
     * A session that has ended is forgotten on the way; one that this request knew nothing of, such
     * as that of somebody who signs in meanwhile in another window, is not.
     */
    private MutableHttpResponse<?> toSignIn(HttpRequest<?> request) {
      UriBuilder page = UriBuilder.of("/sign-in");
      if (request.getMethod() == HttpMethod.GET) {
        LocalPath.of(request.getUri().toString())
            .filter(path -> !path.equals("/"))
            .ifPresent(path -> page.queryParam("next", path));
      }
      MutableHttpResponse<?> away = HttpResponse.seeOther(page.build());
      cookies
          .read(request, Cookies.Kind.SESSION)
          .ifPresent(ended -> away.cookie(cookies.forget(Cookies.Kind.SESSION)));
      return away;
    }
  }
}
