package org.safeandaway.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.hub.policy.ChannelKind.CALL;
import static org.safeandaway.hub.policy.ChannelKind.SMS;
import static org.safeandaway.hub.watch.Story.ANNE;
import static org.safeandaway.hub.watch.Story.OLGA;
import static org.safeandaway.hub.watch.Story.PAULA;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;

/** A drill is as an alarm is, and never in the way of one. */
class DrillsTest {
  private static final DrillId DRILL = new DrillId("drill-1");
  private static final Office QUIET = office(false, false);

  private static Office office(boolean drilling, boolean alarmed) {
    Office.Contact olga = new Office.Contact(Set.of("office", "authoriser"), Set.of(SMS, CALL));
    return new Office(new TreeMap<>(Map.of(OLGA, olga)), Set.of(), true, drilling, alarmed);
  }

  /** Planned for 14:00 by Paula, unless said. */
  private static Story planned(AlarmKind kind) {
    Story story = Story.site().with(QUIET).at("13:00");
    story.does(new WatchInput.PlanDrill(PAULA, DRILL, kind, Story.time("14:00"), false, "Jo"));
    return story;
  }

  private static Story goingOn() {
    return planned(AlarmKind.MISSED_CHECK_IN).until("14:00");
  }

  private static Alarm alarm(Story story) {
    return story.watch.alarms().values().stream().findFirst().orElseThrow();
  }

  private static List<WatchEffect.DrillCalledOff> calledOff(Story story) {
    return story.effects.stream()
        .filter(WatchEffect.DrillCalledOff.class::isInstance)
        .map(WatchEffect.DrillCalledOff.class::cast)
        .toList();
  }

  @Test
  @Tag("ESC-2")
  void raisesOneAlarmAtItsTimeWhichClimbsTheRealLadder() {
    Story story = planned(AlarmKind.MISSED_CHECK_IN).until("13:59");
    assertThat(story.watch.alarms()).isEmpty();

    story.until("14:00");

    assertThat(story.watch.alarms()).hasSize(1);
    assertThat(alarm(story).isDrill()).isTrue();
    assertThat(alarm(story).response().plan())
        .isEqualTo(Policy.standard().plans().of(AlarmKind.MISSED_CHECK_IN));

    story.until("14:30");

    assertThat(story.watch.alarms()).hasSize(1);
    assertThat(alarm(story).response().round()).isGreaterThan(1);
    assertThat(story.effects).filteredOn(WatchEffect.Tell.class::isInstance).isNotEmpty();
    assertThat(story.effects)
        .noneMatch(WatchEffect.Notice.class::isInstance)
        .noneMatch(WatchEffect.TellOwned.class::isInstance);
  }

  @Test
  void whatIsNotAnnouncedStandsNowhereBeforeItsTime() {
    assertThat(planned(AlarmKind.PANIC).effects)
        .noneMatch(WatchEffect.Journalled.class::isInstance);
  }

  @Test
  @Tag("ESC-4")
  void aRealAlarmLeavesItsEndOwedAndIsRaisedAllTheSame() {
    Story visit = Story.visit().with(office(true, false)).at("10:00");

    visit.says(EventKind.PANIC);

    Alarm real = alarm(visit);
    assertThat(real.isDrill()).isFalse();
    assertThat(real.response().hasBegun()).isTrue();
    assertThat(visit.effects).contains(new WatchEffect.EndDrills(real.id()));
  }

  /** It neither holds up nor changes anything of it. */
  @Test
  @Tag("ESC-4")
  void aRealAlarmIsTheSameWhetherPeoplePractiseOrNot() {
    for (EventKind kind : List.of(EventKind.PANIC, EventKind.DURESS, EventKind.ADVICE)) {
      Story quiet = Story.visit().with(office(false, false)).at("10:00");
      Story drilling = Story.visit().with(office(true, false)).at("10:00");
      quiet.says(kind);
      drilling.says(kind);

      assertThat(drilling.watch).isEqualTo(quiet.watch);
      assertThat(drilling.effects.stream().filter(it -> !(it instanceof WatchEffect.EndDrills)))
          .containsExactlyElementsOf(quiet.effects);
    }
  }

  @Test
  void troubleWithTheHubItselfLeavesADrillAlone() {
    Story story = goingOn().with(office(true, false));

    story.does(new WatchInput.Technical("clock", "A clock jumped."));

    assertThat(story.effects).noneMatch(WatchEffect.EndDrills.class::isInstance);
  }

  @Test
  @Tag("ESC-7")
  void endsAtOnceBecauseOfARealAlarm() {
    Story story = goingOn();

    story.does(new WatchInput.EndDrills(new AlarmId(new UUID(1, 2))));

    Alarm.Resolution end = alarm(story).resolution();
    assertThat(end).isNotNull();
    assertThat(end.reason()).isEqualTo(Alarm.Reason.DRILL);
    assertThat(end.by()).isNull();
    assertThat(story.watch.deadlines()).isEmpty();
  }

  /** The alarm was being committed while the drill began, and knew of none. */
  @Test
  @Tag("ESC-4")
  void seesARealAlarmThatDidNotSeeIt() {
    Story story = goingOn().with(office(true, true)).until("14:00:02");

    assertThat(alarm(story).isOpen()).isFalse();
  }

  @Test
  void isNotHeldWhileARealAlarmIsOpen() {
    Story story = planned(AlarmKind.PANIC).with(office(false, true)).until("14:00");

    assertThat(story.watch.alarms()).isEmpty();
    assertThat(story.watch.deadlines()).isEmpty();
    assertThat(calledOff(story))
        .containsExactly(
            new WatchEffect.DrillCalledOff(
                DRILL, null, Story.time("14:00"), "a real alarm was open"));
  }

  @Test
  void isNotHeldLongAfterItsTime() {
    Story story = planned(AlarmKind.PANIC).at("15:00").until("15:00");

    assertThat(story.watch.alarms()).isEmpty();
    assertThat(calledOff(story)).hasSize(1);
  }

  @Test
  void isCancelledByItsPlannerAndExistsForNobodyElse() {
    Story story = planned(AlarmKind.PANIC);

    story.does(new WatchInput.CancelDrill(ANNE, DRILL));
    assertThat(story.answers.getLast()).isInstanceOf(Answer.Refused.class);
    story.does(new WatchInput.CancelDrill(PAULA, DRILL));
    assertThat(story.answers.getLast()).isEqualTo(new Answer.Done());

    assertThat(story.until("15:00").watch.alarms()).isEmpty();
    assertThat(calledOff(story)).hasSize(1);
  }

  @Test
  @Tag("ESC-7")
  void isClosedAsADrillOnly() {
    Story story = goingOn();
    AlarmId id = alarm(story).id();
    story.does(new WatchInput.Acknowledge(id, OLGA));

    story.does(new WatchInput.Resolve(id, OLGA, Alarm.Reason.FALSE_ALARM, "nothing"));
    assertThat(story.answers.getLast()).isInstanceOf(Answer.Refused.class);
    story.does(new WatchInput.Resolve(id, OLGA, Alarm.Reason.DRILL, "well done"));

    assertThat(alarm(story).isOpen()).isFalse();
    assertThat(story.until("14:30").watch.deadlines()).isEmpty();
    assertThat(story.watch.alarms().values()).noneMatch(Alarm::isOpen);
  }

  @Test
  void isEndedByItsPlannerThoughNobodyHasIt() {
    Story story = goingOn();

    story.does(new WatchInput.EndDrill(PAULA, DRILL));

    assertThat(alarm(story).isOpen()).isFalse();
    assertThat(story.watch.deadlines()).isEmpty();
  }

  @Test
  void theSafeWordOfNobodyRaisesNothing() {
    Story story = goingOn();

    story.does(
        new WatchInput.RecordOutcome(alarm(story).id(), OLGA, 0, StepOutcome.SAFE_WORD, "heard"));

    assertThat(story.answers.getLast()).isEqualTo(new Answer.Done());
    assertThat(story.watch.alarms()).hasSize(1);
  }

  @Test
  void aTimeThatIsOverIsRefused() {
    Story story = Story.site().at("13:00");

    story.does(
        new WatchInput.PlanDrill(PAULA, DRILL, AlarmKind.PANIC, Story.time("12:00"), true, null));

    assertThat(story.answers.getLast()).isInstanceOf(Answer.Refused.class);
    assertThat(story.watch.deadlines()).isEmpty();
  }
}
