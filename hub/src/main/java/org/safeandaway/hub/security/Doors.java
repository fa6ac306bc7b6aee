package org.safeandaway.hub.security;

import static org.safeandaway.hub.security.Role.ADMIN;
import static org.safeandaway.hub.security.Role.AUTHORISER;
import static org.safeandaway.hub.security.Role.OFFICE;
import static org.safeandaway.hub.security.Role.VISITOR;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteInfo;
import io.micronaut.web.router.UriRouteMatch;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The one table of who may open which door, of the API and of the pages. A door that stands nowhere
 * in it is open to nobody. What a role may do to a particular visit (its own, somebody else's) is
 * decided behind the door, by the desk or by the query.
 */
@Singleton
public final class Doors implements SecurityRule<HttpRequest<?>> {
  /** Files that are the same for everybody: styles, scripts, icons. No route leads there. */
  private static final String ASSETS = "/assets/";

  /** An answer without an end: whoever has it is asked again all the time. */
  public static final String STREAM = "/api/v1/stream";

  /** Where Twilio tells which digit was pressed in a call. */
  private static final String DIGIT = "/notify/twilio/digit/{token}";

  /**
   * Behind these nobody is let in without the signature of a provider, which shows more than any
   * page's token: a browser has none to give.
   */
  private static final Set<String> SIGNED = Set.of(DIGIT);

  /** Who may do it; no role at all means everybody, without signing in. */
  public record Door(HttpMethod method, String path, Set<String> roles) {
    private static Door to(HttpMethod method, String path, Role... roles) {
      return new Door(
          method,
          path,
          Arrays.stream(roles).map(Role::word).collect(Collectors.toUnmodifiableSet()));
    }
  }

  /** Whoever is signed in. */
  private static final Role[] ANYBODY = Role.values();

  private static final Role[] WATCHING = {OFFICE, AUTHORISER, ADMIN};

  /** Every door there is. */
  public static final List<Door> ALL =
      List.of(
          get("/", ANYBODY),
          get("/wall", WATCHING),
          get("/styleguide", WATCHING),
          get("/live", WATCHING),
          get("/world", WATCHING),
          form("/watching", WATCHING),
          form("/watching/closure", WATCHING),
          page("/alarms", WATCHING),
          page("/alarms/{id}", WATCHING),
          form("/alarms/{id}/acknowledgement", OFFICE, AUTHORISER, ADMIN),
          page("/alarms/{id}/script", WATCHING),
          form("/alarms/{id}/outcomes", OFFICE, AUTHORISER, ADMIN),
          form("/alarms/{id}/still-on-it", OFFICE, AUTHORISER, ADMIN),
          form("/alarms/{id}/take-over", OFFICE, AUTHORISER, ADMIN),
          form("/alarms/{id}/notes", OFFICE, AUTHORISER, ADMIN),
          form("/alarms/{id}/resolution", OFFICE, AUTHORISER, ADMIN),
          page("/drills", WATCHING),
          form("/drills", AUTHORISER, ADMIN),
          form("/drills/{id}/cancellation", AUTHORISER, ADMIN),
          form("/drills/{id}/ending", AUTHORISER, ADMIN),
          page("/visits", ANYBODY),
          page("/visits/new", ANYBODY),
          form("/visits", ANYBODY),
          page("/visits/{id}", ANYBODY),
          page("/visits/{id}/change", ANYBODY),
          form("/visits/{id}/changes", ANYBODY),
          form("/visits/{id}/authorisation", AUTHORISER, ADMIN),
          form("/visits/{id}/assignments", OFFICE, AUTHORISER, ADMIN),
          form("/visits/{id}/cancellation", OFFICE, AUTHORISER, ADMIN),
          form("/visits/{id}/telephone", OFFICE, AUTHORISER, ADMIN),
          form("/visits/{id}/answers", OFFICE, AUTHORISER, ADMIN),
          form("/visits/{id}/safe-word", OFFICE, AUTHORISER, ADMIN),
          open("/sign-in"),
          new Door(HttpMethod.POST, "/sign-in", Set.of()),
          new Door(HttpMethod.POST, DIGIT, Set.of()),
          form("/sign-out", ANYBODY),
          open("/set-up/{secret}"),
          new Door(HttpMethod.POST, "/set-up/{secret}", Set.of()),
          page("/account", ANYBODY),
          form("/account/password", ANYBODY),
          form("/account/sessions/revocation", ANYBODY),
          form("/account/sessions/{session}/revocation", ANYBODY),
          form("/account/push", ANYBODY),
          form("/account/push/renewal", ANYBODY),
          form("/account/push/test", ANYBODY),
          form("/account/push/{device}/removal", ANYBODY),
          open("/sw.js"),
          page("/channels", WATCHING),
          form("/channels/{name}/tests", ADMIN),
          page("/people", ADMIN),
          page("/people/new", ADMIN),
          form("/people", ADMIN),
          page("/people/{id}", ADMIN),
          form("/people/{id}/changes", ADMIN),
          form("/people/{id}/deactivation", ADMIN),
          form("/people/{id}/activation", ADMIN),
          form("/people/{id}/set-up-links", ADMIN),
          form("/people/{id}/sessions/{session}/revocation", ADMIN),
          page("/people/{id}/tokens", ADMIN),
          form("/people/{id}/tokens", ADMIN),
          form("/people/{id}/tokens/{token}/revocation", ADMIN),
          page("/plans", WATCHING),
          page("/plans/{kind}", WATCHING),
          form("/plans/{kind}", ADMIN),
          form("/plans/{kind}/standard", ADMIN),
          page("/condition", WATCHING),
          page("/wearables", WATCHING),
          form("/wearables", ADMIN),
          page("/wearables/{id}", WATCHING),
          form("/wearables/{id}/retirement", ADMIN),
          get("/api/v1/visits", ANYBODY),
          post("/api/v1/visits", VISITOR, OFFICE, AUTHORISER, ADMIN),
          get("/api/v1/visits/{id}", ANYBODY),
          post("/api/v1/visits/{id}/changes", ANYBODY),
          post("/api/v1/visits/{id}/authorisation", AUTHORISER, ADMIN),
          post("/api/v1/visits/{id}/assignments", OFFICE, AUTHORISER, ADMIN),
          post("/api/v1/visits/{id}/cancellation", OFFICE, AUTHORISER, ADMIN),
          post("/api/v1/visits/{id}/telephone", OFFICE, AUTHORISER, ADMIN),
          post("/api/v1/visits/{id}/answers", OFFICE, AUTHORISER, ADMIN),
          post("/api/v1/visits/{id}/safe-word", OFFICE, AUTHORISER, ADMIN),
          get("/api/v1/alarms", WATCHING),
          get("/api/v1/alarms/{id}", WATCHING),
          get("/api/v1/alarms/{id}/rungs", WATCHING),
          post("/api/v1/alarms/{id}/acknowledgement", OFFICE, AUTHORISER, ADMIN),
          get("/api/v1/alarms/{id}/response", WATCHING),
          post("/api/v1/alarms/{id}/outcomes", OFFICE, AUTHORISER, ADMIN),
          post("/api/v1/alarms/{id}/still-on-it", OFFICE, AUTHORISER, ADMIN),
          post("/api/v1/alarms/{id}/take-over", OFFICE, AUTHORISER, ADMIN),
          post("/api/v1/alarms/{id}/notes", OFFICE, AUTHORISER, ADMIN),
          post("/api/v1/alarms/{id}/resolution", OFFICE, AUTHORISER, ADMIN),
          get("/api/v1/drills", WATCHING),
          post("/api/v1/drills", AUTHORISER, ADMIN),
          get("/api/v1/drills/{id}", WATCHING),
          post("/api/v1/drills/{id}/cancellation", AUTHORISER, ADMIN),
          post("/api/v1/drills/{id}/ending", AUTHORISER, ADMIN),
          get("/api/v1/wearables", WATCHING),
          post("/api/v1/wearables", ADMIN),
          get("/api/v1/wearables/{id}", WATCHING),
          post("/api/v1/wearables/{id}/retirement", ADMIN),
          get("/api/v1/wearables/{id}/assignments", WATCHING),
          get("/api/v1/wearables/{id}/events", WATCHING),
          get("/api/v1/wearables/{id}/states", WATCHING),
          get(STREAM, WATCHING),
          get("/api/v1/people", WATCHING),
          post("/api/v1/people", ADMIN),
          post("/api/v1/people/{id}/changes", ADMIN),
          post("/api/v1/people/{id}/deactivation", ADMIN),
          post("/api/v1/people/{id}/activation", ADMIN),
          post("/api/v1/people/{id}/set-up-links", ADMIN),
          get("/api/v1/people/{id}/sessions", ADMIN),
          post("/api/v1/people/{id}/sessions/{session}/revocation", ADMIN),
          get("/api/v1/people/{id}/tokens", ADMIN),
          post("/api/v1/people/{id}/tokens", ADMIN),
          post("/api/v1/people/{id}/tokens/{token}/revocation", ADMIN),
          get("/api/v1/policy", WATCHING),
          post("/api/v1/policy", ADMIN),
          get("/api/v1/policy/plans/{kind}", WATCHING),
          Door.to(HttpMethod.PUT, "/api/v1/policy/plans/{kind}", ADMIN),
          get("/api/v1/me", ANYBODY),
          new Door(HttpMethod.GET, "/prometheus", Set.of(ADMIN.word(), BearerTokens.SCRAPER)),
          open("/openapi"),
          open("/openapi.html"),
          open("/health"));

  /** A page to look at. */
  private static Door page(String path, Role... roles) {
    return get(path, roles);
  }

  /** What a form of a page does. */
  private static Door form(String path, Role... roles) {
    return post(path, roles);
  }

  /** To look at for everybody, without signing in. */
  private static Door open(String path) {
    return new Door(HttpMethod.GET, path, Set.of());
  }

  private static Door get(String path, Role... roles) {
    return Door.to(HttpMethod.GET, path, roles);
  }

  private static Door post(String path, Role... roles) {
    return Door.to(HttpMethod.POST, path, roles);
  }

  /** Whether this person may look at this. */
  static boolean isOpen(String path, Authentication known) {
    return ALL.stream()
        .filter(door -> door.method() == HttpMethod.GET && door.path().equals(path))
        .anyMatch(door -> known.getRoles().stream().anyMatch(door.roles()::contains));
  }

  /** Whether the request goes to a door that asks nobody who they are. */
  static boolean isOpenToEverybody(HttpRequest<?> request) {
    return route(request)
        .flatMap(route -> door(request, route))
        .filter(door -> door.roles().isEmpty())
        .isPresent();
  }

  /** Whether what is behind the door asks for the sender's own signature. */
  static boolean isSigned(HttpRequest<?> request) {
    return route(request)
        .map(route -> route.getUriMatchTemplate().toPathString())
        .filter(SIGNED::contains)
        .isPresent();
  }

  static boolean isAsset(HttpRequest<?> request) {
    return request.getPath().startsWith(ASSETS);
  }

  /** Before every rule of the framework, so that this table is the last word. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public Publisher<SecurityRuleResult> check(
      HttpRequest<?> request, @Nullable Authentication authentication) {
    return Mono.just(decide(request, Optional.ofNullable(authentication)));
  }

  private static SecurityRuleResult decide(
      HttpRequest<?> request, Optional<Authentication> authentication) {
    Optional<UriRouteInfo<?, ?>> route = route(request);
    if (route.isEmpty()) {
      // Whoever is signed in learns that there is nothing here; nobody else learns anything.
      boolean tell = authentication.isPresent() || isAsset(request);
      return tell ? SecurityRuleResult.ALLOWED : SecurityRuleResult.REJECTED;
    }
    Optional<Door> door = door(request, route.get());
    if (door.isEmpty()) {
      return SecurityRuleResult.REJECTED;
    }
    Set<String> roles = door.get().roles();
    boolean may =
        roles.isEmpty()
            || authentication
                .filter(known -> known.getRoles().stream().anyMatch(roles::contains))
                .isPresent();
    return may ? SecurityRuleResult.ALLOWED : SecurityRuleResult.REJECTED;
  }

  private static Optional<Door> door(HttpRequest<?> request, UriRouteInfo<?, ?> route) {
    String template = route.getUriMatchTemplate().toPathString();
    HttpMethod method =
        request.getMethod() == HttpMethod.HEAD ? HttpMethod.GET : request.getMethod();
    return ALL.stream()
        .filter(each -> each.method() == method && each.path().equals(template))
        .findFirst();
  }

  /**
   * The route that will be taken. It is asked, and not the path, since a path may be written in
   * many ways that lead to one route.
   */
  private static Optional<UriRouteInfo<?, ?>> route(HttpRequest<?> request) {
    return RouteAttributes.getRouteMatch(request)
        .filter(UriRouteMatch.class::isInstance)
        .map(match -> ((UriRouteMatch<?, ?>) match).getRouteInfo());
  }
}
