package org.safeandaway.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.hub.watch.Story.BOOT;
import static org.safeandaway.hub.watch.Story.W1;
import static org.safeandaway.hub.watch.Story.WALTER;
import static org.safeandaway.hub.watch.Story.WENDY;
import static org.safeandaway.protocol.EventKind.ARRIVED;
import static org.safeandaway.protocol.EventKind.CHECK_IN;
import static org.safeandaway.protocol.EventKind.DURESS;
import static org.safeandaway.protocol.EventKind.LEAVING;
import static org.safeandaway.protocol.EventKind.MORE_TIME;
import static org.safeandaway.protocol.EventKind.PANIC;
import static org.safeandaway.protocol.EventKind.SAFE_AND_AWAY;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safeandaway.hub.watch.WatchInput.FromWearable;
import org.safeandaway.hub.watch.WatchInput.OccurredEarlier;
import org.safeandaway.hub.watch.WatchInput.RaiseRegardless;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Phase;

/** What is taken in, in which order, from which wearable; the cells are in PhaseTableTest. */
class WearerEventsTest {
  private static final String OTHER_BOOT = "00000000000000bb";

  @Nested
  class Order {
    @Test
    void anEventBelowOneAlreadyAppliedIsANote() {
      Story story = Story.visit().at("10:00");
      story.receipt(story.event(CHECK_IN).seq(7).build());

      assertThat(story.receipt(story.event(ARRIVED).seq(6).build())).hasToString("NOTED");
      assertThat(story.receipt(story.event(ARRIVED).seq(7).build())).hasToString("NOTED");
      assertThat(story.phase()).isEqualTo(Phase.DOOR);
    }

    @Test
    void countsWithinOneBootOnly() {
      Story story = Story.visit().at("10:00");
      story.receipt(story.event(CHECK_IN).seq(7).build());

      assertThat(story.receipt(story.event(CHECK_IN).boot(OTHER_BOOT).seq(1).build()))
          .hasToString("COUNTED");
      assertThat(story.phase()).isEqualTo(Phase.VISIT);
    }

    @ParameterizedTest
    @EnumSource(names = {"PANIC", "ADVICE", "WITHDRAWN", "SELF_TEST", "DURESS"})
    void isKeptByTheStepsOfAVisitAlone(EventKind other) {
      Story story = Story.visit().at("10:00");
      story.receipt(story.event(other).seq(9).build());

      assertThat(story.receipt(story.event(ARRIVED).seq(8).build())).hasToString("COUNTED");
    }

    @Test
    void aPanicBelowOneAlreadyAppliedRaisesAllTheSame() {
      Story story = Story.visit().at("10:00");
      story.receipt(story.event(CHECK_IN).seq(7).build());
      story.receipt(story.event(PANIC).seq(6).build());

      assertThat(story.openAlarms()).containsExactly(AlarmKind.PANIC);
    }
  }

  @Nested
  class ACovertCheckInThatOvertakes {
    @ParameterizedTest
    @CsvSource({
      "BEFORE, ARRIVED", "BEFORE, CHECK_IN", "BEFORE, MORE_TIME", "BEFORE, LEAVING",
      "BEFORE, SAFE_AND_AWAY", "DOOR, ARRIVED", "DOOR, CHECK_IN", "DOOR, MORE_TIME",
      "DOOR, LEAVING", "DOOR, SAFE_AND_AWAY", "VISIT, ARRIVED", "VISIT, CHECK_IN",
      "VISIT, MORE_TIME", "VISIT, LEAVING", "VISIT, SAFE_AND_AWAY", "LEAVING, CHECK_IN",
      "LEAVING, SAFE_AND_AWAY"
    })
    void endsWhereTheOrderOfTheWearerEnds(Phase start, EventKind first) {
      Story inOrder = Story.in(start);
      FromWearable event = inOrder.at("10:02").event(first).seq(14).build();
      FromWearable duress = inOrder.at("10:03").event(DURESS).seq(15).build();
      inOrder.receipt(event);
      inOrder.receipt(duress);
      Story overtaken = Story.in(start).at("10:03");
      overtaken.receipt(duress);
      overtaken.receipt(event);

      assertThat(overtaken.phase()).isEqualTo(inOrder.phase());
      assertThat(overtaken.openAlarms()).isEqualTo(inOrder.openAlarms());
      if (inOrder.phase() != Phase.OVER && inOrder.phase() != Phase.BEFORE) {
        assertThat(overtaken.promises()).isEqualTo(inOrder.promises());
      }
      assertThat(overtaken.notice().phase()).isEqualTo(inOrder.notice().phase());
      assertThat(overtaken.notice().deadlines()).isEqualTo(inOrder.notice().deadlines());
    }

    @Test
    @Tag("DUR-1")
    void moreThanOnceEndsThereToo() {
      Story story = Story.visit().at("10:03");
      story.receipt(story.event(DURESS).seq(5).occurredAt("10:01").build());
      story.receipt(story.event(DURESS).seq(6).occurredAt("10:02").build());
      story.receipt(story.event(DURESS).seq(7).occurredAt("10:03").build());
      assertThat(story.wendy().ahead()).hasSize(2);
      story.receipt(story.event(LEAVING).seq(4).occurredAt("10:00").build());

      assertThat(story.phase()).as("leaving before arriving is only noted").isEqualTo(Phase.VISIT);
      assertThat(story.due(Deadline.Kind.CHECK_IN)).contains("10:24");
    }

    @Test
    void keepsItsPlaceAmongSeveral() {
      Story story = Story.visit().at("10:03");
      story.receipt(story.event(DURESS).seq(5).build());
      story.receipt(story.event(DURESS).seq(7).build());
      story.receipt(story.event(LEAVING).seq(6).build());

      assertThat(story.phase()).isEqualTo(Phase.LEAVING);
    }

    @Test
    void movesItsWearerOnceThoughItIsTakenInTwice() {
      Story story = Story.visit().at("10:03");
      FromWearable duress = story.event(DURESS).build();
      story.receipt(duress);

      assertThat(story.receipt(duress)).hasToString("NOTED");
      assertThat(story.phase()).isEqualTo(Phase.DOOR);
      assertThat(story.openAlarms()).hasSize(1);
    }

    @Test
    @Tag("CHK-1")
    void keepsItsPromiseWhenTheArrivalHasNoKnownInstant() {
      Story story = Story.visit().at("10:03");
      story.receipt(story.event(DURESS).seq(5).build());
      story.at("10:08").receipt(story.event(ARRIVED).seq(4).occurredBy("10:08").build());

      assertThat(story.phase()).isEqualTo(Phase.VISIT);
      assertThat(story.due(Deadline.Kind.CHECK_IN)).contains("10:24");
    }

    @Test
    void isForgottenWhenALaterEventComes() {
      Story story = Story.visit().at("10:03");
      story.receipt(story.event(DURESS).seq(5).build());
      story.receipt(story.event(CHECK_IN).seq(6).build());

      assertThat(story.wendy().ahead()).isEmpty();
      assertThat(story.receipt(story.event(ARRIVED).seq(4).build())).hasToString("NOTED");
    }

    @Test
    void isForgottenWhenTheVisitorTelephones() {
      Story story = Story.visit().at("10:03");
      story.receipt(story.event(DURESS).seq(5).build());
      story.telephones(LEAVING);

      assertThat(story.wendy().ahead()).isEmpty();
      assertThat(story.receipt(story.event(ARRIVED).seq(4).build())).hasToString("NOTED");
      assertThat(story.phase()).isEqualTo(Phase.LEAVING);
    }

    @Test
    void leavesUpToBelowWhatIsStillOnItsWay() {
      Story story = Story.visit().at("10:00");
      story.receipt(story.event(CHECK_IN).seq(3).build());
      story.receipt(story.event(DURESS).seq(5).build());
      assertThat(story.notice().upTo()).isEqualTo(new Message.UpTo(BOOT, 3));

      story.receipt(story.event(MORE_TIME).seq(4).build());
      assertThat(story.notice().upTo()).isEqualTo(new Message.UpTo(BOOT, 4));
    }
  }

  @Nested
  class UpTo {
    @Test
    void risesWithEachEventThatIsNextWhateverItDid() {
      Story story = Story.visit().at("10:00");
      for (EventKind kind : List.of(LEAVING, PANIC, ARRIVED, DURESS, EventKind.SELF_TEST)) {
        FromWearable event = story.event(kind).build();
        story.receipt(event);

        assertThat(story.notice().upTo()).isEqualTo(new Message.UpTo(BOOT, event.event().seq()));
      }
    }

    @Test
    void goesOnToANewBootAndNotBackToAnOlderOne() {
      Story story = Story.visit().at("10:00");
      story.receipt(story.event(ARRIVED).seq(8).build());
      story.receipt(story.event(CHECK_IN).boot(OTHER_BOOT).seq(1).build());
      assertThat(story.wendy().upTo()).isEqualTo(new EventId(OTHER_BOOT, 1));

      story.receipt(story.event(CHECK_IN).seq(9).build());
      assertThat(story.wendy().upTo()).isEqualTo(new EventId(OTHER_BOOT, 1));
    }

    @Test
    void doesNotFall() {
      Story story = Story.visit().at("10:00");
      story.receipt(story.event(ARRIVED).seq(8).build());
      story.receipt(story.event(CHECK_IN).seq(5).build());

      assertThat(story.wendy().upTo()).isEqualTo(new EventId(BOOT, 8));
    }
  }

  @Nested
  class AnUnknownInstant {
    @Test
    void ofAnArrivalPromisesTheCheckInNoLaterThanTheArrivalWasDue() {
      Story story = Story.visit().at("10:08");
      story.receipt(story.event(ARRIVED).occurredBy("10:08").build());

      assertThat(story.phase()).isEqualTo(Phase.DOOR);
      assertThat(story.due(Deadline.Kind.CHECK_IN)).contains("10:10");
    }

    @Test
    void ofAnEarlyArrivalPromisesItWithinTheInterval() {
      Story story = Story.visit().at("09:20");
      story.receipt(story.event(ARRIVED).occurredBy("09:20").build());

      assertThat(story.due(Deadline.Kind.CHECK_IN)).contains("09:41");
    }

    @Test
    void givesWayToTheFirstKnownOneEvenIfThatIsEarlier() {
      Story story = Story.visit().at("09:30");
      story.receipt(story.event(ARRIVED).occurredBy("09:30").build());
      story.receipt(story.event(CHECK_IN).occurredAt("09:20").build());

      assertThat(story.due(Deadline.Kind.CHECK_IN)).contains("09:41");
    }

    @Test
    void ofACheckInInTheVisitIsNoted() {
      Story story = Story.in(Phase.VISIT).at("10:10");

      assertThat(story.receipt(story.event(CHECK_IN).occurredBy("10:10").build()))
          .hasToString("NOTED");
      assertThat(story.due(Deadline.Kind.CHECK_IN)).contains("10:21");
    }

    @Test
    void ofLeavingNowIsDueNoLaterThanWhatItEnds() {
      Story story = Story.in(Phase.VISIT).at("10:19");
      story.receipt(story.event(LEAVING).occurredBy("10:19").build());

      assertThat(story.due(Deadline.Kind.SAFE_AND_AWAY)).contains("10:21");
    }

    @Test
    @Tag("PAN-1")
    void ofAPanicMarksTheAlarm() {
      Story story = Story.in(Phase.VISIT).at("10:10");
      story.receipt(story.event(PANIC).occurredBy("10:04").build());

      assertThat(story.open(AlarmKind.PANIC).occurredUncertain()).isTrue();
      assertThat(story.open(AlarmKind.PANIC).occurredAt()).isEqualTo(Story.time("10:04"));
    }
  }

  @Nested
  class ALaterCopy {
    @Test
    @Tag("CHK-1")
    void movesTheCheckInEarlierAndNeverLater() {
      Story story = Story.in(Phase.VISIT).at("10:10");
      FromWearable checkIn = story.event(CHECK_IN).build();
      story.receipt(checkIn);

      assertThat(story.does(earlier(checkIn, "10:07"))).isEqualTo(new Answer.Done());
      assertThat(story.due(Deadline.Kind.CHECK_IN)).contains("10:28");
      assertThat(story.does(earlier(checkIn, "10:09"))).isEqualTo(new Answer.NothingToDo());
      assertThat(story.due(Deadline.Kind.CHECK_IN)).contains("10:28");
    }

    @Test
    void ofAnEventThatCountsNoMoreMovesNothing() {
      Story story = Story.in(Phase.VISIT).at("10:10");
      FromWearable old = story.event(CHECK_IN).build();
      story.receipt(old);
      story.says(MORE_TIME);
      story.at("10:12").says(CHECK_IN);

      assertThat(story.does(earlier(old, "10:01"))).isEqualTo(new Answer.NothingToDo());
      assertThat(story.due(Deadline.Kind.CHECK_IN)).contains("10:33");
    }

    @Test
    @Tag("LEAVE-1")
    void movesSafeAndAwayEarlierToo() {
      Story story = Story.in(Phase.VISIT).at("10:10");
      FromWearable leaving = story.event(LEAVING).build();
      story.receipt(leaving);
      story.does(earlier(leaving, "10:08"));

      assertThat(story.due(Deadline.Kind.SAFE_AND_AWAY)).contains("10:13");
    }

    @Test
    void movesThePanicsInstant() {
      Story story = Story.in(Phase.VISIT).at("10:10");
      FromWearable panic = story.event(PANIC).occurredBy("10:10").build();
      story.receipt(panic);
      story.does(earlier(panic, "10:03"));

      assertThat(story.open(AlarmKind.PANIC).occurredAt()).isEqualTo(Story.time("10:03"));
      assertThat(story.open(AlarmKind.PANIC).occurredUncertain()).isFalse();
    }

    @Test
    void ofSomethingThatThisWatchDoesNotKnowChangesNothing() {
      Story story = Story.in(Phase.VISIT);
      FromWearable unseen = story.event(CHECK_IN).build();
      Watch before = story.watch;

      assertThat(story.does(earlier(unseen, "09:58"))).isEqualTo(new Answer.NothingToDo());
      assertThat(story.watch).isEqualTo(before);
    }

    private static WatchInput earlier(FromWearable event, String timeOfDay) {
      return new OccurredEarlier(
          event.wearable(),
          event.event(),
          event.kind(),
          new Occurrence(Story.time(timeOfDay), true));
    }
  }

  @Nested
  class AnotherVisit {
    @ParameterizedTest
    @EnumSource(names = {"ARRIVED", "CHECK_IN", "MORE_TIME", "LEAVING", "SAFE_AND_AWAY"})
    void movesNobody(EventKind kind) {
      Story story = Story.in(Phase.VISIT).at("10:05");

      assertThat(story.receipt(story.event(kind).wrongVisit().build())).hasToString("WRONG_VISIT");
      assertThat(story.phase()).isEqualTo(Phase.VISIT);
      assertThat(story.promises()).containsExactly("CHECK_IN 10:20", "AGREED_END 11:00");
    }

    @Test
    @Tag("PAN-1")
    void stillRaisesPanicDuressAndAdvice() {
      Story story = Story.in(Phase.VISIT).at("10:05");

      assertThat(story.receipt(story.event(PANIC).wrongVisit().build())).hasToString("COUNTED");
      assertThat(story.receipt(story.event(EventKind.ADVICE).wrongVisit().build()))
          .hasToString("COUNTED");
      assertThat(story.receipt(story.event(DURESS).wrongVisit().build()))
          .as("as a check-in would be answered")
          .hasToString("WRONG_VISIT");
      assertThat(story.openAlarms())
          .containsExactlyInAnyOrder(AlarmKind.PANIC, AlarmKind.ADVICE, AlarmKind.DURESS);
    }

    @Test
    void ofNobodyInThisWatchRaisesToo() {
      Story story = Story.in(Phase.VISIT).at("10:05");
      ParticipantId nobody = new ParticipantId(9);
      story.receipt(story.event(PANIC).from(nobody, Story.SPARE).wornBy(null, WALTER).build());
      story.receipt(story.event(PANIC).from(null, Story.SPARE).wornBy(null, null).build());

      assertThat(story.openAlarms()).containsExactly(AlarmKind.PANIC, AlarmKind.PANIC);
      assertThat(story.receipt(story.event(CHECK_IN).from(null, Story.SPARE).build()))
          .hasToString("NO_VISIT");
    }
  }

  @Nested
  @Tag("PAN-1")
  class Panic {
    @Test
    void raisesInEveryStateOfAWatch() {
      Story closed = Story.in(Phase.OVER);
      for (Story story :
          List.of(
              Story.untouched(),
              Story.planned(WENDY).assigned(Story.FIRST, W1),
              closed,
              Story.standing(),
              Story.site())) {
        assertThat(story.says(PANIC)).hasToString("COUNTED");
        assertThat(story.says(DURESS)).hasToString("NO_VISIT");
        assertThat(story.openAlarms()).containsExactlyInAnyOrder(AlarmKind.PANIC, AlarmKind.DURESS);
      }
    }

    @Test
    void namesTheWearerThenAndTheWearerNow() {
      Story story = Story.standing();
      story.receipt(story.event(PANIC).wornBy(WENDY, WALTER).build());

      assertThat(story.open(AlarmKind.PANIC).wearerThen()).isEqualTo(WENDY);
      assertThat(story.open(AlarmKind.PANIC).wearerNow()).isEqualTo(WALTER);
    }

    @Test
    void isRaisedOnceThoughThePanicLaneWasFaster() {
      Story story = Story.in(Phase.VISIT);
      FromWearable panic = story.event(PANIC).build();
      story.does(new RaiseRegardless(panic));
      story.takes(AlarmKind.PANIC);
      Alarm taken = story.open(AlarmKind.PANIC);
      story.forget().receipt(panic);

      assertThat(story.watch.alarms().values()).containsExactly(taken);
      assertThat(story.journal()).doesNotContain("alarm.raised");
    }

    @Test
    @Tag("ESC-4")
    void raisesWhileOthersAreOpen() {
      Story story = Story.in(Phase.VISIT).until("10:30");
      story.saysAll(PANIC, PANIC, EventKind.ADVICE);

      assertThat(story.openAlarms())
          .containsExactlyInAnyOrder(
              AlarmKind.MISSED_CHECK_IN, AlarmKind.PANIC, AlarmKind.PANIC, AlarmKind.ADVICE);
      assertThat(story.notice().alarms()).hasSize(4);
    }

    @Test
    void takenBackIsANoteAndNeverTheEnd() {
      Story story = Story.in(Phase.VISIT);
      story.says(PANIC);
      story.at("10:02");

      assertThat(story.says(EventKind.WITHDRAWN)).hasToString("COUNTED");
      assertThat(story.openAlarms()).containsExactly(AlarmKind.PANIC);
      assertThat(story.effects(WatchEffect.AlarmNoted.class))
          .singleElement()
          .satisfies(
              note -> {
                assertThat(note.alarm()).isEqualTo(story.open(AlarmKind.PANIC).id());
                assertThat(note.by()).isNull();
              });
    }
  }

  @Nested
  class OnNoVisit {
    @Test
    void advisesAndTestsItselfAndNothingElse() {
      Story story = Story.standing();

      assertThat(story.says(CHECK_IN)).hasToString("NO_VISIT");
      assertThat(story.says(SAFE_AND_AWAY)).hasToString("NO_VISIT");
      assertThat(story.says(EventKind.SELF_TEST)).hasToString("COUNTED");
      assertThat(story.says(EventKind.ADVICE)).hasToString("COUNTED");
      assertThat(story.journal()).contains("wearable.self-tested");
      assertThat(story.watch.state()).isEqualTo(new WatchState.Standing(W1));
    }

    @Test
    @Tag("ESC-5")
    void showsItsOwnAlarmsAndThatAPersonHasThem() {
      Story story = Story.standing();
      story.says(PANIC);
      assertThat(story.notice().alarms())
          .singleElement()
          .satisfies(alarm -> assertThat(alarm.owned()).isFalse());

      story.takes(AlarmKind.PANIC);
      assertThat(story.notice().alarms().getFirst().owned()).isTrue();
      assertThat(story.resolves(AlarmKind.PANIC).notice().alarms()).isEmpty();
    }
  }
}
