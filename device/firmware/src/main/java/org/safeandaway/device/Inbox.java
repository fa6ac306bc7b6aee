package org.safeandaway.device;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.Input;

/**
 * The one way to the loop. Whatever happens is put here with its time and taken out in order; what
 * finds it full is counted and lost. The last quarter is kept for hands: a flood from the broker
 * shall not cost a press of the panic button.
 */
final class Inbox {
  static final int CAPACITY = 1024;
  static final int KEPT_FOR_HANDS = CAPACITY / 4;

  private final BlockingQueue<Timed> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong lost = new AtomicLong();

  /** An input and when it happened, in time since this start. */
  record Timed(Input input, Duration at) {}

  void put(Input input, Duration at) {
    boolean room =
        input instanceof Input.ButtonChanged || queue.remainingCapacity() > KEPT_FOR_HANDS;
    if (!room || !queue.offer(new Timed(input, at))) {
      lost.incrementAndGet();
    }
  }

  /** The next input; nothing if none comes within {@code limit}. */
  @Nullable Timed take(Duration limit) throws InterruptedException {
    return queue.poll(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
  }

  /** How many inputs were lost since this was last asked. */
  long lostSinceLastAsked() {
    return lost.getAndSet(0);
  }
}
