package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.Policy;

/**
 * One watch: its state, the promises that are open, the alarms that are open. Maps are sorted, so
 * that the same inputs give the same effects in the same order on every machine.
 *
 * @param state absent before the first input
 * @param lastGeneration the last one given to a deadline of this watch
 * @param deadlines open ones only; one that fired, was kept or was replaced is not among them
 * @param alarms open ones, and those that this step resolved
 */
public record Watch(
    WatchId id,
    @Nullable WatchState state,
    long lastGeneration,
    SortedMap<Deadline.Key, Deadline> deadlines,
    SortedMap<AlarmId, Alarm> alarms) {

  public Watch {
    deadlines = Collections.unmodifiableSortedMap(new TreeMap<>(deadlines));
    alarms = Collections.unmodifiableSortedMap(new TreeMap<>(alarms));
  }

  /** A watch to which nothing has happened yet. */
  public static Watch untouched(WatchId id) {
    return new Watch(id, null, 0, new TreeMap<>(), new TreeMap<>());
  }

  /**
   * What one input does.
   *
   * @param now hub time
   */
  public static Step step(Watch watch, WatchInput input, Policy policy, Instant now) {
    throw new UnsupportedOperationException("the transitions land next");
  }
}
