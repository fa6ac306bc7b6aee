package org.safeandaway.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HubTimeTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final List<Duration> steps = new ArrayList<>();
  private Duration elapsed = Duration.ofHours(3);
  private final HubTime hubTime =
      new HubTime(() -> elapsed, HubTime.HighWater.of(NOON), steps::add);

  private Instant passes(Duration time) {
    elapsed = elapsed.plus(time);
    return hubTime.now();
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  @Test
  void goesOnWithTheMonotonicClockBetweenReadings() {
    assertThat(passes(seconds(7))).isEqualTo(NOON.plusSeconds(7));
  }

  @Test
  void takesOverAReadingThatIsAhead() {
    assertThat(hubTime.advance(NOON.plusSeconds(1))).isEqualTo(NOON.plusSeconds(1));
    assertThat(hubTime.now()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void isNeverMovedBackByAReading() {
    hubTime.advance(NOON.plusSeconds(60));

    assertThat(hubTime.advance(NOON.plusSeconds(30))).isEqualTo(NOON.plusSeconds(60));
    assertThat(passes(seconds(1))).isEqualTo(NOON.plusSeconds(61));
  }

  @Test
  void doesNotTakeTheNightThatTheHubWasDownForAStep() {
    hubTime.advance(NOON.plus(Duration.ofHours(14)));

    assertThat(steps).isEmpty();
  }

  @Test
  void reportsADatabaseThatIsBehindTheHighWaterAtTheStart() {
    hubTime.advance(NOON.minusSeconds(60));

    assertThat(steps).containsExactly(Duration.ofSeconds(-60));
  }

  @Test
  void losesNoTimeOverARestartWhileTheClockIsBehind() {
    HubTime restarted = restarted(Duration.ofHours(1));

    // For half a minute no hub ran; the clock is an hour behind, as it was.
    Instant clock = NOON.minus(Duration.ofHours(1)).plusSeconds(30);
    assertThat(restarted.advance(clock)).isEqualTo(NOON.plusSeconds(30));
    elapsed = elapsed.plusSeconds(1);
    assertThat(restarted.advance(clock.plusSeconds(1))).isEqualTo(NOON.plusSeconds(31));
    assertThat(steps).isEmpty();
  }

  @Test
  void reportsAClockThatWasSetBackFurtherWhileNoHubRan() {
    HubTime restarted = restarted(Duration.ofHours(1));

    assertThat(restarted.advance(NOON.minus(Duration.ofHours(2)))).isEqualTo(NOON);
    assertThat(steps).containsExactly(Duration.ofHours(-1));
  }

  @Test
  void takesJitterForNoLead() {
    HubTime restarted = restarted(seconds(1.9));

    assertThat(restarted.advance(NOON.plusSeconds(10))).isEqualTo(NOON.plusSeconds(10));
  }

  private HubTime restarted(Duration aheadOfClock) {
    return new HubTime(() -> elapsed, new HubTime.HighWater(NOON, aheadOfClock), steps::add);
  }

  @Test
  void takesOverWhatAnotherHubHasComeTo() {
    hubTime.advance(NOON);
    hubTime.notBefore(NOON.plusSeconds(20));
    hubTime.notBefore(NOON.plusSeconds(5));

    assertThat(passes(seconds(1))).isEqualTo(NOON.plusSeconds(21));
    hubTime.advance(NOON.plusSeconds(1));
    assertThat(steps).isEmpty();
  }

  @Test
  void reportsAStepForwardOnce() {
    hubTime.advance(NOON);
    passes(seconds(1));
    hubTime.advance(NOON.plusSeconds(11));
    passes(seconds(1));
    hubTime.advance(NOON.plusSeconds(12));

    assertThat(steps).containsExactly(Duration.ofSeconds(10));
  }

  @Test
  void reportsAClockThatStaysBehindOnce() {
    hubTime.advance(NOON);
    for (int i = 1; i <= 5; i++) {
      passes(seconds(1));
      hubTime.advance(NOON.minusSeconds(100).plusSeconds(i));
    }

    assertThat(steps).containsExactly(Duration.ofSeconds(-100));
    assertThat(hubTime.now()).isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  void doesNotReportJitter() {
    hubTime.advance(NOON);
    passes(seconds(1));
    hubTime.advance(NOON.plus(seconds(2.9)));
    passes(seconds(1));
    hubTime.advance(NOON.plus(seconds(2.1)));

    assertThat(steps).isEmpty();
  }

  @Test
  void doesNotTakeASlowAnswerForAStep() {
    hubTime.advance(NOON, hubTime.asking());
    Duration asked = hubTime.asking();
    passes(seconds(30));
    // Read just after it was asked for; the hub was stopped for half a minute before it saw it.
    hubTime.advance(NOON.plus(seconds(0.1)), asked);
    passes(seconds(1));
    hubTime.advance(NOON.plus(seconds(31)), hubTime.asking());

    assertThat(steps).isEmpty();
  }

  @Test
  void isInWholeMicroseconds() {
    assertThat(passes(Duration.ofNanos(1_999)).getNano() % 1_000).isZero();
  }
}
