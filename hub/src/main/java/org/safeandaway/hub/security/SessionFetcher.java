package org.safeandaway.hub.security;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Turns a session's cookie into the person who is signed in. Whoever sends a token means the token:
 * the cookie is not looked at then, so a request has one identity and a wrong token opens nothing.
 */
@Singleton
public final class SessionFetcher implements AuthenticationFetcher<HttpRequest<?>> {
  private static final String SESSION = "session";

  private final Sessions sessions;
  private final Cookies cookies;

  SessionFetcher(Sessions sessions, Cookies cookies) {
    this.sessions = sessions;
    this.cookies = cookies;
  }

  /** The session in which a request is made; empty if it is made with a token, or by nobody. */
  public static Optional<UUID> session(Authentication authentication) {
    return Optional.ofNullable(authentication.getAttributes().get(SESSION))
        .map(id -> UUID.fromString(id.toString()));
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    if (request.getHeaders().contains(HttpHeaders.AUTHORIZATION) || Doors.isAsset(request)) {
      return Mono.empty();
    }
    // The database is asked, so not on the thread that serves the network.
    return Mono.justOrEmpty(cookies.read(request, Cookies.Kind.SESSION))
        .flatMap(
            secret ->
                Mono.fromCallable(() -> find(secret))
                    .flatMap(Mono::justOrEmpty)
                    .subscribeOn(Schedulers.boundedElastic()));
  }

  private Optional<Authentication> find(Secret secret) {
    return sessions
        .open(secret)
        .map(
            open ->
                Authentication.build(
                    open.person().value(),
                    open.roles().stream().map(Role::word).toList(),
                    Map.of(SESSION, open.id().toString())));
  }
}
