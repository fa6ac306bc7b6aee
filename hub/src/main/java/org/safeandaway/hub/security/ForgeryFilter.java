package org.safeandaway.hub.security;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.HttpServerFilter;
import io.micronaut.http.filter.ServerFilterChain;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.filter.FilterBodyParser;
import io.micronaut.security.authentication.Authentication;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.safeandaway.hub.configuration.Settings;
import reactor.core.publisher.Mono;

/**
 * Refuses what a stranger's page makes a browser send. Of every request that may change something,
 * and is neither made with an API token nor asked for its sender's signature behind the door, it
 * asks:
 *
 * <ol>
 *   <li>The browser's own word, where it gives one ({@code Sec-Fetch-Site}, {@code Origin}): it
 *       comes from a page of ours.
 *   <li>A token, in a form's field or a header: it comes from a page that we rendered for this
 *       browser, see {@link Csrf}.
 * </ol>
 *
 * It runs after {@link Doors}, when it is known who asks and how they showed it.
 */
@Filter(Filter.MATCH_ALL_PATTERN)
final class ForgeryFilter implements HttpServerFilter {
  private static final Set<HttpMethod> HARMLESS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

  /** A person who repeats a form by hand sends {@code none}. */
  private static final Set<String> OUR_SITES = Set.of("same-origin", "none");

  private final Csrf csrf;
  private final FilterBodyParser bodies;
  private final @Nullable URI address;

  ForgeryFilter(Csrf csrf, FilterBodyParser bodies, Settings settings) {
    this.csrf = csrf;
    this.bodies = bodies;
    this.address = settings.web().address();
  }

  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.after();
  }

  /** Ends in {@link Forged} if it is. */
  @Override
  public Publisher<MutableHttpResponse<?>> doFilter(
      HttpRequest<?> request, ServerFilterChain chain) {
    if (HARMLESS.contains(request.getMethod())
        || isMadeWithAToken(request)
        || Doors.isSigned(request)) {
      return chain.proceed(request);
    }
    if (!isOurs(request)) {
      return Mono.error(new Forged(Forged.Why.FOREIGN));
    }
    return token(request)
        .filter(token -> csrf.isRight(request, token))
        .switchIfEmpty(Mono.error(() -> new Forged(Forged.Why.NO_TOKEN)))
        .flatMapMany(right -> chain.proceed(request));
  }

  private Mono<String> token(HttpRequest<?> request) {
    String header = request.getHeaders().get(Csrf.HEADER);
    if (header != null) {
      return Mono.just(header);
    }
    // A field that is there twice is not one text.
    return isForm(request)
        ? Mono.fromFuture(() -> bodies.parseBody(request))
            .mapNotNull(fields -> fields.get(Csrf.FIELD))
            .ofType(String.class)
        : Mono.empty();
  }

  /** No page can make a browser send one. */
  private static boolean isMadeWithAToken(HttpRequest<?> request) {
    return request
        .getUserPrincipal(Authentication.class)
        .filter(known -> SessionFetcher.session(known).isEmpty())
        .isPresent();
  }

  private boolean isOurs(HttpRequest<?> request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    if (site != null && !OUR_SITES.contains(site)) {
      return false;
    }
    String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
    return origin == null || isOurOrigin(origin, request.getHeaders().get(HttpHeaders.HOST));
  }

  /** A proxy may have put its own name for us into {@code Host}; then the address says ours. */
  private boolean isOurOrigin(String origin, @Nullable String host) {
    try {
      String authority = new URI(origin).getRawAuthority();
      return authority != null
          && (authority.equalsIgnoreCase(host)
              || (address != null && authority.equalsIgnoreCase(address.getRawAuthority())));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isForm(HttpRequest<?> request) {
    return request
        .getContentType()
        .filter(type -> type.matches(MediaType.APPLICATION_FORM_URLENCODED_TYPE))
        .isPresent();
  }
}
