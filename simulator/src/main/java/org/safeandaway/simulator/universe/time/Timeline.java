package org.safeandaway.simulator.universe.time;

import java.time.Duration;
import java.util.PriorityQueue;

/**
 * Virtual time and what happens in it. Nothing happens between two entries, so time jumps from one
 * to the next; entries of the same instant happen in the order in which they were made.
 */
public final class Timeline {
  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long now;
  private long made;

  /** Something that will happen, unless it is cancelled before. */
  public static final class Entry implements Comparable<Entry> {
    private final long time;
    private final long order;
    private final Runnable action;
    private boolean cancelled;

    private Entry(long time, long order, Runnable action) {
      this.time = time;
      this.order = order;
      this.action = action;
    }

    /** Cancelling twice, or after it happened, does nothing. */
    public void cancel() {
      cancelled = true;
    }

    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /** True time since the universe began. No part of the system under test sees this clock. */
  public Duration now() {
    return Duration.ofNanos(now);
  }

  /** Makes something happen at a time; one that is past means at once, after what is due now. */
  public Entry at(Duration time, Runnable action) {
    Entry entry = new Entry(Math.max(now, time.toNanos()), made++, action);
    entries.add(entry);
    return entry;
  }

  public Entry after(Duration delay, Runnable action) {
    return at(now().plus(delay), action);
  }

  /** Lets everything happen until a time, and stands at that time then. */
  public void runUntil(Duration end) {
    long last = end.toNanos();
    for (Entry next = entries.peek(); next != null && next.time <= last; next = entries.peek()) {
      entries.remove();
      if (!next.cancelled) {
        now = next.time;
        next.action.run();
      }
    }
    now = Math.max(now, last);
  }
}
