package org.safeandaway.simulator.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When nobody could fire a deadline in time: the database was away, or every hub was. One hub alone
 * is no excuse, that is what the other one is for.
 */
record Excuses(List<Breaker.Disturbance> disturbances, int hubs) {
  /**
   * After the database is back connections are made anew, and what has come meanwhile is carried
   * out; after its start a hub holds back.
   */
  private static final Duration RECOVERY = Duration.ofSeconds(10);

  /** Whether somebody who should act between these two, hub time, may not have been able to. */
  boolean between(Instant from, Instant to) {
    boolean database =
        disturbances.stream().anyMatch(each -> each.hub() == null && overlaps(each, from, to));
    return database || everyHub(from, to);
  }

  private boolean everyHub(Instant from, Instant to) {
    for (int hub = 0; hub < hubs; hub++) {
      Integer number = hub;
      if (disturbances.stream()
          .noneMatch(each -> number.equals(each.hub()) && overlaps(each, from, to))) {
        return false;
      }
    }
    return true;
  }

  private static boolean overlaps(Breaker.Disturbance each, Instant from, Instant to) {
    return each.from().isBefore(to) && each.to().plus(RECOVERY).isAfter(from);
  }
}
