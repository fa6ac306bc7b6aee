package org.safeandaway.hub.notify;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: exponential with full jitter, so that the messages of a
 * provider that comes back do not all come at once. What the provider asked for is waited out
 * whole, and the jitter comes on top.
 *
 * <p>Pure: chance is given to it.
 */
public final class Backoff {
  /** A first retry comes within this. */
  static final Duration FIRST = Duration.ofSeconds(1);

  /** An alarm's message is worth trying this often, however long the provider has been away. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  /** A provider that asks for more is not believed; the ladder has climbed long before. */
  static final Duration LONGEST_ASKED = Duration.ofHours(1);

  private final DoubleSupplier chance;

  /**
   * @param chance from 0 to less than 1, evenly, another one each time
   */
  public Backoff(DoubleSupplier chance) {
    this.chance = chance;
  }

  /**
   * @param failures how many attempts have failed so far, at least 1
   * @param asked what the provider asks for (Retry-After); absent if it says nothing
   */
  public Duration next(int failures, @Nullable Duration asked) {
    if (failures < 1) {
      throw new IllegalArgumentException("nothing has failed yet: " + failures);
    }
    Duration jitter = share(ceiling(failures));
    return asked == null ? jitter : shorter(asked, LONGEST_ASKED).plus(jitter);
  }

  private static Duration ceiling(int failures) {
    // Beyond the longest there is no need to multiply, and soon no room.
    int doublings = Math.min(failures - 1, 10);
    return shorter(FIRST.multipliedBy(1L << doublings), LONGEST);
  }

  private Duration share(Duration ceiling) {
    return Duration.ofMillis((long) (chance.getAsDouble() * ceiling.toMillis()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
