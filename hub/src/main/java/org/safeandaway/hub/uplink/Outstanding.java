package org.safeandaway.hub.uplink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * What lies on the desk and is not answered. It answers three questions: is the desk stuck though
 * it has work, how long has the oldest waited, and when has everything been answered that was laid
 * before this moment?
 *
 * <p>Each takes the same time however much is waiting: it is asked most when a desk has fallen
 * behind.
 */
final class Outstanding {
  /** By number, when it was laid, by {@link System#nanoTime}. */
  private final SortedMap<Long, Long> waiting = new TreeMap<>();

  /** By the number of the last input before them. */
  private final SortedMap<Long, List<Runnable>> afterwards = new TreeMap<>();

  private long last;
  private long committedAt = System.nanoTime();

  /** Takes note of an input that was laid; it counts as waiting until {@code commit} completes. */
  void add(CompletableFuture<?> commit) {
    long number;
    synchronized (this) {
      number = ++last;
      waiting.put(number, System.nanoTime());
    }
    commit.whenComplete((answer, failure) -> remove(number, failure == null));
  }

  private void remove(long number, boolean committed) {
    List<Runnable> next = new ArrayList<>();
    synchronized (this) {
      waiting.remove(number);
      if (committed) {
        committedAt = System.nanoTime();
      }
      SortedMap<Long, List<Runnable>> over =
          waiting.isEmpty() ? afterwards : afterwards.headMap(waiting.firstKey());
      over.values().forEach(next::addAll);
      over.clear();
    }
    next.forEach(Runnable::run);
  }

  /** How long the desk has committed nothing of ours though something was waiting. */
  synchronized Duration stuckFor() {
    if (waiting.isEmpty()) {
      return Duration.ZERO;
    }
    return Duration.ofNanos(System.nanoTime() - Math.max(oldestSince(), committedAt));
  }

  /** How long the one that was laid first has waited; nothing if none waits. */
  synchronized Duration oldest() {
    return waiting.isEmpty() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - oldestSince());
  }

  private long oldestSince() {
    return waiting.values().iterator().next();
  }

  synchronized int size() {
    return waiting.size();
  }

  /** Does something once all that is waiting now is answered; at once if nothing is. */
  void afterAllOfNow(Runnable action) {
    synchronized (this) {
      if (!waiting.isEmpty()) {
        afterwards.computeIfAbsent(last, number -> new ArrayList<>()).add(action);
        return;
      }
    }
    action.run();
  }
}
