package org.safeandaway.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.hub.watch.Story.ANNE;
import static org.safeandaway.hub.watch.Story.FIRST;
import static org.safeandaway.hub.watch.Story.OLGA;
import static org.safeandaway.hub.watch.Story.PAULA;
import static org.safeandaway.hub.watch.Story.SECOND;
import static org.safeandaway.hub.watch.Story.SPARE;
import static org.safeandaway.hub.watch.Story.W1;
import static org.safeandaway.hub.watch.Story.W2;
import static org.safeandaway.hub.watch.Story.WALTER;
import static org.safeandaway.hub.watch.Story.WENDY;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safeandaway.hub.watch.Answer.Refusal;
import org.safeandaway.hub.watch.Participant.Question;
import org.safeandaway.hub.watch.WatchInput.Assign;
import org.safeandaway.hub.watch.WatchInput.Authorise;
import org.safeandaway.hub.watch.WatchInput.Cancel;
import org.safeandaway.hub.watch.WatchState.Closed;
import org.safeandaway.hub.watch.WatchState.Planned;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;

/** What the office does to a visit. */
class OfficeInputsTest {

  static void refused(Answer answer, Refusal why) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> {
              assertThat(refused.refusal()).isEqualTo(why);
              assertThat(refused.words()).isNotBlank();
            });
  }

  @Nested
  class Planning {
    @Test
    void promisesNothingYet() {
      Story story = Story.planned(WENDY, WALTER);

      assertThat(story.watch.state()).isInstanceOf(Planned.class);
      assertThat(story.watch.deadlines()).isEmpty();
      assertThat(story.journal()).containsExactly("visit.planned");
      assertThat(story.walter().id()).isEqualTo(SECOND);
    }

    @Test
    void happensOnce() {
      Story story = Story.planned(WENDY);
      Watch before = story.watch;

      refused(story.does(new WatchInput.PlanVisit(PAULA, Story.plan(WALTER))), Refusal.CONFLICT);
      assertThat(story.watch).isEqualTo(before);
    }

    @Test
    void belongsToItsOwnWatch() {
      refused(
          Story.standing().does(new WatchInput.PlanVisit(PAULA, Story.plan(WENDY))),
          Refusal.CONFLICT);
    }

    @Test
    void leavesTheWearableWithoutAVisit() {
      Story story = Story.planned(WENDY).assigned(FIRST, W1);

      assertThat(story.notice().visit()).isNull();
      assertThat(story.says(EventKind.ARRIVED)).hasToString("NO_VISIT");
      assertThat(story.watch.state()).isInstanceOf(Planned.class);
    }
  }

  @Nested
  @Tag("AUTH-1")
  class Authorising {
    @Test
    void startsTheGuardAndKeepsWhoAndWhenAndUnderWhichPolicy() {
      Story story = Story.planned(WENDY).assigned(FIRST, W1).authorised();

      assertThat(story.guarding().authorisation().by()).isEqualTo(ANNE);
      assertThat(story.guarding().authorisation().role()).isEqualTo("authoriser");
      assertThat(story.guarding().authorisation().at()).isEqualTo(Story.time("09:00"));
      assertThat(story.guarding().authorisation().policyVersion()).isEqualTo(1);
      assertThat(story.promises()).containsExactly("ARRIVAL 10:00");
      assertThat(story.notice().visit()).isEqualTo(Story.VISIT.value());
      assertThat(story.journal()).contains("visit.authorised");
    }

    @ParameterizedTest
    @CsvSource({"wendy", "walter", "paula"})
    void isDoneBySomebodyElse(String self) {
      Story story = Story.planned(WENDY, WALTER);

      refused(
          story.does(new Authorise(new PersonId(self), Set.of("authoriser"))), Refusal.FORBIDDEN);
      assertThat(story.watch.state()).isInstanceOf(Planned.class);
    }

    @Test
    void takesARoleThatThePolicyAllows() {
      refused(Story.planned(WENDY).does(new Authorise(ANNE, Set.of("teacher"))), Refusal.FORBIDDEN);
    }

    @Test
    void comesTooLateOnceTheVisitShouldHaveEnded() {
      Story story = Story.planned(WENDY);

      assertThat(story.at("11:00").authorised().watch.state()).isInstanceOf(Planned.class);
      assertThat(story.at("10:59:59").authorised().phase()).isEqualTo(Phase.BEFORE);
    }

    @Test
    void happensOnce() {
      Story story = Story.visit();
      Watch before = story.watch;

      assertThat(story.does(new Authorise(ANNE, Set.of("authoriser"))))
          .isEqualTo(new Answer.NothingToDo());
      refused(story.does(new Authorise(OLGA, Set.of("authoriser"))), Refusal.CONFLICT);
      assertThat(story.watch).isEqualTo(before);
    }

    @Test
    void needsAVisit() {
      refused(Story.untouched().does(new Authorise(ANNE, Set.of("authoriser"))), Refusal.NOT_FOUND);
    }
  }

  @Nested
  class AssigningAWearable {
    @Test
    void tellsTheWearableAndTheWorld() {
      Story story = Story.planned(WENDY, WALTER).assigned(SECOND, W2);

      assertThat(story.walter().wearable()).isEqualTo(W2);
      assertThat(story.effects(WatchEffect.Assigned.class))
          .containsExactly(new WatchEffect.Assigned(W2, WALTER, Story.VISIT, SECOND));
      assertThat(story.notices(W2)).hasSize(1);
    }

    @Test
    void needsNoUnsentEventsOrARecordedReason() {
      Story story = Story.planned(WENDY);

      refused(story.does(new Assign(OLGA, FIRST, W1, 1, null)), Refusal.CONFLICT);
      refused(story.does(new Assign(OLGA, FIRST, W1, null, null)), Refusal.CONFLICT);
      refused(story.does(new Assign(OLGA, FIRST, W1, 3, " ")), Refusal.CONFLICT);
      assertThat(story.wendy().wearable()).isNull();

      story.does(new Assign(OLGA, FIRST, W1, 3, "The other one is lost."));
      assertThat(story.wendy().wearable()).isEqualTo(W1);
      assertThat(story.effects(WatchEffect.Journalled.class).getLast().details())
          .containsEntry("override", "The other one is lost.")
          .containsEntry("unsent", "3");
    }

    @Test
    void replacesABrokenOneInTheVisit() {
      Story story = Story.in(Phase.VISIT).at("10:05").forget();
      story.assigned(FIRST, SPARE);

      assertThat(story.notice(SPARE).phase()).isEqualTo(Phase.VISIT);
      assertThat(story.notice(SPARE).upTo()).isNull();
      assertThat(story.notice(W1).visit()).isNull();
      assertThat(story.effects(WatchEffect.Assigned.class))
          .containsExactly(
              new WatchEffect.Assigned(W1, null, null, null),
              new WatchEffect.Assigned(SPARE, WENDY, Story.VISIT, FIRST));
      assertThat(story.promises()).containsExactly("CHECK_IN 10:20", "AGREED_END 11:00");
    }

    @Test
    void thatWasReplacedMovesNothingAnyMore() {
      Story story = Story.in(Phase.VISIT).at("10:05").assigned(FIRST, SPARE);

      assertThat(story.says(EventKind.SAFE_AND_AWAY)).hasToString("WRONG_VISIT");
      assertThat(story.phase()).isEqualTo(Phase.VISIT);
    }

    @Test
    void thatSomebodyElseOfTheVisitWearsIsRefused() {
      Story story = Story.pair();

      refused(story.does(new Assign(OLGA, SECOND, W1, 0, null)), Refusal.CONFLICT);
      assertThat(story.does(new Assign(OLGA, FIRST, W1, 0, null)))
          .isEqualTo(new Answer.NothingToDo());
    }

    @Test
    void toNobodyOfTheVisitOrAfterItIsRefused() {
      refused(Story.visit().does(new Assign(OLGA, SECOND, W2, 0, null)), Refusal.NOT_FOUND);
      refused(Story.in(Phase.OVER).does(new Assign(OLGA, FIRST, W2, 0, null)), Refusal.CONFLICT);
      Story story = Story.pair().at("10:00");
      story.saysAll(EventKind.ARRIVED, EventKind.SAFE_AND_AWAY);
      refused(story.does(new Assign(OLGA, FIRST, SPARE, 0, null)), Refusal.CONFLICT);
    }
  }

  @Nested
  class Cancelling {
    @Test
    void endsAPlanAndAGuardedVisit() {
      for (Story story : List.of(Story.planned(WENDY), Story.visit(), Story.in(Phase.VISIT))) {
        assertThat(story.does(new Cancel(OLGA, "Nobody in."))).isEqualTo(new Answer.Done());
        assertThat(story.watch.state())
            .isInstanceOfSatisfying(
                Closed.class, closed -> assertThat(closed.why()).isEqualTo("Nobody in."));
        assertThat(story.watch.deadlines()).isEmpty();
        assertThat(story.phase()).isEqualTo(Phase.OVER);
      }
    }

    @Test
    void takesTheVisitFromTheWearable() {
      Story story = Story.visit().forget();
      story.does(new Cancel(OLGA, "The family is away."));

      assertThat(story.notice().visit()).isNull();
    }

    @Test
    void waitsForEveryAlarm() {
      Story story = Story.in(Phase.VISIT);
      story.says(EventKind.DURESS);

      refused(story.does(new Cancel(OLGA, "Nobody in.")), Refusal.CONFLICT);
      assertThat(story.promises()).isNotEmpty();
      assertThat(story.resolves(AlarmKind.DURESS).does(new Cancel(OLGA, "Came back.")))
          .isEqualTo(new Answer.Done());
    }

    @Test
    void needsAReasonAndAVisitThatIsNotOver() {
      refused(Story.visit().does(new Cancel(OLGA, " ")), Refusal.INVALID);
      refused(Story.in(Phase.OVER).does(new Cancel(OLGA, "No.")), Refusal.CONFLICT);
      refused(Story.untouched().does(new Cancel(OLGA, "No.")), Refusal.NOT_FOUND);
      refused(Story.standing().does(new Cancel(OLGA, "No.")), Refusal.NOT_FOUND);
    }
  }

  @Nested
  class Telephoning {
    @Test
    void countsAsIfTheWearableHadSaidItNow() {
      Story story = Story.visit().at("10:02");

      story.telephones(EventKind.ARRIVED);
      assertThat(story.promises())
          .containsExactly("NO_SHOW 10:22", "CHECK_IN 10:22", "AGREED_END 11:00");
      story.at("10:10").telephones(EventKind.CHECK_IN);
      assertThat(story.promises()).containsExactly("CHECK_IN 10:30", "AGREED_END 11:00");
      story.at("10:20").telephones(EventKind.LEAVING);
      assertThat(story.promises()).containsExactly("SAFE_AND_AWAY 10:25");
      story.at("10:24").telephones(EventKind.SAFE_AND_AWAY);
      assertThat(story.watch.state()).isInstanceOf(Closed.class);
    }

    @Test
    @Tag("EXT-1")
    void keepsEachExtensionWithWhoAndWhen() {
      Story story = Story.in(Phase.VISIT).at("10:15").forget();
      story.telephones(EventKind.MORE_TIME);

      assertThat(story.promises()).containsExactly("CHECK_IN 10:35", "AGREED_END 11:15");
      assertThat(story.effects(WatchEffect.Journalled.class))
          .anySatisfy(
              line -> {
                assertThat(line.what()).isEqualTo("end.moved");
                assertThat(line.by()).isEqualTo(OLGA);
                assertThat(line.details()).containsEntry("to", "2026-03-02T11:15:00Z");
              });
    }

    @Test
    @Tag("EXT-1")
    void cannotExtendBeyondThePolicysMaximum() {
      Story story = Story.in(Phase.VISIT);
      for (int step = 0; step < 4; step++) {
        assertThat(story.telephones(EventKind.MORE_TIME)).isEqualTo(new Answer.Done());
      }

      refused(story.at("10:05").telephones(EventKind.MORE_TIME), Refusal.CONFLICT);
      assertThat(story.promises()).containsExactly("CHECK_IN 10:20", "AGREED_END 12:00");
    }

    @ParameterizedTest
    @EnumSource(names = {"ADVICE", "WITHDRAWN", "SELF_TEST", "PANIC", "DURESS", "UNKNOWN"})
    void isOnlyForTheStepsOfAVisit(EventKind kind) {
      refused(Story.in(Phase.VISIT).telephones(kind), Refusal.INVALID);
    }

    @Test
    void isRefusedWhereItWouldChangeNothing() {
      refused(Story.visit().telephones(EventKind.LEAVING), Refusal.CONFLICT);
      refused(Story.in(Phase.OVER).telephones(EventKind.CHECK_IN), Refusal.CONFLICT);
      refused(Story.planned(WENDY).telephones(EventKind.ARRIVED), Refusal.CONFLICT);
      refused(Story.untouched().telephones(EventKind.ARRIVED), Refusal.NOT_FOUND);
    }

    @Test
    void thatSheIsSafeIsKeptWhileAnAlarmIsOpen() {
      Story story = Story.in(Phase.VISIT);
      story.says(EventKind.PANIC);

      assertThat(story.telephones(EventKind.SAFE_AND_AWAY)).isEqualTo(new Answer.Done());
      assertThat(story.wendy().saidSafe()).isNotNull();
      assertThat(story.phase()).isEqualTo(Phase.VISIT);
    }

    @Test
    void isNotUndoneByAnOlderCheckInThatComesLater() {
      Story story = Story.in(Phase.VISIT).at("10:10");
      story.telephones(EventKind.CHECK_IN);

      assertThat(story.receipt(story.event(EventKind.CHECK_IN).occurredAt("10:05").build()))
          .hasToString("NOTED");
      assertThat(story.due(Deadline.Kind.CHECK_IN)).contains("10:31");
    }
  }

  @Nested
  class AnsweringQuestions {
    @Test
    void takesTheQuestionAwayAndKeepsTheWords() {
      Story story = Story.in(Phase.OVER).forget();

      assertThat(story.does(reply("Doorstep only."))).isEqualTo(new Answer.Done());
      assertThat(story.wendy().questions()).isEmpty();
      assertThat(story.effects(WatchEffect.Journalled.class).getFirst().details())
          .containsEntry("words", "Doorstep only.");
    }

    @Test
    void needsAnOpenQuestionAndWords() {
      refused(Story.in(Phase.OVER).does(reply("  ")), Refusal.INVALID);
      refused(Story.visit().does(reply("Doorstep only.")), Refusal.NOT_FOUND);
    }

    private static WatchInput reply(String words) {
      return new WatchInput.AnswerQuestion(OLGA, FIRST, Question.NOT_ENTERED, words);
    }
  }
}
