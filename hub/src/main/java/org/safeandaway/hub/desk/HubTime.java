package org.safeandaway.hub.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The one hub time: PostgreSQL's, and never backwards.
 *
 * <p>Between two readings of the database it advances by the monotonic clock. A reading behind it
 * is ignored; a reading that differs from what the monotonic clock says by more than {@link #STEP}
 * is a step of the database's clock, and is reported.
 */
public final class HubTime {
  /** A larger difference is a step of a clock and not jitter. Source: architecture.md. */
  public static final Duration STEP = Duration.ofSeconds(2);

  /** Elapsed time since some fixed moment; never backwards, not set by anybody. */
  public interface Monotonic {
    Duration elapsed();
  }

  private final Monotonic monotonic;
  private final Consumer<Duration> onStep;
  private Instant last;
  private Duration lastElapsed;

  /**
   * @param highWater the highest hub time that any hub has written
   * @param onStep told of each step of the database's clock, by its size
   */
  public HubTime(Monotonic monotonic, Instant highWater, Consumer<Duration> onStep) {
    this.monotonic = monotonic;
    this.onStep = onStep;
    this.last = highWater;
    this.lastElapsed = monotonic.elapsed();
  }

  /** Hub time now, by the last reading and the monotonic clock. */
  public synchronized Instant now() {
    Duration elapsed = monotonic.elapsed();
    last = last.plus(elapsed.minus(lastElapsed));
    lastElapsed = elapsed;
    return last;
  }

  /** Takes in a reading of the database's clock, and returns hub time now. */
  public Instant advance(Instant databaseTime) {
    Duration ahead;
    Instant now;
    synchronized (this) {
      Instant expected = now();
      ahead = Duration.between(expected, databaseTime);
      if (ahead.isPositive()) {
        last = databaseTime;
      }
      now = last;
    }
    if (ahead.abs().compareTo(STEP) > 0) {
      onStep.accept(ahead);
    }
    return now;
  }
}
