package org.safeandaway.simulator.universe;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.safeandaway.simulator.universe.hub.Bug;

/** Many universes at once, one on each processor; they know nothing of each other. */
final class Multiverse {
  private Multiverse() {}

  /**
   * @param violations by seed, of the universes that have any
   * @param guarded virtual time that wearers spent on visits
   * @param took real time
   */
  record Result(SortedMap<Long, List<String>> violations, Duration guarded, Duration took) {}

  static Result run(long from, long count, Bug bug) {
    SortedMap<Long, List<String>> violations = new ConcurrentSkipListMap<>();
    LongAdder guarded = new LongAdder();
    long begun = System.nanoTime();
    LongStream.range(from, from + count)
        .parallel()
        .forEach(
            seed -> {
              History.Ending ending = ending(seed, bug);
              guarded.add(ending.guarded().toMillis());
              if (!ending.violations().isEmpty()) {
                violations.put(seed, ending.violations());
              }
            });
    return new Result(
        violations, Duration.ofMillis(guarded.sum()), Duration.ofNanos(System.nanoTime() - begun));
  }

  private static History.Ending ending(long seed, Bug bug) {
    try {
      return History.of(seed, bug);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "a machine failed; to see it again: " + Universe.replay(seed, bug), e);
    }
  }
}
