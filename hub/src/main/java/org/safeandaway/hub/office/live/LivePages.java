package org.safeandaway.hub.office.live;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.office.Revision;
import reactor.core.publisher.Flux;

/**
 * One stream for each open page. It carries which change was the last and the hub's time, nothing
 * about people: what changed, the browser fetches as a page.
 */
@Controller("/live")
final class LivePages {
  /** A browser calls the hub lost after two of these and a little (office.md: within 5 s). */
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  private final Revision revision;
  private final HubTime time;

  LivePages(Revision revision, HubTime time) {
    this.revision = revision;
    this.time = time;
  }

  @Get
  @Produces(MediaType.TEXT_EVENT_STREAM)
  HttpResponse<Publisher<Event<String>>> live() {
    Flux<Revision.Rev> heartbeat =
        Flux.interval(Duration.ZERO, HEARTBEAT).onBackpressureLatest().map(tick -> revision.now());
    Flux<Event<String>> events =
        Flux.merge(revision.changes(), heartbeat)
            .map(rev -> Event.of(rev + " " + time.now().toEpochMilli()));
    return HttpResponse.<Publisher<Event<String>>>ok(events)
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no");
  }
}
