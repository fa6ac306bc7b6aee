package org.safeandaway.hub.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import reactor.core.publisher.Flux;

/**
 * Asks once more whether the caller of an answer that takes long may still have it. The same
 * credentials are looked up again by the same means as at the beginning: a token or a session that
 * is revoked meanwhile, a role that is taken away, and the answer ends.
 */
@Singleton
public class StillAllowed {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Collection<AuthenticationFetcher<HttpRequest<?>>> fetchers;

  StillAllowed(Collection<AuthenticationFetcher<HttpRequest<?>>> fetchers) {
    this.fetchers = fetchers;
  }

  /**
   * @param path of the door, see {@link Doors}
   */
  public boolean toLook(HttpRequest<?> request, String path) {
    return Flux.fromIterable(fetchers)
        .concatMap(fetcher -> fetcher.fetchAuthentication(request))
        .next()
        .map(known -> Doors.isOpen(path, known))
        .blockOptional(PATIENCE)
        .orElse(false);
  }
}
