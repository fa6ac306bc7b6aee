package org.safeandaway.hub.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one hub time: PostgreSQL's, and never backwards.
 *
 * <p>Between two readings of the database it advances by the monotonic clock, and a reading behind
 * it is ignored. Apart from that, each reading is compared with the reading before it: if the
 * database's clock went further than the monotonic clock did, or less far, by more than {@link
 * #STEP}, it was stepped, and that is reported once. The first reading is compared with the high
 * water, and can only be behind it.
 *
 * <p>After a step backwards hub time stays ahead of the database's clock, and a restart must not
 * lose the time that it took: so the high water tells by how much, and the first reading is that
 * much later. With several hubs each takes over the others' high water, {@link #notBefore}.
 *
 * <p>A reading is some instant between asking and getting the answer, so a slow answer is no step.
 * Hub time is in whole microseconds, as the database keeps it.
 */
public final class HubTime {
  /** A larger difference is a step of a clock and not jitter. Source: architecture.md. */
  public static final Duration STEP = Duration.ofSeconds(2);

  /** Elapsed time since some fixed moment; never backwards, not set by anybody. */
  public interface Monotonic {
    Duration elapsed();
  }

  private record Reading(Instant databaseTime, Duration asked, Duration got) {}

  private final Monotonic monotonic;
  private final Consumer<Duration> onStep;
  private final HighWater highWater;
  private Instant last;
  private Duration lastElapsed;
  private @Nullable Reading reading;
  private @Nullable Duration stepBy;
  private Duration stepAt = Duration.ZERO;

  /**
   * The highest hub time that any hub has written.
   *
   * @param aheadOfClock how far it was ahead of the database's clock then; nothing if it was not
   */
  public record HighWater(Instant at, Duration aheadOfClock) {
    /** Of a clock that was never stepped back. */
    public static HighWater of(Instant at) {
      return new HighWater(at, Duration.ZERO);
    }

    /** Hub time by a reading of the clock alone: jitter is no lead. */
    private Instant hubTime(Instant databaseTime) {
      return aheadOfClock.compareTo(STEP) > 0 ? databaseTime.plus(aheadOfClock) : databaseTime;
    }
  }

  /**
   * A step of the database's clock.
   *
   * @param by how far; backwards if negative
   * @param ago since it was seen
   */
  public record Stepped(Duration by, Duration ago) {}

  /**
   * @param onStep told of each step of the database's clock, by its size
   */
  public HubTime(Monotonic monotonic, HighWater highWater, Consumer<Duration> onStep) {
    this.monotonic = monotonic;
    this.onStep = onStep;
    this.highWater = highWater;
    this.last = highWater.at();
    this.lastElapsed = monotonic.elapsed();
  }

  /** Hub time now, by the last reading and the monotonic clock. */
  public synchronized Instant now() {
    Duration elapsed = monotonic.elapsed();
    if (elapsed.compareTo(lastElapsed) > 0) {
      last = last.plus(elapsed.minus(lastElapsed));
      lastElapsed = elapsed;
    }
    return last.truncatedTo(ChronoUnit.MICROS);
  }

  /** Takes over what another hub knows: hub time is one, and has come so far. */
  public synchronized void notBefore(Instant hubTime) {
    if (hubTime.isAfter(now())) {
      last = hubTime;
    }
  }

  /** To be kept just before the database is asked for its time. */
  public Duration asking() {
    return monotonic.elapsed();
  }

  /** As {@link #advance(Instant, Duration)} for a reading that took no time. */
  public Instant advance(Instant databaseTime) {
    return advance(databaseTime, monotonic.elapsed());
  }

  /**
   * Takes in a reading of the database's clock, and returns hub time now.
   *
   * @param asked {@link #asking} before the reading
   */
  public Instant advance(Instant databaseTime, Duration asked) {
    Duration step;
    Instant now;
    synchronized (this) {
      now();
      Instant read = reading == null ? highWater.hubTime(databaseTime) : databaseTime;
      if (read.isAfter(last)) {
        last = read;
      }
      now = last.truncatedTo(ChronoUnit.MICROS);
      step = compare(new Reading(databaseTime, asked, lastElapsed));
      if (step.abs().compareTo(STEP) > 0) {
        stepBy = step;
        stepAt = lastElapsed;
      }
    }
    if (step.abs().compareTo(STEP) > 0) {
      onStep.accept(step);
    }
    return now;
  }

  /** The last step that was seen since this start; empty if none was. */
  public synchronized Optional<Stepped> lastStep() {
    return Optional.ofNullable(stepBy)
        .map(by -> new Stepped(by, monotonic.elapsed().minus(stepAt)));
  }

  /**
   * The smallest step that explains this reading; a reading asked before the last one tells none.
   */
  private Duration compare(Reading next) {
    Reading before = reading;
    if (before == null) {
      reading = next;
      Instant expected = highWater.hubTime(next.databaseTime());
      Duration ahead = Duration.between(highWater.at(), expected);
      return ahead.isNegative() ? ahead : Duration.ZERO;
    }
    if (next.asked().compareTo(before.asked()) < 0) {
      return Duration.ZERO;
    }
    reading = next;
    Duration went = Duration.between(before.databaseTime(), next.databaseTime());
    Duration beyondTheMost = went.minus(next.got().minus(before.asked()));
    Duration shortOfTheLeast = went.minus(next.asked().minus(before.got()));
    if (beyondTheMost.isPositive()) {
      return beyondTheMost;
    }
    return shortOfTheLeast.isNegative() ? shortOfTheLeast : Duration.ZERO;
  }
}
