package org.safeandaway.simulator.universe.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.safeandaway.hub.desk.DeskStore;

/**
 * Who holds which row. In the universe there is one thread, and a lock is found free or not; in the
 * contract suite threads really wait.
 */
final class Locks<K> {
  private final Map<K, Object> holders = new HashMap<>();

  /** Whether the row is this holder's now. */
  synchronized boolean take(K row, Object holder, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Object current = holders.get(row);
      if (current == null || current == holder) {
        holders.put(row, holder);
        return true;
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      await(left);
    }
  }

  private void await(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeskStore.Outage("interrupted while waiting for a lock", e);
    }
  }

  synchronized void releaseAllOf(Object holder) {
    holders.values().removeIf(current -> current == holder);
    notifyAll();
  }
}
