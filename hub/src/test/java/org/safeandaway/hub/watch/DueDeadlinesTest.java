package org.safeandaway.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.hub.watch.Story.W1;
import static org.safeandaway.hub.watch.Story.WENDY;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.policy.Policies;
import org.safeandaway.hub.watch.Participant.Question;
import org.safeandaway.hub.watch.WatchInput.DeadlineDue;
import org.safeandaway.hub.watch.WatchInput.HeardAgain;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;

/** What happens when a promise is not kept. */
class DueDeadlinesTest {

  @Nested
  class AHint {
    @Test
    void aboutAnOlderArmingDoesNothing() {
      Story story = Story.in(Phase.VISIT);
      Deadline old = story.deadline(Deadline.Kind.CHECK_IN).orElseThrow();
      story.at("10:20:30").says(EventKind.CHECK_IN);
      Watch before = story.at("10:45").watch;

      assertThat(story.does(new DeadlineDue(old.key(), old.generation(), false, null)))
          .as("the newer one is due as well, and it has a hint of its own")
          .isEqualTo(new Answer.NothingToDo());
      assertThat(story.watch).isEqualTo(before);
    }

    @Test
    void aboutADeadlineThatIsNotDueYetDoesNothing() {
      Story story = Story.in(Phase.VISIT).at("10:20:59");
      Deadline open = story.deadline(Deadline.Kind.CHECK_IN).orElseThrow();

      assertThat(story.does(new DeadlineDue(open.key(), open.generation(), false, null)))
          .isEqualTo(new Answer.NothingToDo());
      assertThat(story.openAlarms()).isEmpty();
    }

    @Test
    void givenTwiceFiresOnce() {
      Story story = Story.in(Phase.VISIT).at("10:21");
      Deadline open = story.deadline(Deadline.Kind.CHECK_IN).orElseThrow();
      DeadlineDue hint = new DeadlineDue(open.key(), open.generation(), false, null);

      assertThat(story.does(hint)).isEqualTo(new Answer.Done());
      Watch after = story.watch;
      assertThat(story.does(hint)).isEqualTo(new Answer.NothingToDo());
      assertThat(story.watch).isEqualTo(after);
    }

    @Test
    void afterAnOutageMarksTheAlarm() {
      Story story = Story.in(Phase.VISIT).at("10:50");
      Deadline open = story.deadline(Deadline.Kind.CHECK_IN).orElseThrow();
      story.does(new DeadlineDue(open.key(), open.generation(), true, null));

      Alarm alarm = story.open(AlarmKind.MISSED_CHECK_IN);
      assertThat(alarm.duringOutage()).isTrue();
      assertThat(alarm.occurredAt()).isEqualTo(Story.time("10:21"));
      assertThat(alarm.raisedAt()).isEqualTo(Story.time("10:50"));
    }
  }

  @Nested
  class CheckIn {
    @Test
    @Tag("CHK-3")
    void isMissedWhateverTheWearableDoes() {
      Story story = Story.in(Phase.VISIT).until("10:21");

      Alarm alarm = story.open(AlarmKind.MISSED_CHECK_IN);
      assertThat(alarm.wearerNow()).isEqualTo(WENDY);
      assertThat(alarm.wearable()).isEqualTo(W1);
      assertThat(story.notice().alarms()).hasSize(1);
      assertThat(story.notice().deadlines()).hasSize(1);
    }

    @Test
    @Tag("CHK-1")
    void afterAMissedOneIsPromisedAgainAndTheAlarmStays() {
      Story story = Story.in(Phase.VISIT).until("10:25");
      story.says(EventKind.CHECK_IN);

      assertThat(story.promises()).containsExactly("CHECK_IN 10:45", "AGREED_END 11:00");
      assertThat(story.openAlarms()).containsExactly(AlarmKind.MISSED_CHECK_IN);
    }

    @Test
    @Tag("ESC-4")
    void missedAgainRaisesAgainWhileTheFirstIsOpen() {
      Story story = Story.in(Phase.VISIT).until("10:25");
      story.says(EventKind.CHECK_IN);

      assertThat(story.until("10:46").openAlarms())
          .containsExactly(AlarmKind.MISSED_CHECK_IN, AlarmKind.MISSED_CHECK_IN);
    }

    @Test
    void thatComesLateMayBeDueAlready() {
      Story story = Story.in(Phase.VISIT).at("10:40");
      story.receipt(story.event(EventKind.CHECK_IN).occurredAt("10:10").build());

      assertThat(story.due(Deadline.Kind.CHECK_IN)).contains("10:31");
      assertThat(story.until("10:40").openAlarms()).containsExactly(AlarmKind.MISSED_CHECK_IN);
    }

    @Test
    void ofTheFutureCountsFromItsReceipt() {
      Story story = Story.in(Phase.VISIT).at("10:05");
      story.receipt(story.event(EventKind.CHECK_IN).occurredAt("10:50").build());

      assertThat(story.due(Deadline.Kind.CHECK_IN)).contains("10:26");
    }
  }

  @Nested
  class AtTheDoor {
    @Test
    @Tag("ARR-2")
    void theOfficeIsAskedAndNothingIsCancelled() {
      Story story = Story.in(Phase.DOOR).at("10:15");
      story.receipt(story.event(EventKind.ARRIVED).seq(1).build());
      story.until("10:20");

      assertThat(story.wendy().questions()).containsExactly(Question.NOBODY_IN);
      assertThat(story.openAlarms()).isEmpty();
      assertThat(story.phase()).isEqualTo(Phase.DOOR);
      assertThat(story.promises()).containsExactly("CHECK_IN 10:20", "AGREED_END 11:00");
    }

    @Test
    @Tag("ARR-2")
    void beingLetInAfterAllAnswersTheQuestion() {
      Story story = Story.in(Phase.DOOR).until("10:20");
      story.says(EventKind.CHECK_IN);

      assertThat(story.wendy().questions()).isEmpty();
      assertThat(story.phase()).isEqualTo(Phase.VISIT);
    }
  }

  @Nested
  class ArrivalAndEnd {
    @Test
    void notArrivedRaises() {
      Story story = Story.visit();

      assertThat(story.until("10:09:59").openAlarms()).isEmpty();
      assertThat(story.until("10:10").openAlarms()).containsExactly(AlarmKind.NOT_ARRIVED);
    }

    @Test
    void notArrivedIsWatchedWithoutAWearableToo() {
      Story story = Story.planned(WENDY).authorised().until("10:10");

      assertThat(story.openAlarms()).containsExactly(AlarmKind.NOT_ARRIVED);
    }

    @Test
    void arrivingLateStartsTheVisitAndLeavesTheAlarm() {
      Story story = Story.visit().until("10:15");
      story.says(EventKind.ARRIVED);

      assertThat(story.phase()).isEqualTo(Phase.DOOR);
      assertThat(story.openAlarms()).containsExactly(AlarmKind.NOT_ARRIVED);
    }

    @Test
    @Tag("END-2")
    void notAwayByTheAgreedEndAndItsGraceRaises() {
      Story story = Story.in(Phase.VISIT);
      for (String time : new String[] {"10:15", "10:30", "10:45", "11:00"}) {
        story.until(time).says(EventKind.CHECK_IN);
      }

      assertThat(story.until("11:04:59").openAlarms()).isEmpty();
      assertThat(story.until("11:05").openAlarms()).containsExactly(AlarmKind.OVERDUE);
    }

    @Test
    @Tag("LEAVE-1")
    void notAwayShortlyAfterLeavingRaises() {
      Story story = Story.in(Phase.LEAVING);

      assertThat(story.until("10:04:59").openAlarms()).isEmpty();
      assertThat(story.until("10:05").openAlarms()).containsExactly(AlarmKind.OVERDUE);
      assertThat(story.phase()).isEqualTo(Phase.LEAVING);
    }

    @Test
    @Tag("EXT-1")
    void moreTimeMovesTheEndForEverybodyInTheVisit() {
      Story story = Story.pair().at("10:00");
      story.does(new WatchInput.ByTelephone(Story.OLGA, Story.SECOND, EventKind.ARRIVED, "a"));
      story.saysAll(EventKind.ARRIVED, EventKind.MORE_TIME);

      assertThat(story.promises()).contains("AGREED_END 11:15");
      assertThat(story.promises(Story.SECOND)).contains("AGREED_END 11:15");
      assertThat(story.notice(Story.W2).deadlines().getLast().at()).isEqualTo(Story.time("11:15"));
    }

    @Test
    @Tag("EXT-1")
    void moreTimeAtTheMaximumIsOnlyACheckIn() {
      Story story = Story.in(Phase.VISIT).under(Policies.withExtensions(1));
      assertThat(story.at("10:05").says(EventKind.MORE_TIME)).hasToString("COUNTED");

      assertThat(story.at("10:10").says(EventKind.MORE_TIME)).hasToString("NOTED");
      assertThat(story.promises()).containsExactly("CHECK_IN 10:30", "AGREED_END 11:15");
    }

    @Test
    @Tag("EXT-1")
    void moreTimeOnTheWayStopsAtTheAgreedEnd() {
      Story story = Story.visit().at("09:30");
      story.saysAll(EventKind.MORE_TIME, EventKind.MORE_TIME, EventKind.MORE_TIME);
      assertThat(story.says(EventKind.MORE_TIME)).hasToString("COUNTED");

      assertThat(story.says(EventKind.MORE_TIME)).hasToString("NOTED");
      assertThat(story.promises()).containsExactly("ARRIVAL 11:00");
    }

    @Test
    void moreTimeAfterNotArrivingPromisesAnArrivalAgain() {
      Story story = Story.visit().until("10:20");

      assertThat(story.says(EventKind.MORE_TIME)).hasToString("COUNTED");
      assertThat(story.promises()).containsExactly("ARRIVAL 10:35");
    }

    @Test
    void moreTimeThatComesTooLatePromisesNothing() {
      Story story = Story.visit().until("10:20");

      assertThat(story.receipt(story.event(EventKind.MORE_TIME).occurredAt("09:50").build()))
          .hasToString("NOTED");
      assertThat(story.promises()).isEmpty();
    }

    @Test
    @Tag("EXT-1")
    void moreTimeJustAfterTheEndPromisesTheNewEnd() {
      Story story = Story.in(Phase.VISIT);
      for (String time : new String[] {"10:15", "10:30", "10:45", "11:00"}) {
        story.until(time).says(EventKind.CHECK_IN);
      }
      assertThat(story.until("11:06").promises()).containsExactly("CHECK_IN 11:20");
      story.says(EventKind.MORE_TIME);

      assertThat(story.promises()).containsExactly("CHECK_IN 11:26", "AGREED_END 11:15");
    }

    @Test
    void moreTimeLongAfterTheEndRaisesNoSecondAlarmAtOnce() {
      Story story = Story.in(Phase.VISIT);
      for (String time : new String[] {"10:15", "10:30", "10:45", "11:00", "11:15", "11:30"}) {
        story.until(time).says(EventKind.CHECK_IN);
      }
      story.says(EventKind.MORE_TIME);

      assertThat(story.until("11:40").openAlarms()).containsExactly(AlarmKind.OVERDUE);
    }
  }

  @Nested
  class Silence {
    @Test
    void inAVisitRaisesAfterThePolicysTime() {
      Story story = Story.in(Phase.VISIT).until("10:00:30");

      assertThat(story.inSilenceUntil("10:01:59").openAlarms()).isEmpty();
      story = Story.in(Phase.VISIT).until("10:00:30");
      assertThat(story.inSilenceUntil("10:02").openAlarms())
          .containsExactly(AlarmKind.LOST_CONTACT);
    }

    @Test
    void countsFromWhenTheWearableWasLastHeardOtherwiseThanByEvents() {
      Story story = Story.in(Phase.VISIT);
      Deadline contact = story.deadline(Deadline.Kind.CONTACT).orElseThrow();
      Instant heard = contact.dueAt().minus(Duration.ofSeconds(10));
      story.at("10:20");
      story = atDue(story, contact, heard);

      assertThat(story.deadline(Deadline.Kind.CONTACT).orElseThrow().dueAt())
          .isEqualTo(heard.plusSeconds(90));
      assertThat(story.openAlarms()).isEmpty();
    }

    private static Story atDue(Story story, Deadline contact, Instant heard) {
      story.at(Story.timeOfDay(contact.dueAt()));
      story.does(new DeadlineDue(contact.key(), contact.generation(), false, heard));
      return story;
    }

    @Test
    void beforeTheVisitIsOnlyWatched() {
      Story story = Story.visit().inSilenceUntil("09:30");

      assertThat(story.openAlarms()).isEmpty();
      assertThat(story.deadline(Deadline.Kind.CONTACT)).isPresent();
    }

    @Test
    void isOnlyWatchedWhereThePolicyWantsNoAlarm() {
      Story story =
          Story.in(Phase.VISIT)
              .under(Policies.withoutAlarmsOfLostContact())
              .inSilenceUntil("10:10");

      assertThat(story.openAlarms()).isEmpty();
      assertThat(story.deadline(Deadline.Kind.CONTACT)).isPresent();
    }

    @Test
    void ofAReplacementCountsFromItsHandingOver() {
      Story story = Story.in(Phase.VISIT).until("10:05").assigned(Story.FIRST, Story.SPARE);

      assertThat(story.due(Deadline.Kind.CONTACT)).contains("10:06:30");
    }

    @Test
    void raisesOnceUntilTheWearableIsHeardAgain() {
      Story story = Story.in(Phase.VISIT).inSilenceUntil("10:10");
      assertThat(story.openAlarms()).containsExactly(AlarmKind.LOST_CONTACT);
      assertThat(story.deadline(Deadline.Kind.CONTACT)).isEmpty();

      story.does(new HeardAgain(W1, story.now()));
      assertThat(story.due(Deadline.Kind.CONTACT)).contains("10:11:30");
      assertThat(story.effects(WatchEffect.AlarmNoted.class)).hasSize(1);
      assertThat(story.openAlarms()).containsExactly(AlarmKind.LOST_CONTACT);
    }

    @Test
    void isEndedByAnyEvent() {
      Story story = Story.in(Phase.VISIT).inSilenceUntil("10:10");
      story.says(EventKind.SELF_TEST);

      assertThat(story.deadline(Deadline.Kind.CONTACT)).isPresent();
      assertThat(story.effects(WatchEffect.AlarmNoted.class)).hasSize(1);
    }

    @Test
    void heardAgainWithoutSilenceChangesNothing() {
      Story story = Story.in(Phase.VISIT);
      Watch before = story.watch;

      assertThat(story.does(new HeardAgain(W1, story.now()))).isEqualTo(new Answer.NothingToDo());
      assertThat(story.watch).isEqualTo(before);
    }

    @Test
    void movesNoNotice() {
      Story story = Story.in(Phase.VISIT).forget().until("10:19");

      assertThat(story.effects).isEmpty();
    }
  }
}
