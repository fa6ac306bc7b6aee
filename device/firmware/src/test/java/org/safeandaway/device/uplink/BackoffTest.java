package org.safeandaway.device.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.safeandaway.device.wearable.Urgency;

class BackoffTest {
  /** Chance at its extremes: the least it gives, and (almost) the most. */
  private record Extreme(boolean most) implements RandomGenerator {
    @Override
    public long nextLong() {
      return most ? -1L : 0L;
    }

    @Override
    public long nextLong(long bound) {
      return most ? bound - 1 : 0;
    }

    @Override
    public double nextDouble() {
      return most ? Math.nextDown(1.0) : 0;
    }
  }

  @Test
  void waitsUpToOneTwoFourUntilThirtySeconds() {
    assertThat(seconds(Urgency.IDLE, true, 7))
        .containsExactly(1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0);
    assertThat(seconds(Urgency.IDLE, false, 7)).containsOnly(0.0);
  }

  @Test
  void waitsAtMostFiveSecondsInAVisit() {
    assertThat(seconds(Urgency.VISIT, true, 5)).containsExactly(1.0, 2.0, 4.0, 5.0, 5.0);
  }

  @Test
  void hurriesWithLittleJitterInAPanic() {
    assertThat(seconds(Urgency.PANIC, false, 6)).containsExactly(0.4, 0.8, 1.6, 3.2, 4.0, 4.0);
    assertThat(seconds(Urgency.PANIC, true, 6)).containsExactly(0.6, 1.2, 2.4, 4.8, 6.0, 6.0);
  }

  @Test
  void beginsAnewAfterAReset() {
    Backoff backoff = new Backoff(new Extreme(true));
    IntStream.range(0, 20).forEach(attempt -> backoff.next(Urgency.IDLE));
    assertThat(backoff.isFresh()).isFalse();
    backoff.reset();

    assertThat(backoff.isFresh()).isTrue();
    assertThat(backoff.next(Urgency.IDLE)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void beginsAnewWithMoreHurry() {
    Backoff backoff = new Backoff(new Extreme(true));
    IntStream.range(0, 20).forEach(attempt -> backoff.next(Urgency.IDLE));

    assertThat(backoff.next(Urgency.PANIC)).isLessThan(Duration.ofMillis(601));
    assertThat(backoff.next(Urgency.PANIC)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(backoff.next(Urgency.VISIT)).isGreaterThan(Duration.ofSeconds(3));
  }

  @Test
  void spreadsTheWaits() {
    Backoff backoff = new Backoff(new SplittableRandom(1));
    IntStream.range(0, 10).forEach(attempt -> backoff.next(Urgency.IDLE));

    assertThat(IntStream.range(0, 100).mapToObj(attempt -> backoff.next(Urgency.IDLE)))
        .allMatch(wait -> wait.compareTo(Duration.ofSeconds(30)) <= 0)
        .anyMatch(wait -> wait.compareTo(Duration.ofSeconds(5)) < 0)
        .anyMatch(wait -> wait.compareTo(Duration.ofSeconds(25)) > 0);
  }

  private static List<Double> seconds(Urgency urgency, boolean most, int attempts) {
    Backoff backoff = new Backoff(new Extreme(most));
    return IntStream.range(0, attempts)
        .mapToObj(attempt -> Math.round(backoff.next(urgency).toNanos() / 1e6) / 1e3)
        .toList();
  }
}
