package org.safeandaway.hub.office.trouble;

import io.micronaut.http.HttpRequest;
import io.micronaut.views.jte.HtmlJteViewsRenderer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.safeandaway.hub.api.Problem;
import org.safeandaway.hub.api.Problems;
import org.safeandaway.hub.office.Pages;

/**
 * What went wrong, and what to do, for people. It asks nothing of the database, which may be what
 * is wrong.
 */
@Singleton
final class TroublePage implements Problems.Rendering {
  private final Pages pages;
  private final HtmlJteViewsRenderer<Map<String, Object>> renderer;

  TroublePage(Pages pages, HtmlJteViewsRenderer<Map<String, Object>> renderer) {
    this.pages = pages;
    this.renderer = renderer;
  }

  @Override
  public String html(HttpRequest<?> request, Problem problem) {
    Map<String, Object> model =
        Map.of(
            "page",
            pages.outside(request, heading(problem.status())),
            "words",
            problem.detail(),
            "status",
            problem.status());
    StringWriter html = new StringWriter();
    try {
      renderer.render("trouble", model, request).writeTo(html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return html.toString();
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
