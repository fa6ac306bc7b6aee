package org.safeandaway.hub.health;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thing again and again, on a thread of its own, so that it waits for nobody else. */
public final class Recurring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private final Duration first;
  private final Duration every;
  private final Work work;
  private final Thread thread;
  private volatile boolean running = true;

  /** What is done each time; interrupted when the hub stops. */
  public interface Work {
    void once() throws InterruptedException;
  }

  /**
   * @param first how long to wait before the first time
   */
  public Recurring(String name, Duration first, Duration every, Work work) {
    this.first = first;
    this.every = every;
    this.work = work;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    running = false;
    thread.interrupt();
    try {
      thread.join(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      rest(System.nanoTime(), first);
      while (running) {
        long begun = System.nanoTime();
        tryOnce();
        rest(begun, every);
      }
    } catch (InterruptedException stopped) {
      LOG.debug("{} stops", thread.getName());
    }
  }

  private void tryOnce() throws InterruptedException {
    try {
      work.once();
    } catch (RuntimeException bug) {
      // The outermost loop. Whoever waits for what is done here sees that it was not.
      LOG.error("{} failed, and is tried again", thread.getName(), bug);
    }
  }

  private void rest(long since, Duration most) {
    long left = most.toNanos() - (System.nanoTime() - since);
    while (running && left > 0) {
      LockSupport.parkNanos(this, left);
      left = most.toNanos() - (System.nanoTime() - since);
    }
  }
}
