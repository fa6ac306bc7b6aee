package org.safeandaway.hub.office.trouble;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.views.jte.HtmlJteViewsRenderer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.safeandaway.hub.api.Problem;
import org.safeandaway.hub.api.Problems;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.security.Role;

/**
 * What went wrong, and what to do, for people. It asks nothing of the database, which may be what
 * is wrong; so whoever watches gets the places of what says how things are, and the browser asks
 * for what belongs there.
 */
@Singleton
final class TroublePage implements Problems.Rendering {
  private static final String VISITOR = Role.VISITOR.word();

  private final Pages pages;
  private final HtmlJteViewsRenderer<Map<String, Object>> renderer;

  TroublePage(Pages pages, HtmlJteViewsRenderer<Map<String, Object>> renderer) {
    this.pages = pages;
    this.renderer = renderer;
  }

  @Override
  public String html(HttpRequest<?> request, Problem problem) {
    Map<String, Object> model =
        Pages.model(
            pages.nameless(request, heading(problem.status())),
            "trouble",
            new Trouble(problem.detail(), isTriedAgain(request, problem), watches(request)));
    StringWriter html = new StringWriter();
    try {
      renderer.render("trouble", model, request).writeTo(html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return html.toString();
  }

  /** What a form sent is not sent again by itself. */
  private static boolean isTriedAgain(HttpRequest<?> request, Problem problem) {
    return problem.status() >= 500 && request.getMethod() == HttpMethod.GET;
  }

  private static boolean watches(HttpRequest<?> request) {
    return request
        .getUserPrincipal(Authentication.class)
        .filter(known -> known.getRoles().stream().anyMatch(each -> !each.equals(VISITOR)))
        .isPresent();
  }

  private static String heading(int status) {
    return switch (status) {
      case 403 -> "You cannot do this here";
      case 404, 405 -> "This page does not exist";
      case 409 -> "Somebody was quicker";
      case 413 -> "That is too long";
      default -> status >= 500 ? "The hub is in trouble" : "That did not work";
    };
  }
}
