package org.safeandaway.hub.office;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.safeandaway.hub.Announcer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Counts the committed changes that a page could show. A page carries the count that was read
 * before it was rendered; a browser that is told of a higher one fetches the page again. It counts
 * from the start of this hub, so it is told together with which start that was.
 */
@Singleton
public final class Revision {
  private static final int START_BYTES = 6;

  private final String start = randomStart();
  private final Sinks.Many<Rev> changes = Sinks.many().multicast().directBestEffort();
  private final Object lock = new Object();
  private long count;

  Revision(Announcer announcer, MeterRegistry meters) {
    announcer.add(
        result -> {
          if (result.changed()) {
            bump();
          }
        });
    Gauge.builder("safeandaway.pages.open", changes, Sinks.Many::currentSubscriberCount)
        .description("Pages that listen for changes")
        .register(meters);
  }

  /**
   * The state of the world at one hub.
   *
   * @param start of which hub process; counts of different starts cannot be compared
   */
  public record Rev(String start, long count) {
    @Override
    public String toString() {
      return start + "." + count;
    }
  }

  /** To be read before a page's rows are. */
  public Rev now() {
    synchronized (lock) {
      return new Rev(start, count);
    }
  }

  /** Something that a page shows has changed, and is committed. Called on the desk's threads. */
  public void bump() {
    synchronized (lock) {
      count++;
      // Who is too slow for this one is told by the next heartbeat.
      changes.tryEmitNext(new Rev(start, count));
    }
  }

  /** Every change from now on; a subscriber that does not keep up misses some, never the last. */
  public Flux<Rev> changes() {
    return changes.asFlux().onBackpressureLatest();
  }

  /** Whether any page is open. */
  boolean isFollowed() {
    return changes.currentSubscriberCount() > 0;
  }

  @PreDestroy
  void end() {
    changes.tryEmitComplete();
  }

  private static String randomStart() {
    byte[] bytes = new byte[START_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
