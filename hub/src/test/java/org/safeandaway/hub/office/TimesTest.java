package org.safeandaway.hub.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private static Times at(String instant) {
    return new Times(Instant.parse(instant), LONDON);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-03T14:20:00Z, 14:20",
    "2026-03-03T23:59:59Z, 23:59",
    "2026-03-04T00:00:00Z, tomorrow 00:00",
    "2026-03-02T23:59:59Z, yesterday 23:59",
    "2026-03-05T09:05:00Z, Thursday 5 March 09:05",
    "2025-03-03T09:05:00Z, 3 March 2025 09:05"
  })
  void saysTheDayWhenItIsNotToday(String time, String words) {
    assertThat(at("2026-03-03T12:00:00Z").at(Instant.parse(time))).isEqualTo(words);
  }

  @Test
  void countsDaysByTheSchoolsClockAndNotByGreenwich() {
    // 23:30 UTC is half past midnight in British summer time.
    Times evening = at("2026-07-01T20:00:00Z");

    assertThat(evening.at(Instant.parse("2026-07-01T22:59:00Z"))).isEqualTo("23:59");
    assertThat(evening.at(Instant.parse("2026-07-01T23:30:00Z"))).isEqualTo("tomorrow 00:30");
  }

  @Test
  void keepsToTheClockOnTheWallWhenTheClocksChange() {
    // They go forward at 01:00 UTC on 29 March 2026, and back at 01:00 UTC on 25 October.
    assertThat(at("2026-03-29T00:30:00Z").clock(Instant.parse("2026-03-29T00:59:00Z")))
        .isEqualTo("00:59");
    assertThat(at("2026-03-29T00:30:00Z").clock(Instant.parse("2026-03-29T01:00:00Z")))
        .isEqualTo("02:00");
    assertThat(at("2026-10-25T00:30:00Z").clock(Instant.parse("2026-10-25T01:00:00Z")))
        .isEqualTo("01:00");
    assertThat(at("2026-10-25T00:30:00Z").relative(Instant.parse("2026-10-25T01:30:00Z")))
        .isEqualTo("in 1 h");
  }

  @ParameterizedTest
  @CsvSource({
    "0, now",
    "-900, now",
    "900, now",
    "1000, in 1 second",
    "-1000, 1 second ago",
    "-40000, 40 seconds ago",
    "59999, in 59 seconds",
    "60000, in 1 min",
    "-360000, 6 min ago",
    "7500000, in 2 h 5 min",
    "7200000, in 2 h",
    "-259200000, 3 days ago"
  })
  void saysHowLongUntilOrSince(long milliseconds, String words) {
    Times times = at("2026-03-03T12:00:00Z");

    assertThat(times.relative(times.instant().plusMillis(milliseconds))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"2879, 47 h 59 min", "2880, 2 days", "0, 0 seconds"})
  void saysALength(long minutes, String words) {
    assertThat(Times.span(Duration.ofMinutes(minutes))).isEqualTo(words);
  }
}
