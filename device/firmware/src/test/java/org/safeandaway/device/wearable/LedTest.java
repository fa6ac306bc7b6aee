package org.safeandaway.device.wearable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.device.wearable.Trial.visit;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.Phase;

/** The LED: link, battery and phase, and nothing else. */
class LedTest {
  @ParameterizedTest
  @CsvSource({
    // link, watched, low, phase, pattern
    "true, true, false, OVER, IDLE",
    "true, true, false, BEFORE, GUARDED",
    "true, true, false, DOOR, GUARDED",
    "true, true, false, VISIT, GUARDED",
    "true, true, false, LEAVING, GUARDED",
    "true, false, false, OVER, UNWATCHED",
    "true, false, false, VISIT, UNWATCHED",
    "false, true, false, OVER, NO_LINK",
    "false, false, false, VISIT, NO_LINK",
    "true, true, true, OVER, IDLE_BATTERY_LOW",
    "true, true, true, VISIT, GUARDED_BATTERY_LOW",
    "true, false, true, VISIT, ALONE_BATTERY_LOW",
    "false, true, true, OVER, ALONE_BATTERY_LOW",
  })
  void isATable(boolean link, boolean watched, boolean low, Phase phase, LedPattern pattern) {
    Belief belief = new Belief(phase == Phase.OVER ? null : "v-1", phase, false, List.of());
    assertThat(Led.pattern(link, watched, low, belief)).isEqualTo(pattern);
  }

  @ParameterizedTest
  @EnumSource(value = AlarmKind.class, mode = EnumSource.Mode.EXCLUDE, names = "DURESS")
  void neverShowsAnAlarm(AlarmKind kind) {
    Trial quiet = Trial.guarding(visit(Phase.VISIT).build());
    Trial alarmed = Trial.guarding(visit(Phase.VISIT).alarm("a-1", kind, false).build());
    assertThat(alarmed.all(Effect.Led.class)).isEqualTo(quiet.all(Effect.Led.class));
  }

  @Test
  void staysAsItIsThroughAPanic() {
    Trial trial = Trial.guarding(visit(Phase.VISIT).build());
    trial.forget();
    trial.panic(5000);
    assertThat(trial.all(Effect.Led.class)).isEmpty();
  }

  @Test
  void followsLinkAndPulse() {
    Trial trial = Trial.guarding(visit(Phase.VISIT).build());
    trial.forget();
    trial.linkDown(1000).linkUp(2000).runTo(20_000).pulse(21_000);
    assertThat(trial.all(Effect.Led.class))
        .extracting(Effect.Led::pattern)
        .containsExactly(
            LedPattern.NO_LINK, LedPattern.GUARDED, LedPattern.UNWATCHED, LedPattern.GUARDED);
    assertThat(trial.times(Effect.Led.class)).containsExactly(1000L, 2000L, 20_000L, 21_000L);
  }
}
