package org.safeandaway.hub.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnsweringTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

  private static Wait taken(double seconds) {
    return wait(false, Duration.ofMillis((long) (seconds * 1000)), Duration.ofHours(1));
  }

  private static Wait untaken(int openSeconds) {
    return wait(false, null, Duration.ofSeconds(openSeconds));
  }

  private static Wait wait(boolean drill, @Nullable Duration taken, Duration open) {
    return new Wait(drill, NOW.minusSeconds(7200), taken, open);
  }

  private static Answering of(Wait... waits) {
    return Answering.of(List.of(waits), NOW, LONDON);
  }

  @Test
  void theLimitsThemselvesAreInTime() {
    Answering.Group real = of(taken(10), taken(10.001), taken(40), taken(40.001)).real();

    assertThat(real.fast()).isEqualTo(1);
    assertThat(real.slow()).isEqualTo(2);
    assertThat(real.late()).isEqualTo(1);
    assertThat(real.median()).isEqualTo(Duration.ofMillis(10_001));
  }

  @Test
  void drillsAreNoRealAlarms() {
    Answering it = of(taken(5), wait(true, Duration.ofSeconds(50), Duration.ofMinutes(2)));

    assertThat(it.real().all()).isEqualTo(1);
    assertThat(it.real().late()).isZero();
    assertThat(it.drills().all()).isEqualTo(1);
    assertThat(it.drills().late()).isEqualTo(1);
  }

  /** What ended before anybody could be late proves nothing. */
  @Test
  void untakenOnesCountOnceTheyWereOpenForLonger() {
    Answering.Group real = of(untaken(40), untaken(41)).real();

    assertThat(real.all()).isEqualTo(1);
    assertThat(real.never()).isEqualTo(1);
  }

  @Test
  void aShareIsNeverRoundedUpToItsLimit() {
    List<Wait> waits = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      waits.add(taken(i < 7_999 ? 5 : i < 9_849 ? 20 : 60));
    }
    Answering.Group real = Answering.of(waits, NOW, LONDON).real();

    assertThat(real.share(real.fast())).isEqualTo("79.9%");
    assertThat(real.meetsFast()).isFalse();
    assertThat(real.share(real.inTime())).isEqualTo("98.4%");
    assertThat(real.meetsSlow()).isFalse();
    waits.add(taken(5));
    waits.removeLast();
    waits.set(8_000, taken(5));
    waits.set(9_999, taken(20));
    Answering.Group better = Answering.of(waits, NOW, LONDON).real();
    assertThat(better.meetsFast()).isTrue();
    assertThat(better.meetsSlow()).isTrue();
  }

  @Test
  void hasTwelveMonthsOfTheSchoolsOwn() {
    Wait begin = new Wait(false, Answering.from(NOW, LONDON), null, Duration.ofDays(1));
    Wait before =
        new Wait(false, Answering.from(NOW, LONDON).minusMillis(1), null, Duration.ofDays(1));

    Answering it = Answering.of(List.of(begin, before), NOW, LONDON);

    assertThat(it.months()).hasSize(12);
    assertThat(it.months().getFirst().month()).isEqualTo(YearMonth.of(2025, 4));
    assertThat(it.months().getLast().month()).isEqualTo(YearMonth.of(2026, 3));
    assertThat(Answering.from(NOW, LONDON)).isEqualTo("2025-03-31T23:00:00Z");
    assertThat(it.months().getFirst().real().never()).isEqualTo(1);
    assertThat(it.real().all()).isEqualTo(1);
  }

  @Test
  void theLimitsStandBetweenColumns() {
    Answering.Group real = of(taken(10), taken(11), taken(40), taken(41), untaken(60)).real();

    int fast = Answering.columnsWithin(Answering.FAST);
    int slow = Answering.columnsWithin(Answering.SLOW);
    assertThat(Answering.columns().get(fast - 1)).isEqualTo("up to 10 s");
    assertThat(Answering.columns().get(slow - 1)).isEqualTo("up to 40 s");
    assertThat(real.columns().subList(0, fast).stream().mapToInt(it -> it).sum()).isEqualTo(1);
    assertThat(real.columns().subList(0, slow).stream().mapToInt(it -> it).sum()).isEqualTo(3);
    assertThat(real.columns().getLast()).isEqualTo(1);
    assertThat(real.columns()).hasSameSizeAs(Answering.columns());
  }
}
