package org.safeandaway.hub.uplink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * What lies on the desk and is not committed. It answers two questions: is the desk stuck though it
 * has work, and when has everything been committed that was laid before this moment?
 */
final class Outstanding {
  private final SortedMap<Long, Entry> waiting = new TreeMap<>();
  private long last;
  private long committedAt = System.nanoTime();

  private record Entry(long since, CompletableFuture<?> commit) {}

  /** Takes note of an input that was laid; it counts as waiting until {@code commit} completes. */
  void add(CompletableFuture<?> commit) {
    long number;
    synchronized (this) {
      number = ++last;
      waiting.put(number, new Entry(System.nanoTime(), commit));
    }
    commit.whenComplete((answer, failure) -> remove(number, failure == null));
  }

  private synchronized void remove(long number, boolean committed) {
    waiting.remove(number);
    if (committed) {
      committedAt = System.nanoTime();
    }
  }

  /** How long the desk has committed nothing of ours though something was waiting. */
  synchronized Duration stuckFor() {
    if (waiting.isEmpty()) {
      return Duration.ZERO;
    }
    long since = waiting.values().iterator().next().since();
    return Duration.ofNanos(System.nanoTime() - Math.max(since, committedAt));
  }

  synchronized int size() {
    return waiting.size();
  }

  /** Completes once all that is waiting now is committed. */
  CompletableFuture<Void> allOfNow() {
    List<CompletableFuture<?>> now = new ArrayList<>();
    synchronized (this) {
      waiting.values().forEach(entry -> now.add(entry.commit()));
    }
    return CompletableFuture.allOf(now.toArray(CompletableFuture<?>[]::new));
  }
}
