package org.safeandaway.device.uplink;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.safeandaway.device.MonotonicClock;
import org.safeandaway.device.wearable.Urgency;

/**
 * The wait between two attempts to connect, and all that cuts it short: the end of the uplink, more
 * hurry than there was when it began, a network that comes up.
 */
final class Retry {
  /** How often a long wait looks at the network and shows that the thread is alive. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final MonotonicClock clock;
  private final Backoff backoff;
  private final Networks networks = new Networks();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Urgency urgency = Urgency.IDLE;
  private boolean stopping;

  Retry(MonotonicClock clock, RandomGenerator random) {
    this.clock = clock;
    this.backoff = new Backoff(random);
  }

  void hurry(Urgency wanted) {
    lock.lock();
    try {
      urgency = wanted;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void stop() {
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isStopping() {
    lock.lock();
    try {
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  /** The last connection was a good one: the next failure is the first again. */
  void succeeded() {
    lock.lock();
    try {
      backoff.reset();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits as long as is due.
   *
   * @param intended the connection was given up on purpose, so that there is nothing to wait for,
   *     unless that keeps happening
   * @param alive is run at least every second of the wait
   */
  void await(boolean intended, Runnable alive) throws InterruptedException {
    networks.cameUp();
    lock.lockInterruptibly();
    try {
      Urgency waitedFor = urgency;
      boolean atOnce = intended && backoff.isFresh();
      Duration until = clock.now().plus(atOnce ? Duration.ZERO : backoff.next(urgency));
      while (!stopping && urgency.compareTo(waitedFor) <= 0 && clock.now().compareTo(until) < 0) {
        alive.run();
        Duration left = until.minus(clock.now());
        changed.awaitNanos(Math.min(left.toNanos(), LOOK_EVERY.toNanos()));
        if (networks.cameUp()) {
          backoff.reset();
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
