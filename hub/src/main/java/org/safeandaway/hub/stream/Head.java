package org.safeandaway.hub.stream;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.threads.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the last event there is, and wakes whoever waits for another.
 *
 * <p>One thread looks, however many follow: at once when this hub has sealed something, and every
 * {@link #EVERY} for what another hub has sealed. While nobody follows it does not look.
 */
final class Head implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Head.class);
  private static final Duration EVERY = Duration.ofMillis(100);

  /** What was not looked at for so long may be out of date. */
  static final Duration FRESH = Duration.ofSeconds(5);

  private final StreamLog log;
  private final BooleanSupplier wanted;
  private final Counter failures;
  private final Worker worker;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  private @Nullable StreamId last;
  private long lookedAt;

  /**
   * @param wanted whether anybody follows
   */
  Head(StreamLog log, BooleanSupplier wanted, Counter failures) {
    this.log = log;
    this.wanted = wanted;
    this.failures = failures;
    this.worker = new Worker(Thread.ofPlatform().daemon().name("stream"), this::turn);
  }

  void start() {
    worker.start();
  }

  /** Look now. */
  void wake() {
    worker.wake();
  }

  /** Whoever waits looks whether they still want to. */
  void rouse() {
    lock.lock();
    try {
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether what is known was looked up lately. */
  boolean isFresh() {
    lock.lock();
    try {
      return last != null && System.nanoTime() - lookedAt < FRESH.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /** Somebody has just looked. */
  void saw(StreamId id) {
    lock.lock();
    try {
      lookedAt = System.nanoTime();
      if (isBeyond(id, last)) {
        last = id;
        moved.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is something after {@code seen}.
   *
   * @return the last event there is; empty if there is none after {@code seen} until then
   */
  Optional<StreamId> after(StreamId seen, Duration most, BooleanSupplier ended)
      throws InterruptedException {
    long left = most.toNanos();
    lock.lock();
    try {
      StreamId now = last;
      while (now == null || !isBeyond(now, seen)) {
        if (left <= 0 || ended.getAsBoolean()) {
          return Optional.empty();
        }
        left = moved.awaitNanos(left);
        now = last;
      }
      return Optional.of(now);
    } finally {
      lock.unlock();
    }
  }

  private static boolean isBeyond(StreamId one, @Nullable StreamId other) {
    return other == null || !one.epoch().equals(other.epoch()) || one.position() > other.position();
  }

  @Override
  public void close() {
    rouse();
    worker.close();
  }

  private void turn() {
    if (wanted.getAsBoolean()) {
      look();
      LockSupport.parkNanos(this, EVERY.toNanos());
    } else {
      LockSupport.park(this);
    }
  }

  private void look() {
    try {
      saw(log.head());
    } catch (DeskStore.Outage outage) {
      failures.increment();
      LOG.debug("the journal's head cannot be read now: {}", outage.getMessage());
    }
  }
}
