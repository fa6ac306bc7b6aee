package org.safeandaway.hub.office.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.PersonView;

class AlarmWordsTest {
  private static final Instant THEN = Instant.parse("2026-07-01T09:00:00Z");
  private static final Times NOW = new Times(THEN.plusSeconds(120), ZoneId.of("Europe/London"));
  private static final PersonView ASHA = new PersonView("asha", "Asha Patel");

  @ParameterizedTest
  @CsvSource({
    "PANIC, Asha Patel pressed panic",
    "ADVICE, Asha Patel asks for a call",
    "MISSED_CHECK_IN, Asha Patel should have checked in at 10:00",
    "OVERDUE, Asha Patel should have been safe and away at 10:00",
    "LOST_CONTACT, Asha Patel has not been heard from since 10:00",
    "TECHNICAL, Safe & Away itself needs somebody to look at it"
  })
  void saysWhatHappened(String kind, String headline) {
    assertThat(AlarmWords.headline(alarm(kind, ASHA, THEN, false, false), NOW)).isEqualTo(headline);
  }

  @Test
  void namesBothWhenTheWearableChangedHands() {
    AlarmView alarm = alarm("PANIC", new PersonView("bo", "Bo Reed"), THEN, false, false);

    assertThat(AlarmWords.headline(alarm, NOW)).isEqualTo("Asha Patel or Bo Reed pressed panic");
  }

  @Test
  void saysWhatIsNotCertainAboutTheTime() {
    assertThat(AlarmWords.doubts(alarm("PANIC", ASHA, THEN, false, false), NOW)).isEmpty();
    assertThat(AlarmWords.doubts(alarm("PANIC", ASHA, THEN, true, false), NOW))
        .singleElement()
        .asString()
        .contains("may have happened earlier");
    assertThat(AlarmWords.doubts(alarm("OVERDUE", ASHA, THEN, false, true), NOW))
        .singleElement()
        .asString()
        .contains("not running");
    assertThat(AlarmWords.doubts(alarm("PANIC", ASHA, THEN.plusSeconds(90), false, false), NOW))
        .singleElement()
        .asString()
        .contains("raised at 10:01:30, 1 min after");
  }

  private static AlarmView alarm(
      String kind,
      @Nullable PersonView now,
      Instant raised,
      boolean uncertain,
      boolean duringOutage) {
    return new AlarmView(
        "id",
        kind,
        true,
        null,
        null,
        null,
        "w1",
        ASHA,
        now,
        raised,
        THEN,
        null,
        uncertain,
        duringOutage,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        null,
        null);
  }
}
