package org.safeandaway.hub.office.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.visit.AlarmReads;

class AlarmHistoryTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  @Test
  void aMonthIsTheSchools() {
    AlarmReads.Filter july = AlarmHistory.Asked.of(null, null, "2026-07", null).filter(LONDON);

    assertThat(july.from()).isEqualTo(Instant.parse("2026-06-30T23:00:00Z"));
    assertThat(july.until()).isEqualTo(Instant.parse("2026-07-31T23:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026-13", "july", "2026-07-01", "'; drop table alarm; --"})
  void whatIsNoMonthIsNotAskedFor(String month) {
    assertThat(AlarmHistory.Asked.of(null, null, month, null).month()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "one", "99999999999"})
  void whatIsNoPageIsTheFirst(String page) {
    assertThat(AlarmHistory.Asked.of(null, null, null, page).page()).isEqualTo(1);
  }

  @Test
  void leafingKeepsWhatWasAskedFor() {
    AlarmHistory.Asked asked = AlarmHistory.Asked.of("PANIC", "a&b", "2026-07", "2");

    assertThat(asked.page(3))
        .isEqualTo("/alarms?kind=PANIC&person=a%26b&month=2026-07&page=3#history");
    assertThat(asked.page(1)).doesNotContain("page=");
    assertThat(asked.skip()).isEqualTo(25);
  }
}
