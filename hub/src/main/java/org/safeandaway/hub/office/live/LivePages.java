package org.safeandaway.hub.office.live;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.office.Revision;
import org.safeandaway.hub.security.StillAllowed;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * One stream for each open page. It carries which change was the last and the hub's time, nothing
 * about people: what changed, the browser fetches as a page.
 */
@Controller("/live")
final class LivePages {
  /** A browser calls the hub lost after two of these and a little (office.md: within 5 s). */
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final Revision revision;
  private final HubTime time;
  private final StillAllowed stillAllowed;

  LivePages(Revision revision, HubTime time, StillAllowed stillAllowed) {
    this.revision = revision;
    this.time = time;
    this.stillAllowed = stillAllowed;
  }

  @Get
  @Produces(MediaType.TEXT_EVENT_STREAM)
  HttpResponse<Publisher<Event<String>>> live(HttpRequest<?> request) {
    Flux<Revision.Rev> heartbeat =
        Flux.interval(Duration.ZERO, HEARTBEAT).onBackpressureLatest().map(tick -> revision.now());
    Flux<Event<String>> events =
        Flux.merge(revision.changes(), heartbeat)
            .map(rev -> Event.of(rev + " " + time.now().toEpochMilli()))
            .takeUntilOther(end(request));
    return HttpResponse.<Publisher<Event<String>>>ok(events)
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no");
  }

  /**
   * When whoever listens may no longer: signed out elsewhere, deactivated, idle for too long. The
   * stream ends, and the page that asks why is led to sign in. Looking also tells that the session
   * is in use, on a board on which nothing happens all day.
   */
  private Mono<Boolean> end(HttpRequest<?> request) {
    return Flux.interval(LOOK_AGAIN)
        .onBackpressureDrop()
        .concatMap(tick -> mayStillLook(request), 1)
        .filter(may -> !may)
        .next();
  }

  private Mono<Boolean> mayStillLook(HttpRequest<?> request) {
    return Mono.fromCallable(() -> stillAllowed.toLook(request, "/live"))
        .subscribeOn(Schedulers.boundedElastic())
        // Nobody is sent away because the database does not answer; /health and the board's foot
        // say that it does not.
        .onErrorResume(DeskStore.Outage.class, away -> Mono.just(true));
  }
}
