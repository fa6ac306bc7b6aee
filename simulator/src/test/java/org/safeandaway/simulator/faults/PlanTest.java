package org.safeandaway.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Duration GAP = Duration.ofSeconds(10);

  @Test
  void isTheSameForTheSameSeed() {
    assertThat(Plan.of(7, 200, 2, 8, GAP)).isEqualTo(Plan.of(7, 200, 2, 8, GAP));
    assertThat(Plan.of(7, 200, 2, 8, GAP)).isNotEqualTo(Plan.of(8, 200, 2, 8, GAP));
  }

  @Test
  void hasEveryKindBeforeAnyComesAgain() {
    int kinds = Fault.Kind.values().length;
    assertThat(Plan.of(3, kinds, 2, 8, GAP).faults())
        .extracting(Fault::kind)
        .containsExactlyInAnyOrder(Fault.Kind.values());
    assertThat(Plan.of(3, 200, 2, 8, GAP).faults()).hasSize(200);
  }

  @Test
  void breaksOnlyWhatIsThereAndMendsItSoon() {
    assertThat(Plan.of(5, 500, 2, 8, GAP).faults())
        .allSatisfy(
            fault -> {
              assertThat(fault.target()).isBetween(0, fault.kind().isOfAHub() ? 1 : 7);
              assertThat(fault.lasts()).isLessThan(Duration.ofSeconds(10));
            });
  }
}
