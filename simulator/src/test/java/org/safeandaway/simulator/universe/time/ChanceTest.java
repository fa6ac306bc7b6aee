package org.safeandaway.simulator.universe.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChanceTest {
  @Test
  void givesTheSameForTheSameSeed() {
    assertThat(drawn(Chance.of(7).stream("network")))
        .isEqualTo(drawn(Chance.of(7).stream("network")));
    assertThat(drawn(Chance.of(7))).isNotEqualTo(drawn(Chance.of(8)));
  }

  @Test
  void keepsTheStreamsOfComponentsApart() {
    Chance drawnFrom = Chance.of(7);
    drawn(drawnFrom);

    assertThat(drawn(drawnFrom.stream("network"))).isEqualTo(drawn(Chance.of(7).stream("network")));
    assertThat(drawn(Chance.of(7).stream("disk")))
        .isNotEqualTo(drawn(Chance.of(7).stream("network")));
  }

  @Test
  void staysWithinItsBounds() {
    Chance chance = Chance.of(1);
    for (int i = 0; i < 1000; i++) {
      assertThat(chance.between(Duration.ofMillis(3), Duration.ofMillis(5)))
          .isBetween(Duration.ofMillis(3), Duration.ofMillis(5));
      assertThat(chance.around(Duration.ofMillis(10)))
          .isBetween(Duration.ZERO, Duration.ofMillis(200));
      assertThat(chance.between(2, 4)).isBetween(2, 4);
    }
  }

  private static List<Integer> drawn(Chance chance) {
    return IntStream.range(0, 20).map(i -> chance.between(0, 1_000_000)).boxed().toList();
  }
}
