package org.safeandaway.device.wearable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What time it is at the hub, by pulses that are late. */
class HubClockTest {
  private static final Instant ZERO = Trial.ZERO;

  @Test
  void isUnknownBeforeTheFirstPulse() {
    assertThat(HubClock.unknown().at(s(5))).isNull();
  }

  @Test
  void countsOnFromAPulse() {
    HubClock clock = HubClock.unknown().heard(ZERO, s(10));
    assertThat(clock.at(s(10))).isEqualTo(ZERO);
    assertThat(clock.at(s(73))).isEqualTo(ZERO.plusSeconds(63));
    assertThat(clock.at(s(4))).isEqualTo(ZERO.minusSeconds(6));
  }

  @Test
  void goesByThePulseThatCameWithTheLeastDelay() {
    HubClock clock =
        HubClock.unknown()
            .heard(ZERO, Duration.ofMillis(300))
            .heard(ZERO.plusSeconds(5), Duration.ofMillis(5010))
            .heard(ZERO.plusSeconds(10), Duration.ofMillis(12_000));
    assertThat(clock.at(s(20))).isEqualTo(ZERO.plusMillis(19_990));
  }

  @Test
  void forgetsAPulseAfterTwoWindowsSoThatDriftCannotAddUp() {
    HubClock clock = HubClock.unknown().heard(ZERO.plusSeconds(9), s(0));
    clock = clock.heard(ZERO.plusSeconds(600), s(600));
    assertThat(clock.at(s(700))).isEqualTo(ZERO.plusSeconds(709));
    clock = clock.heard(ZERO.plusSeconds(1200), s(1200));
    assertThat(clock.at(s(1300))).isEqualTo(ZERO.plusSeconds(1300));
  }

  @Property(tries = 300)
  void isNeverAheadOfTheHubAndLagsByTheLeastDelayOnly(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 8000) Integer> delays) {
    HubClock clock = HubClock.unknown();
    long least = Long.MAX_VALUE;
    for (int n = 0; n < delays.size(); n++) {
      long sent = n * 10_000L;
      clock = clock.heard(ZERO.plusMillis(sent), Duration.ofMillis(sent + delays.get(n)));
      least = Math.min(least, delays.get(n));
    }
    assertThat(clock.at(s(500))).isEqualTo(ZERO.plusSeconds(500).minusMillis(least));
  }

  private static Duration s(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
