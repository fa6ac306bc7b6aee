package org.safeandaway.hub.threads;

import java.util.concurrent.locks.LockSupport;

/**
 * A thread that takes one turn after another until it is closed. A turn does something, and parks
 * until it is time for the next; whoever wakes or closes the worker ends that rest. It is never
 * interrupted, since it may be in the middle of a transaction.
 */
public final class Worker implements AutoCloseable {
  private final Runnable turn;
  private final Thread thread;
  private volatile boolean running = true;

  /**
   * @param turn must not throw: that would be its last
   */
  public Worker(Thread.Builder thread, Runnable turn) {
    this.turn = turn;
    this.thread = thread.unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Ends its rest, or keeps it from the next one. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  /** For a turn that rests in parts: whether there is any reason to. */
  public boolean isRunning() {
    return running;
  }

  /** Returns when its last turn is over. */
  @Override
  public void close() {
    running = false;
    wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (running) {
      turn.run();
    }
  }
}
