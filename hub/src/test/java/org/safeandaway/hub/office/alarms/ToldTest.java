package org.safeandaway.hub.office.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.office.alarms.Told.Sure;
import org.safeandaway.hub.visit.AlarmSheet;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.PersonView;
import org.safeandaway.hub.visit.WearableKnows;

@Tag("ESC-5")
class ToldTest {
  static final Instant THEN = Instant.parse("2026-03-02T10:00:00Z");

  @Test
  void ofAnAlarmThatNobodyHasThereIsNothingToSayYet() {
    assertThat(sure("PANIC", false, knows(true, true, false)))
        .containsExactly(Sure.CONFIRMED, Sure.NOT_YET);
    assertThat(sure("PANIC", false, knows(true, false, false)))
        .containsExactly(Sure.SAID, Sure.NOT_YET);
  }

  @Test
  void whatTheWearableHasNotSaidIsNotConfirmed() {
    assertThat(sure("PANIC", true, knows(true, true, false)))
        .containsExactly(Sure.CONFIRMED, Sure.SAID);
    assertThat(sure("PANIC", true, knows(true, true, true)))
        .containsExactly(Sure.CONFIRMED, Sure.CONFIRMED);
  }

  @Test
  void whatTheHubDoesNotSayIsNotCalledSaid() {
    assertThat(sure("OVERDUE", true, knows(false, false, false)))
        .containsExactly(Sure.NOT_SAID, Sure.NOT_SAID);
  }

  @Test
  @Tag("DUR-1")
  void ofDuressNothingIsSaidWhateverTheWearableHolds() {
    Told told = Told.of(sheet("DURESS", true, knows(true, true, true)));

    assertThat(told.secret()).isTrue();
    assertThat(told.steps()).isEmpty();
  }

  @Test
  void withoutAWearableThereIsNobodyToTell() {
    assertThat(sure("PANIC", true, null)).isEmpty();
  }

  private static List<Sure> sure(String kind, boolean owned, @Nullable WearableKnows knows) {
    return Told.of(sheet(kind, owned, knows)).steps().stream().map(Told.Step::sure).toList();
  }

  static WearableKnows knows(boolean told, boolean ofAlarm, boolean ofOwner) {
    return new WearableKnows("w1", "Clip 1", THEN, THEN, 0, 80, 80, told, ofAlarm, ofOwner);
  }

  /** Of an open alarm, which was raised {@link #THEN}. */
  static AlarmSheet sheet(String kind, boolean owned, @Nullable WearableKnows knows) {
    PersonView owner = owned ? new PersonView("jo", "Jo Reed") : null;
    AlarmView alarm =
        new AlarmView(
            "id",
            kind,
            true,
            null,
            null,
            null,
            "w1",
            null,
            null,
            THEN,
            THEN,
            null,
            false,
            false,
            owner,
            owned ? THEN : null,
            null,
            null,
            null,
            null,
            false,
            null,
            null);
    return new AlarmSheet(alarm, null, knows, List.of(), List.of());
  }
}
