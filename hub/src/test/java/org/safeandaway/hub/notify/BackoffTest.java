package org.safeandaway.hub.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final double ALMOST_ALL = 0.999_999;

  @Test
  void doublesItsCeilingUpToALongest() {
    Backoff late = new Backoff(() -> ALMOST_ALL);
    assertThat(late.next(1, null)).isBetween(Duration.ofMillis(990), Backoff.FIRST);
    assertThat(late.next(3, null)).isBetween(Duration.ofMillis(3_990), Duration.ofSeconds(4));
    assertThat(late.next(6, null)).isBetween(Duration.ofMillis(29_900), Backoff.LONGEST);
    assertThat(late.next(1_000_000, null)).isBetween(Duration.ofMillis(29_900), Backoff.LONGEST);
  }

  /** Full jitter: anything from nothing to the ceiling. */
  @Test
  void spreadsOverTheWholeTime() {
    assertThat(new Backoff(() -> 0).next(9, null)).isZero();
    assertThat(new Backoff(() -> 0.5).next(3, null)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void comesNoEarlierThanAskedAndNotAllAtOnce() {
    Duration asked = Duration.ofSeconds(40);
    assertThat(new Backoff(() -> 0).next(1, asked)).isEqualTo(asked);
    assertThat(new Backoff(() -> 0.5).next(1, asked)).isEqualTo(Duration.ofMillis(40_500));
  }

  @Test
  void doesNotBelieveAProviderThatAsksForTooMuch() {
    assertThat(new Backoff(() -> 0).next(1, Duration.ofDays(400))).isEqualTo(Backoff.LONGEST_ASKED);
  }

  @Test
  void isAskedOnlyAfterAFailure() {
    assertThatThrownBy(() -> new Backoff(() -> 0).next(0, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
