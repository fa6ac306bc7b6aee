package org.safeandaway.device.uplink;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.safeandaway.device.wearable.Urgency;

/**
 * How long to wait before the next attempt to connect. Source of the numbers: protocol.md,
 * "Timing".
 *
 * <p>Usually <em>full jitter</em>: anything from nothing to the step, so that a school full of
 * wearables does not storm a broker that has just come back. With a panic open there is one
 * wearable that matters, and the jitter is small.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofSeconds(30);
  private static final Duration MOST_IN_A_VISIT = Duration.ofSeconds(5);
  private static final Duration FIRST_IN_A_PANIC = Duration.ofMillis(500);
  private static final Duration MOST_IN_A_PANIC = Duration.ofSeconds(5);
  private static final double PANIC_JITTER = 0.2;

  private final RandomGenerator random;
  private int attempts;
  private Urgency last = Urgency.IDLE;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Whether nothing has failed since the last {@link #reset}. */
  boolean isFresh() {
    return attempts == 0;
  }

  void reset() {
    attempts = 0;
  }

  /**
   * The wait before the next attempt; each call is taken to be another failure. More hurry than
   * before begins anew: the failures of a quiet time say nothing against trying at once.
   */
  Duration next(Urgency urgency) {
    if (urgency.compareTo(last) > 0) {
      reset();
    }
    last = urgency;
    int attempt = attempts++;
    return switch (urgency) {
      case IDLE -> fullJitter(step(FIRST, MOST, attempt));
      case VISIT -> fullJitter(step(FIRST, MOST_IN_A_VISIT, attempt));
      case PANIC -> nearly(step(FIRST_IN_A_PANIC, MOST_IN_A_PANIC, attempt));
    };
  }

  private static Duration step(Duration first, Duration most, int attempt) {
    Duration doubled = first.multipliedBy(1L << Math.min(attempt, 10));
    return doubled.compareTo(most) < 0 ? doubled : most;
  }

  private Duration fullJitter(Duration step) {
    return Duration.ofNanos(random.nextLong(step.toNanos() + 1));
  }

  private Duration nearly(Duration step) {
    double factor = 1 - PANIC_JITTER + 2 * PANIC_JITTER * random.nextDouble();
    return Duration.ofNanos((long) (step.toNanos() * factor));
  }
}
