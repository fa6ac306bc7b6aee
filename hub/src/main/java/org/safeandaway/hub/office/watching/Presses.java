package org.safeandaway.hub.office.watching;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.HttpServerFilter;
import io.micronaut.http.filter.ServerFilterChain;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.security.authentication.Authentication;
import java.util.Set;
import java.util.UUID;
import org.reactivestreams.Publisher;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.seats.Seats;
import org.safeandaway.hub.security.SessionFetcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Whatever somebody does on a page shows that they are there, as well as a press of "I'm watching"
 * does: an alarm taken, a note, a visit planned. What a script sends by itself does not.
 */
@Filter(Filter.MATCH_ALL_PATTERN)
final class Presses implements HttpServerFilter {
  private static final Logger LOG = LoggerFactory.getLogger(Presses.class);
  private static final Set<String> SCRIPTS = Set.of("/watching", "/account/push/renewal");

  private final Seats seats;

  Presses(Seats seats) {
    this.seats = seats;
  }

  /** Behind what finds out who asks, and whether they may. */
  @Override
  public int getOrder() {
    return ServerFilterPhase.LAST.order();
  }

  @Override
  public Publisher<MutableHttpResponse<?>> doFilter(
      HttpRequest<?> request, ServerFilterChain chain) {
    if (request.getMethod() != HttpMethod.POST || SCRIPTS.contains(request.getPath())) {
      return chain.proceed(request);
    }
    return Flux.from(chain.proceed(request))
        .concatMap(
            response ->
                response.status().getCode() < HttpStatus.BAD_REQUEST.getCode()
                    ? pressed(request).thenReturn(response)
                    : Mono.just(response));
  }

  private Mono<Void> pressed(HttpRequest<?> request) {
    return Mono.justOrEmpty(
            request.getUserPrincipal(Authentication.class).flatMap(SessionFetcher::session))
        .flatMap(
            session ->
                Mono.<Void>fromRunnable(() -> note(session))
                    .subscribeOn(Schedulers.boundedElastic()));
  }

  /** What somebody did is done, also if it cannot be noted that they are there. */
  private void note(UUID session) {
    try {
      seats.pressed(session);
    } catch (DeskStore.Outage outage) {
      LOG.warn("that somebody is there could not be noted: {}", outage.getMessage());
    }
  }
}
