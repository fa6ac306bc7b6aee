package org.safeandaway.hub.keeper;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.threads.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keeper's thread. After a start it holds overdue deadlines until {@link #markersAreBack},
 * since the check-in that keeps a promise may still be queued at the broker, but never for longer
 * than {@link #LONGEST_HOLD}: a broker that is away must not keep an alarm from anybody.
 */
public final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

  /** Source: architecture.md, "After a start". */
  public static final Duration LONGEST_HOLD = Duration.ofSeconds(5);

  /** How often hub time is written down; a restart after a crash goes back by no more than this. */
  private static final Duration HIGH_WATER_EVERY = Duration.ofSeconds(1);

  private static final Duration BACK_OFF = Duration.ofMillis(100);

  private final KeeperRound round;
  private final KeeperStore store;
  private final HubTime hubTime;
  private final Consumer<DeskResult> listener;
  private final Counter outages;
  private final Counter failures;
  private final Worker worker;
  private final long started = System.nanoTime();

  private volatile boolean markersBack;
  private volatile @Nullable Instant markersBackAt;
  private volatile long lastRound = System.nanoTime();
  private volatile Duration oldestDue = Duration.ZERO;
  private long lastHighWater = started;

  /**
   * @param listener told of every committed transaction, on the keeper's thread: it must only queue
   */
  public Keeper(
      KeeperRound round,
      KeeperStore store,
      HubTime hubTime,
      Consumer<DeskResult> listener,
      MeterRegistry meters) {
    this.round = round;
    this.store = store;
    this.hubTime = hubTime;
    this.listener = listener;
    this.outages = meters.counter("safeandaway.keeper.outages");
    this.failures = meters.counter("safeandaway.keeper.failures");
    // Hub time in seconds since 1970, beside which an alarm of an outage can be held.
    meters.gauge("safeandaway.keeper.markers.back.seconds", this, Keeper::markersBackSeconds);
    meters.gauge("safeandaway.keeper.late.seconds", this, it -> it.late().toMillis() / 1000.0);
    this.worker = new Worker(Thread.ofPlatform().name("keeper"), this::turn);
  }

  public void start() {
    worker.start();
  }

  /** Everything that was queued at the broker before this start has been committed. */
  public void markersAreBack() {
    markersBackAt = hubTime.now();
    markersBack = true;
    worker.wake();
  }

  private double markersBackSeconds() {
    Instant at = markersBackAt;
    return at == null ? Double.NaN : at.toEpochMilli() / 1000.0;
  }

  /**
   * How late the keeper is: since its last look, less what it may park, or since the oldest
   * deadline that it still saw due.
   */
  public Duration late() {
    Duration sinceRound =
        Duration.ofNanos(System.nanoTime() - lastRound).minus(KeeperRound.LONGEST_PARK);
    Duration due = oldestDue;
    return sinceRound.compareTo(due) > 0 ? sinceRound : due;
  }

  @Override
  public void close() {
    worker.close();
  }

  private void turn() {
    Duration park = tryRound();
    LockSupport.parkNanos(this, park.toNanos());
  }

  private Duration tryRound() {
    try {
      if (markersBack || System.nanoTime() - started > LONGEST_HOLD.toNanos()) {
        round.release();
      }
      KeeperRound.Done done = round.round(listener);
      done.failures().forEach(this::failed);
      keepHighWater();
      oldestDue = done.late();
      lastRound = System.nanoTime();
      return done.failures().isEmpty() ? done.park() : BACK_OFF;
    } catch (DeskStore.Outage outage) {
      outages.increment();
      return BACK_OFF;
    } catch (RuntimeException bug) {
      // The outermost loop: nothing may stop the keeper, and lateness stops the pulse.
      failed(bug);
      return BACK_OFF;
    }
  }

  private void failed(RuntimeException bug) {
    failures.increment();
    LOG.error("the keeper cannot carry out what it saw, and tries again", bug);
  }

  private void keepHighWater() {
    long now = System.nanoTime();
    if (now - lastHighWater >= HIGH_WATER_EVERY.toNanos()) {
      store.keepHighWater(hubTime.now());
      lastHighWater = now;
    }
  }
}
