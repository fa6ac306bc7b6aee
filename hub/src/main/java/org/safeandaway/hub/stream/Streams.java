package org.safeandaway.hub.stream;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.safeandaway.hub.Announcer;
import org.safeandaway.hub.record.JournalSealer;

/**
 * Everybody who follows this hub's stream of events. There are at most {@link #MOST} of them, and
 * {@link #MOST_OF_ONE} of one person, so that no program takes the stream from the others.
 */
@Singleton
public final class Streams implements AutoCloseable {
  public static final int MOST = 64;
  public static final int MOST_OF_ONE = 8;

  private final StreamLog log;
  private final Head head;
  private final Follower.Pace pace;
  private final MeterRegistry meters;
  private final Map<Follower, String> followers = new HashMap<>();

  @Inject
  Streams(StreamLog log, JournalSealer sealer, Announcer announcer, MeterRegistry meters) {
    this(log, meters, Follower.Pace.USUAL);
    sealer.whenSealed(head::wake);
    // Between two hubs a change may wait for the sealer's next turn; in one it need not.
    announcer.add(
        result -> {
          if (result.changed() && isFollowed()) {
            sealer.wake();
          }
        });
  }

  Streams(StreamLog log, MeterRegistry meters, Follower.Pace pace) {
    this.log = log;
    this.meters = meters;
    this.pace = pace;
    this.head = new Head(log, this::isFollowed, meters.counter("safeandaway.stream.failures"));
    meters.gauge("safeandaway.stream.followers", this, Streams::size);
    head.start();
  }

  public boolean isFollowed() {
    return size() > 0;
  }

  private synchronized int size() {
    return followers.size();
  }

  /** One more, or the first of somebody. */
  public synchronized boolean hasRoom(String person) {
    return followers.size() < MOST
        && followers.values().stream().filter(person::equals).count() < MOST_OF_ONE;
  }

  /**
   * The events after one, for ever, as server-sent events.
   *
   * @param person in whose name
   * @param lastEventId the last one that was seen; absent: from now on
   * @param allowed asks again whether they may still follow
   * @return empty if there is no room for another
   * @throws org.safeandaway.hub.desk.DeskStore.Outage the database does not answer
   */
  public Optional<Publisher<byte[]>> follow(
      String person, @Nullable String lastEventId, BooleanSupplier allowed) {
    if (!hasRoom(person)) {
      meters.counter("safeandaway.stream.refused").increment();
      return Optional.empty();
    }
    StreamId newest = log.head();
    head.saw(newest);
    Beginning beginning = Beginning.of(lastEventId, newest);
    return Optional.of(subscriber -> begin(person, beginning, allowed, subscriber));
  }

  private void begin(
      String person,
      Beginning beginning,
      BooleanSupplier allowed,
      Subscriber<? super byte[]> subscriber) {
    Follower follower =
        new Follower(person, subscriber, beginning, log, head, allowed, pace, this::over);
    synchronized (this) {
      followers.put(follower, person);
    }
    head.wake();
    subscriber.onSubscribe(follower);
    follower.start();
  }

  private void over(Follower who, Follower.End why) {
    synchronized (this) {
      followers.remove(who);
    }
    String word = why.name().toLowerCase(Locale.ROOT);
    meters.counter("safeandaway.stream.ended", "why", word).increment();
  }

  @Override
  @PreDestroy
  public void close() {
    synchronized (this) {
      followers.keySet().forEach(each -> each.stop(Follower.End.STOPPED));
    }
    head.close();
  }
}
