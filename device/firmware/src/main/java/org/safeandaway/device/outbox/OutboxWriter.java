package org.safeandaway.device.outbox;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.safeandaway.device.wearable.Effect;
import org.safeandaway.device.wearable.Input;
import org.safeandaway.protocol.WearableId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the outbox's work on a thread of its own, since a card may take seconds to force a block and
 * the loop must not wait for it: a panic is sent while it is being stored.
 */
public final class OutboxWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxWriter.class);
  private static final int CAPACITY = 1024;
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  private final Outbox outbox;
  private final Consumer<Input> answers;
  private final BlockingQueue<Runnable> work = new ArrayBlockingQueue<>(CAPACITY);
  private final Thread thread;
  private volatile boolean stopping;
  private volatile boolean dead;

  private OutboxWriter(
      Outbox outbox, WearableId wearable, Consumer<Input> answers, Consumer<Throwable> broken) {
    this.outbox = outbox;
    this.answers = answers;
    this.thread = Thread.ofPlatform().name("outbox-" + wearable).daemon().unstarted(this::run);
    thread.setUncaughtExceptionHandler((thread, bug) -> broken.accept(bug));
  }

  /**
   * Begins to write.
   *
   * @param answers takes {@link Input.Stored} and {@link Input.StoreFailed}; it only enqueues
   * @param broken takes a bug that has ended the writing
   */
  public static OutboxWriter start(
      Outbox outbox, WearableId wearable, Consumer<Input> answers, Consumer<Throwable> broken) {
    OutboxWriter writer = new OutboxWriter(outbox, wearable, answers, broken);
    writer.thread.start();
    return writer;
  }

  public void store(Effect.Store store) {
    boolean taken = work.offer(() -> answer(store, outbox.store(store.event())));
    if (!taken) {
      answers.accept(new Input.StoreFailed(store.event().id(), "the disk is too slow"));
    }
  }

  public void fillHubAt(Effect.FillHubAt fill) {
    put("instant", () -> log("instant", outbox.fillHubAt(fill.id(), fill.hubAt())));
  }

  public void markReceipted(Effect.MarkReceipted mark) {
    put(
        "receipt",
        () ->
            log(
                "receipt",
                outbox.markReceipted(mark.id(), mark.outcome(), mark.hubTime(), mark.epoch())));
  }

  public void keepVisit(Effect.KeepVisit keep) {
    put("visit", () -> log("visit", outbox.keepVisit(keep.visit())));
  }

  /** Writes what is waiting, some seconds at most, and lets go of the folder. */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    outbox.close();
  }

  /** Ends as by a power failure: what is waiting is lost, and what is not answered stays so. */
  public void cutPower() {
    dead = true;
    outbox.close();
  }

  private void run() {
    try {
      while (!dead && !(stopping && work.isEmpty())) {
        Runnable next = work.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null && !dead) {
          next.run();
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the outbox", e);
    }
  }

  private void put(String what, Runnable task) {
    if (!work.offer(task)) {
      // Losing one costs a repetition after a restart, and no more.
      LOG.warn("the disk is too slow; not kept: {}", what);
    }
  }

  private void answer(Effect.Store store, Outbox.Keeping keeping) {
    if (dead) {
      return;
    }
    switch (keeping) {
      case Outbox.Kept() -> answers.accept(new Input.Stored(store.event().id()));
      case Outbox.Refused(String reason) ->
          answers.accept(new Input.StoreFailed(store.event().id(), reason));
    }
  }

  private static void log(String what, Outbox.Keeping keeping) {
    if (keeping instanceof Outbox.Refused(String reason)) {
      LOG.warn("not kept: {}: {}", what, reason);
    }
  }
}
