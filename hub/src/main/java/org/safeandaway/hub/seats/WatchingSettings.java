package org.safeandaway.hub.seats;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.PersonId;

/**
 * How a site wants its board watched.
 *
 * @param pressEvery whoever watches shows so often that they are there
 * @param grace nobody may watch for so long, before the office's alarm is raised
 * @param wearersAfter so long after that alarm wearers are told that nobody watches
 * @param backup who is told first of that alarm; absent if nobody was named
 */
public record WatchingSettings(
    Duration pressEvery, Duration grace, Duration wearersAfter, @Nullable PersonId backup) {
  public WatchingSettings {
    if (pressEvery.isNegative() || pressEvery.isZero()) {
      throw new IllegalArgumentException("a press must count for some time: " + pressEvery);
    }
    if (grace.isNegative() || wearersAfter.isNegative()) {
      throw new IllegalArgumentException("no time is negative: " + grace + ", " + wearersAfter);
    }
  }

  /** So long before a press is due the page asks for it. */
  public Duration promptBefore() {
    Duration third = pressEvery.dividedBy(3);
    Duration longest = Duration.ofMinutes(2);
    return third.compareTo(longest) < 0 ? third : longest;
  }
}
