package org.safeandaway.device.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safeandaway.device.wearable.LedPattern;

class BlinkerTest {
  private static final Duration BEGUN = Duration.ofSeconds(7);

  @Test
  void flashesInGroupsWithDarknessBetween() {
    Blinker blinker = new Blinker(LedPattern.UNWATCHED, BEGUN);

    assertThat(changes(blinker, 6))
        .containsExactly(60L, 120L, 180L, 180L + 1500, 180L + 1560, 180L + 1620);
    assertThat(blinker.isLit(BEGUN)).isTrue();
    assertThat(blinker.isLit(BEGUN.plusMillis(59))).isTrue();
    assertThat(blinker.isLit(BEGUN.plusMillis(60))).isFalse();
    assertThat(blinker.isLit(BEGUN.plusMillis(120))).isTrue();
    assertThat(blinker.isLit(BEGUN.plusMillis(180))).isFalse();
    assertThat(blinker.isLit(BEGUN.plusMillis(1679))).isFalse();
    assertThat(blinker.isLit(BEGUN.plusMillis(1680))).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void namesEveryChangeAndNoOther(LedPattern pattern) {
    Blinker blinker = new Blinker(pattern, BEGUN);
    Duration now = BEGUN;
    for (int change = 0; change < 30; change++) {
      Duration next = blinker.nextChange(now);
      assertThat(next).isGreaterThan(now);
      assertThat(blinker.isLit(next.minusMillis(1))).isEqualTo(blinker.isLit(now));
      assertThat(blinker.isLit(next)).isNotEqualTo(blinker.isLit(now));
      now = next;
    }
  }

  private static List<Long> changes(Blinker blinker, int count) {
    List<Long> changes = new ArrayList<>();
    Duration now = BEGUN;
    for (int i = 0; i < count; i++) {
      now = blinker.nextChange(now);
      changes.add(now.minus(BEGUN).toMillis());
    }
    return changes;
  }
}
