package org.safeandaway.hub.security;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Map;
import org.safeandaway.hub.configuration.Settings;

/**
 * What every answer tells the browser to refuse: scripts and styles that are not ours, being framed
 * by others, guessing at types, keeping pages. And the entrance cookie, if a page was rendered that
 * needs one.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Headers implements Ordered {
  /**
   * Turbo puts this one style into every page, though the bar that it is for is never shown. By its
   * digest nothing else gets in; another release of Turbo may have another.
   */
  private static final String TURBO = "'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='";

  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; style-src 'self' "
              + TURBO
              + "; base-uri 'none'; object-src 'none'; frame-src 'none';"
              + " frame-ancestors 'none'; form-action 'self'",
          "X-Content-Type-Options",
          "nosniff",
          // Not no-referrer: browsers then send a form's Origin as null.
          "Referrer-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  /** Two years. */
  private static final String HTTPS_ONLY = "max-age=63072000";

  private final Cookies cookies;
  private final boolean secure;

  Headers(Cookies cookies, Settings settings) {
    this.cookies = cookies;
    this.secure = settings.web().secureCookies();
  }

  @Override
  public int getOrder() {
    return ServerFilterPhase.FIRST.before();
  }

  @ResponseFilter
  void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
    ALWAYS.forEach((name, value) -> response.getHeaders().set(name, value));
    if (secure) {
      response.getHeaders().set("Strict-Transport-Security", HTTPS_ONLY);
    }
    if (!Doors.isAsset(request)) {
      response.getHeaders().set("Cache-Control", "no-store");
    }
    request
        .getAttribute(Csrf.NEW_ENTRANCE, Secret.class)
        .ifPresent(made -> response.cookie(cookies.cookie(Cookies.Kind.ENTRANCE, made)));
  }
}
