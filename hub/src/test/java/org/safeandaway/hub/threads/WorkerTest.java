package org.safeandaway.hub.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkerTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final AtomicInteger turns = new AtomicInteger();

  @Test
  void takesItsNextTurnWhenItIsWoken() {
    try (Worker worker = worker(this::rest)) {
      worker.start();
      await().until(() -> turns.get() > 0);
      int before = turns.get();

      worker.wake();

      await().until(() -> turns.get() > before);
    }
  }

  @Test
  void isClosedInItsRest() {
    Worker worker = worker(this::rest);
    worker.start();
    await().until(() -> turns.get() > 0);

    worker.close();

    assertThat(worker.isRunning()).isFalse();
  }

  @Test
  void endsItsTurnUndisturbedBeforeItIsClosed() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    AtomicBoolean disturbed = new AtomicBoolean();
    AtomicBoolean over = new AtomicBoolean();
    Worker worker =
        worker(
            () -> {
              begun.countDown();
              awaitAnyhow(closing);
              disturbed.set(Thread.currentThread().isInterrupted());
              over.set(true);
            });
    worker.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    Thread closer = Thread.ofPlatform().start(worker::close);
    await().until(() -> !worker.isRunning());
    closing.countDown();
    closer.join();

    assertThat(over).isTrue();
    assertThat(disturbed).isFalse();
  }

  private Worker worker(Runnable turn) {
    return new Worker(Thread.ofPlatform().daemon().name("worker"), turn);
  }

  private void rest() {
    turns.incrementAndGet();
    LockSupport.parkNanos(HOUR);
  }

  private static void awaitAnyhow(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
