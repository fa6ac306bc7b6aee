package org.safeandaway.hub.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration BACKWARDS = Duration.ofSeconds(-1);

  @Test
  void needsAVersionAndSomebodyWhoMayAuthorise() {
    assertThat(policy(1, MINUTE, List.of(), 0, Set.of("head")).version()).isOne();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(0, MINUTE, List.of(), 0, Set.of("head")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(1, MINUTE, List.of(), 0, Set.of()));
  }

  @Test
  void needsIntervalsThatTakeTime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(1, Duration.ZERO, List.of(), 0, Set.of("head")))
        .withMessageContaining("checkInEvery");
  }

  @Test
  void remindsBeforeAndNotAfter() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(1, MINUTE, List.of(BACKWARDS), 0, Set.of("head")))
        .withMessageContaining("reminders");
  }

  @Test
  void extendsNeverBackwards() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(1, MINUTE, List.of(), -1, Set.of("head")));
  }

  private static Policy policy(
      int version,
      Duration checkInEvery,
      List<Duration> reminders,
      int extensions,
      Set<String> roles) {
    return new Policy(
        version,
        checkInEvery,
        Duration.ZERO,
        reminders,
        Duration.ZERO,
        MINUTE,
        Duration.ZERO,
        MINUTE,
        extensions,
        MINUTE,
        MINUTE,
        true,
        roles,
        ResponsePlans.standard());
  }
}
