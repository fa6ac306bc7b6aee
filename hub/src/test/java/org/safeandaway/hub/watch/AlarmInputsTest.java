package org.safeandaway.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.hub.watch.OfficeInputsTest.refused;
import static org.safeandaway.hub.watch.Story.ANNE;
import static org.safeandaway.hub.watch.Story.FIRST;
import static org.safeandaway.hub.watch.Story.OLGA;
import static org.safeandaway.hub.watch.Story.W1;
import static org.safeandaway.hub.watch.Story.WALTER;
import static org.safeandaway.hub.watch.Story.WENDY;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safeandaway.hub.watch.Alarm.Reason;
import org.safeandaway.hub.watch.Answer.Refusal;
import org.safeandaway.hub.watch.WatchInput.Acknowledge;
import org.safeandaway.hub.watch.WatchInput.AddNote;
import org.safeandaway.hub.watch.WatchInput.Resolve;
import org.safeandaway.hub.watch.WatchState.Closed;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;

/** What people do about alarms, and what that does to the visit. */
class AlarmInputsTest {
  private static final AlarmId NONE = new AlarmId(new UUID(0, 0));

  @Nested
  class Taking {
    @Test
    @Tag("ESC-5")
    void namesAnOwnerAndTellsTheWearer() {
      Story story = Story.in(Phase.VISIT);
      WatchInput.FromWearable panic = story.event(EventKind.PANIC).build();
      story.receipt(panic);
      story.at("10:01").forget();

      assertThat(story.takes(AlarmKind.PANIC)).isEqualTo(new Answer.Done());
      assertThat(story.open(AlarmKind.PANIC).owner())
          .isEqualTo(new Alarm.Owner(OLGA, Story.time("10:01")));
      assertThat(story.effects(WatchEffect.TellOwned.class))
          .containsExactly(new WatchEffect.TellOwned(W1, panic.event()));
      assertThat(story.notice().alarms().getFirst().owned()).isTrue();
      assertThat(story.journal()).containsExactly("alarm.taken");
    }

    @Test
    @Tag("ESC-5")
    void ofAnAlarmThatNoEventRaisedTellsTheWearerInItsNotice() {
      Story story = Story.in(Phase.VISIT).until("10:30").forget();
      story.takes(AlarmKind.MISSED_CHECK_IN);

      assertThat(story.effects(WatchEffect.TellOwned.class)).isEmpty();
      assertThat(story.notice().alarms().getFirst().owned()).isTrue();
    }

    @Test
    @Tag("DUR-1")
    void ofACovertAlarmTellsTheWearerNothing() {
      Story story = Story.in(Phase.VISIT);
      story.says(EventKind.DURESS);
      story.forget().takes(AlarmKind.DURESS);

      assertThat(story.effects(WatchEffect.Journalled.class))
          .extracting(WatchEffect.Journalled::what)
          .containsExactly("alarm.taken");
      assertThat(story.effects(WatchEffect.StandDown.class))
          .singleElement()
          .satisfies(it -> assertThat(it.never()).contains(Story.WENDY));
      assertThat(story.effects).as("the line, and those who were told").hasSize(2);
    }

    @Test
    void isForOnePerson() {
      Story story = Story.in(Phase.VISIT);
      story.says(EventKind.PANIC);
      AlarmId id = story.open(AlarmKind.PANIC).id();
      story.takes(AlarmKind.PANIC);
      Watch before = story.watch;

      assertThat(story.takes(AlarmKind.PANIC)).isEqualTo(new Answer.NothingToDo());
      refused(story.does(new Acknowledge(id, ANNE)), Refusal.CONFLICT);
      assertThat(story.watch).isEqualTo(before);
    }

    @Test
    void isNotForTheWearerThenOrNow() {
      Story story = Story.standing();
      story.receipt(story.event(EventKind.PANIC).wornBy(WENDY, WALTER).build());
      AlarmId id = story.open(AlarmKind.PANIC).id();

      refused(story.does(new Acknowledge(id, WENDY)), Refusal.FORBIDDEN);
      refused(story.does(new Acknowledge(id, WALTER)), Refusal.FORBIDDEN);
      assertThat(story.open(AlarmKind.PANIC).isOwned()).isFalse();
    }

    @Test
    void isNotForTheVisitorItIsAboutButForTheOther() {
      Story story = Story.pair().until("10:30");
      AlarmId about =
          story.watch.alarms().values().stream()
              .filter(alarm -> FIRST.equals(alarm.participant()))
              .findFirst()
              .orElseThrow()
              .id();

      refused(story.does(new Acknowledge(about, WENDY)), Refusal.FORBIDDEN);
      assertThat(story.does(new Acknowledge(about, WALTER))).isEqualTo(new Answer.Done());
    }

    @Test
    void needsAnOpenAlarm() {
      Story story = Story.in(Phase.VISIT);
      story.says(EventKind.PANIC);
      AlarmId id = story.open(AlarmKind.PANIC).id();
      story.resolves(AlarmKind.PANIC);

      refused(story.does(new Acknowledge(id, ANNE)), Refusal.CONFLICT);
      refused(story.does(new Acknowledge(NONE, ANNE)), Refusal.NOT_FOUND);
    }
  }

  @Nested
  class Noting {
    @Test
    void keepsWhoWhenAndWhat() {
      Story story = Story.in(Phase.VISIT);
      story.says(EventKind.PANIC);
      AlarmId id = story.open(AlarmKind.PANIC).id();
      story.forget().does(new AddNote(id, OLGA, "Rang twice, no answer."));

      assertThat(story.effects(WatchEffect.AlarmNoted.class))
          .containsExactly(
              new WatchEffect.AlarmNoted(id, OLGA, story.now(), "Rang twice, no answer."));
    }

    @Test
    void needsAnAlarmAndWords() {
      Story story = Story.in(Phase.VISIT);
      story.says(EventKind.PANIC);

      refused(
          story.does(new AddNote(story.open(AlarmKind.PANIC).id(), OLGA, "\n")), Refusal.INVALID);
      refused(story.does(new AddNote(NONE, OLGA, "Rang.")), Refusal.NOT_FOUND);
    }
  }

  @Nested
  class Resolving {
    @Test
    void keepsByWhomWhyAndInWhoseWords() {
      Story story = Story.in(Phase.VISIT);
      story.says(EventKind.PANIC);
      AlarmId id = story.open(AlarmKind.PANIC).id();
      story.at("10:03").resolves(AlarmKind.PANIC);

      assertThat(story.watch.alarms().get(id).resolution())
          .isEqualTo(
              new Alarm.Resolution(
                  OLGA, Story.time("10:03"), Reason.PRECAUTION, "Rang her: all is well."));
      assertThat(story.notice().alarms()).isEmpty();
    }

    @Test
    void comesAfterTaking() {
      Story story = Story.in(Phase.VISIT);
      story.says(EventKind.PANIC);
      AlarmId id = story.open(AlarmKind.PANIC).id();

      refused(story.does(new Resolve(id, OLGA, Reason.DRILL, "A drill.")), Refusal.CONFLICT);
      story.takes(AlarmKind.PANIC);
      refused(story.does(new Resolve(id, OLGA, Reason.DRILL, " ")), Refusal.INVALID);
      refused(story.does(new Resolve(id, WENDY, Reason.DRILL, "It was me.")), Refusal.FORBIDDEN);
      assertThat(story.does(new Resolve(id, ANNE, Reason.DRILL, "A drill.")))
          .isEqualTo(new Answer.Done());
      refused(story.does(new Resolve(id, OLGA, Reason.DRILL, "A drill.")), Refusal.CONFLICT);
      refused(story.does(new Resolve(NONE, OLGA, Reason.DRILL, "A drill.")), Refusal.NOT_FOUND);
    }

    @Test
    @Tag("ESC-7")
    void saysThatAllIsWellOnlyWhenTheSafeWordWasChecked() {
      Story story = Story.withSafeWord();
      story.says(EventKind.PANIC);
      AlarmId id = story.open(AlarmKind.PANIC).id();
      story.takes(AlarmKind.PANIC);

      refused(story.does(new Resolve(id, OLGA, Reason.FALSE_ALARM, "Sat on it.")), Refusal.INVALID);
      refused(story.does(new Resolve(id, OLGA, Reason.PRECAUTION, "All well.")), Refusal.INVALID);
      assertThat(story.does(new Resolve(id, OLGA, Reason.FALSE_ALARM, "Sat on it.", true)))
          .isEqualTo(new Answer.Done());
      assertThat(story.lines(Happening.ALARM_RESOLVED).getLast().details())
          .containsEntry("safeWordChecked", "true");
    }

    @Test
    @Tag("ESC-7")
    void needsNoSafeWordWhenItWasRealOrADrill() {
      for (Reason reason : List.of(Reason.CONFIRMED_INCIDENT, Reason.DRILL)) {
        Story story = Story.withSafeWord();
        story.says(EventKind.PANIC);
        AlarmId id = story.open(AlarmKind.PANIC).id();
        story.takes(AlarmKind.PANIC);

        assertThat(story.does(new Resolve(id, OLGA, reason, "Over."))).isEqualTo(new Answer.Done());
      }
    }

    @Test
    void letsTheGuardGoOnFromNow() {
      Story story = Story.in(Phase.VISIT).until("10:30");
      assertThat(story.promises()).containsExactly("AGREED_END 11:00");

      story.resolves(AlarmKind.MISSED_CHECK_IN);

      assertThat(story.promises()).containsExactly("CHECK_IN 10:50", "AGREED_END 11:00");
    }

    @Test
    void letsTheGuardGoOnInEachPhase() {
      assertThat(Story.visit().until("10:20").resolves(AlarmKind.NOT_ARRIVED).promises())
          .containsExactly("ARRIVAL 10:40");
      assertThat(Story.in(Phase.DOOR).until("10:30").resolves(AlarmKind.MISSED_CHECK_IN).promises())
          .containsExactly("CHECK_IN 10:50", "AGREED_END 11:00");
      assertThat(Story.in(Phase.LEAVING).until("10:30").resolves(AlarmKind.OVERDUE).promises())
          .containsExactly("SAFE_AND_AWAY 10:35");
    }

    @Test
    void changesNothingForTheOtherVisitor() {
      Story story = Story.pair().until("10:20");
      Alarm first =
          story.watch.alarms().values().stream()
              .filter(alarm -> FIRST.equals(alarm.participant()))
              .findFirst()
              .orElseThrow();
      story.does(new Acknowledge(first.id(), OLGA));
      story.does(new Resolve(first.id(), OLGA, Reason.PRECAUTION, "Stuck in traffic."));

      assertThat(story.promises()).containsExactly("ARRIVAL 10:40");
      assertThat(story.promises(Story.SECOND)).isEmpty();
      assertThat(story.openAlarms()).containsExactly(AlarmKind.NOT_ARRIVED);
    }

    @Test
    void changesNoPromiseThatIsOpen() {
      Story story = Story.in(Phase.VISIT);
      story.says(EventKind.PANIC);

      assertThat(story.at("10:10").resolves(AlarmKind.PANIC).promises())
          .containsExactly("CHECK_IN 10:20", "AGREED_END 11:00");
    }
  }

  @Nested
  class SafeAndAwayWithAnAlarmOpen {
    @ParameterizedTest
    @EnumSource(
        value = EventKind.class,
        names = {"PANIC", "ADVICE"})
    @Tag("END-1")
    void isOnlySaidAndTheGuardGoesOn(EventKind alarm) {
      Story story = Story.in(Phase.VISIT);
      story.says(alarm);

      assertThat(story.at("10:05").says(EventKind.SAFE_AND_AWAY)).hasToString("NOTED");
      assertThat(story.wendy().saidSafe()).isEqualTo(Story.time("10:05"));
      assertThat(story.phase()).isEqualTo(Phase.VISIT);
      assertThat(story.promises()).containsExactly("CHECK_IN 10:20", "AGREED_END 11:00");
    }

    @Test
    void endsTheVisitWhenTheLastAlarmIsResolved() {
      Story story = Story.in(Phase.VISIT);
      story.saysAll(EventKind.PANIC, EventKind.ADVICE, EventKind.SAFE_AND_AWAY);

      assertThat(story.resolves(AlarmKind.ADVICE).phase()).isEqualTo(Phase.VISIT);
      assertThat(story.resolves(AlarmKind.PANIC).phase()).isEqualTo(Phase.OVER);
      assertThat(story.watch.state()).isInstanceOf(Closed.class);
      assertThat(story.watch.deadlines()).isEmpty();
    }

    @Test
    void isTakenBackByWhateverSaysThatTheyAreStillThere() {
      EventKind[] all = {
        EventKind.MORE_TIME, EventKind.LEAVING, EventKind.CHECK_IN, EventKind.DURESS
      };
      for (EventKind later : all) {
        Story story = Story.in(Phase.VISIT);
        story.saysAll(EventKind.PANIC, EventKind.SAFE_AND_AWAY, later);

        assertThat(story.resolves(AlarmKind.PANIC).phase()).isNotEqualTo(Phase.OVER);
        assertThat(story.promises()).isNotEmpty();
      }
    }

    @Test
    void ofTheOtherVisitorEndsTheirOwnVisit() {
      Story story = Story.pair().at("10:00");
      story.saysAll(EventKind.ARRIVED, EventKind.PANIC);
      story.receipt(story.eventOfWalter(EventKind.ARRIVED).build());

      assertThat(story.receipt(story.eventOfWalter(EventKind.SAFE_AND_AWAY).build()))
          .hasToString("COUNTED");
      assertThat(story.walter().phase()).isEqualTo(Phase.OVER);
      assertThat(story.phase()).isEqualTo(Phase.DOOR);
    }

    @Test
    void raisedAfterTheWearersOwnEndKeepsTheWatchOpen() {
      Story story = Story.pair().at("10:00");
      story.saysAll(EventKind.ARRIVED, EventKind.SAFE_AND_AWAY, EventKind.PANIC);
      story.does(new WatchInput.ByTelephone(OLGA, Story.SECOND, EventKind.ARRIVED, "a"));
      story.does(new WatchInput.ByTelephone(OLGA, Story.SECOND, EventKind.SAFE_AND_AWAY, "b"));

      assertThat(story.watch.state()).isInstanceOf(WatchState.Guarding.class);
      assertThat(story.resolves(AlarmKind.PANIC).watch.state()).isInstanceOf(Closed.class);
    }
  }
}
