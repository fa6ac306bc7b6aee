package org.safeandaway.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.protocol.AlarmKind;

/** The office's own alarm: somebody is out, and nobody sits before the board. */
@Tag("ESC-2")
class NotWatchedTest {
  private static final Instant SINCE = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant NOW = SINCE.plusSeconds(60);
  private static final PersonId BACKUP = new PersonId("backup");
  private static final PersonId SECRETARY = new PersonId("secretary");
  private static final Set<ChannelKind> TELEPHONE = Set.of(ChannelKind.SMS, ChannelKind.CALL);

  private static final Office NOBODY_AT_THE_BOARD =
      new Office(
          new TreeMap<>(
              Map.of(
                  BACKUP, new Office.Contact(Set.of("authoriser"), TELEPHONE),
                  SECRETARY, new Office.Contact(Set.of("office"), TELEPHONE))),
          Set.of(),
          false,
          false);

  private static Step step(Watch watch, WatchInput input, Instant now) {
    return Watch.step(watch, input, Policy.standard(), NOBODY_AT_THE_BOARD, now);
  }

  private static Step raised(WatchInput.NotWatched input) {
    return step(Watch.untouched(WatchId.SITE), input, NOW);
  }

  private static Alarm only(Step step) {
    assertThat(step.watch().alarms()).hasSize(1);
    return step.watch().alarms().values().iterator().next();
  }

  private static Set<PersonId> told(Step step) {
    return step.effects().stream()
        .filter(WatchEffect.Tell.class::isInstance)
        .map(effect -> ((WatchEffect.Tell) effect).telling().person())
        .collect(java.util.stream.Collectors.toSet());
  }

  @Test
  void isOfTheInstantFromWhichNobodyWatchedWhicheverHubSaysSo() {
    Alarm alarm = only(raised(new WatchInput.NotWatched(SINCE, null)));
    assertThat(alarm.kind()).isEqualTo(AlarmKind.NOT_WATCHED);
    assertThat(alarm.occurredAt()).isEqualTo(SINCE);
    assertThat(alarm.wearable()).isNull();
    Alarm another = only(raised(new WatchInput.NotWatched(SINCE, BACKUP)));
    assertThat(another.id()).isEqualTo(alarm.id());
  }

  @Test
  void tellsTheOfficeAtOnce() {
    assertThat(told(raised(new WatchInput.NotWatched(SINCE, null)))).containsExactly(SECRETARY);
  }

  @Test
  void tellsTheBackupContactFirstAndTheOfficeAMinuteLater() {
    Step first = raised(new WatchInput.NotWatched(SINCE, BACKUP));
    assertThat(told(first)).containsExactly(BACKUP);
    Alarm alarm = only(first);
    Deadline.Key key = new Deadline.Key(null, alarm.id(), Deadline.Kind.ALARM_STEP);
    Deadline limit = first.watch().deadlines().get(key);
    assertThat(limit.dueAt()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
    WatchInput due = new WatchInput.DeadlineDue(key, limit.generation(), false, null);
    assertThat(told(step(first.watch(), due, limit.dueAt()))).containsExactly(SECRETARY);
  }

  @Test
  void aPlanThatIsFullStillBeginsWithTheBackupContact() {
    ResponsePlan.Step any = ResponsePlan.Step.callIn("anybody");
    ResponsePlan full =
        new ResponsePlan(
            java.util.Collections.nCopies(ResponsePlan.MOST_STEPS, any),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1));
    ResponsePlan plan = full.first(ResponsePlan.Step.callIn("backup"));
    assertThat(plan.steps()).hasSize(ResponsePlan.MOST_STEPS);
    assertThat(plan.steps().getFirst().recipients().people()).containsExactly("backup");
  }

  @Test
  void isOneForAsLongAsItIsOpenAndThereIsAnotherAfterThat() {
    Step first = raised(new WatchInput.NotWatched(SINCE, null));
    WatchInput later = new WatchInput.NotWatched(SINCE.plusSeconds(500), null);
    Step second = step(first.watch(), later, NOW.plusSeconds(500));
    assertThat(second.answer()).isInstanceOf(Answer.NothingToDo.class);
    AlarmId id = only(second).id();
    Step taken =
        step(second.watch(), new WatchInput.Acknowledge(id, SECRETARY), NOW.plusSeconds(510));
    Step closed =
        step(
            taken.watch(),
            new WatchInput.Resolve(id, SECRETARY, Alarm.Reason.PRECAUTION, "I watch again."),
            NOW.plusSeconds(520));
    assertThat(closed.answer()).isInstanceOf(Answer.Done.class);
    Step third = step(closed.watch(), later, NOW.plusSeconds(560));
    assertThat(third.watch().alarms().values())
        .filteredOn(Alarm::isOpen)
        .extracting(Alarm::cause)
        .containsExactly(Cause.notWatched(SINCE.plusSeconds(500)));
  }

  /** The board reaches nobody, so a step that has nothing else climbs at once. */
  @Test
  void aBoardThatNobodyWatchesReachesNobody() {
    Step step = raised(new WatchInput.NotWatched(SINCE, null));
    assertThat(only(step).response().waiting())
        .noneMatch(telling -> telling.channel() == ChannelKind.BOARD);
  }
}
