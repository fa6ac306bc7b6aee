package org.safeandaway.hub.office.wearables;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.fleet.WearableHistory.State;

class BatteryLineTest {
  private static final Instant THEN = Instant.parse("2026-03-02T10:00:00Z");

  @Test
  void goesFromTheFirstToTheLast() {
    BatteryLine line =
        BatteryLine.of(List.of(state(600, 40), state(300, null), state(150, 55), state(0, 60)));

    assertThat(line.points()).isEqualTo("0.0,40 150.0,45 600.0,60");
    assertThat(line.least()).isEqualTo(40);
    assertThat(line.most()).isEqualTo(60);
    assertThat(line.from()).isEqualTo(THEN);
    assertThat(line.until()).isEqualTo(THEN.plusSeconds(600));
  }

  @Test
  void isNotDrawnOfOnePoint() {
    assertThat(BatteryLine.of(List.of()).isDrawn()).isFalse();
    assertThat(BatteryLine.of(List.of(state(0, 60), state(1, null))).isDrawn()).isFalse();
  }

  private static State state(long seconds, @Nullable Integer percent) {
    return new State(
        THEN.plusSeconds(seconds), true, "b", "OVER", null, percent, 50, 0, "1.0", 1L, List.of());
  }
}
