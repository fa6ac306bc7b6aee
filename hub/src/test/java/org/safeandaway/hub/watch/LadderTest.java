package org.safeandaway.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.hub.policy.ChannelKind.BOARD;
import static org.safeandaway.hub.policy.ChannelKind.EMAIL;
import static org.safeandaway.hub.policy.ChannelKind.SMS;
import static org.safeandaway.hub.policy.ChannelKind.WEBHOOK;
import static org.safeandaway.hub.watch.Story.ANNE;
import static org.safeandaway.hub.watch.Story.OLGA;
import static org.safeandaway.hub.watch.Story.WENDY;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.policy.Recipients;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.policy.ResponsePlan.Action;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;

/** An alarm is owned by a named person or it climbs. */
@Tag("ESC-2")
class LadderTest {
  private static final PersonId HEAD = new PersonId("head");

  /** Olga sits in the office, the head is one who authorises; Wendy has a telephone too. */
  private static final Office OFFICE = office(true, SMS, EMAIL);

  /** Board one minute, SMS to the office one minute, SMS and e-mail to the head every two. */
  private static final ResponsePlan PLAN =
      plan(
          step(Recipients.roles("office"), Duration.ofMinutes(1), BOARD),
          step(Recipients.roles("office"), Duration.ofMinutes(1), SMS),
          step(Recipients.roles("authoriser"), Duration.ofMinutes(2), SMS, EMAIL));

  private static Office office(boolean watched, ChannelKind... channels) {
    TreeMap<PersonId, Office.Contact> people = new TreeMap<>();
    people.put(OLGA, new Office.Contact(Set.of("office"), Set.of(channels)));
    people.put(HEAD, new Office.Contact(Set.of("authoriser"), Set.of(channels)));
    people.put(WENDY, new Office.Contact(Set.of("office"), Set.of(channels)));
    return new Office(people, Set.of(WEBHOOK), watched, false);
  }

  private static ResponsePlan plan(ResponsePlan.Step... steps) {
    return new ResponsePlan(List.of(steps), Duration.ofMinutes(5), Duration.ofMinutes(1));
  }

  private static ResponsePlan.Step step(
      Recipients recipients, Duration limit, ChannelKind... channels) {
    return new ResponsePlan.Step(
        Action.RING_VISITOR, recipients, new TreeSet<>(Set.of(channels)), limit, "");
  }

  private static Policy under(ResponsePlan plan) {
    return Policy.standard().with(Policy.standard().plans().with(AlarmKind.MISSED_CHECK_IN, plan));
  }

  /** Wendy misses her check-in; the alarm is raised at 10:21. */
  private static Story missed(Office office, ResponsePlan plan) {
    Story story = Story.visit().under(under(plan)).with(office).at("10:00");
    story.saysAll(EventKind.ARRIVED, EventKind.CHECK_IN);
    return story.until("10:21");
  }

  private static List<String> told(Story story) {
    return story.effects.stream()
        .filter(WatchEffect.Tell.class::isInstance)
        .map(WatchEffect.Tell.class::cast)
        .map(
            it ->
                it.round()
                    + "/"
                    + it.telling().step()
                    + " "
                    + name(it)
                    + " "
                    + it.telling().channel())
        .toList();
  }

  private static String name(WatchEffect.Tell it) {
    return it.telling().person() == null ? "all" : it.telling().person().value();
  }

  private static Response response(Story story) {
    return story.open(AlarmKind.MISSED_CHECK_IN).response();
  }

  @Nested
  class WhileNobodyHasIt {
    @Test
    void beginsWithItsFirstStepWhenItIsRaised() {
      Story story = missed(OFFICE, PLAN);

      assertThat(response(story).round()).isEqualTo(1);
      assertThat(response(story).step()).isZero();
      assertThat(told(story)).as("the board needs no message").isEmpty();
    }

    @Test
    void tellsTheNextWhenAStepsTimeIsOver() {
      assertThat(told(missed(OFFICE, PLAN).until("10:22"))).containsExactly("1/1 olga SMS");
      assertThat(told(missed(OFFICE, PLAN).until("10:23")))
          .containsExactly("1/1 olga SMS", "1/2 head SMS", "1/2 head EMAIL");
    }

    @Test
    void repeatsTheLastStepToEverybodyByEverythingUntilSomebodyTakesIt() {
      Story story = missed(OFFICE, PLAN).until("10:25");

      assertThat(told(story))
          .contains("2/2 olga SMS", "2/2 olga EMAIL", "2/2 head SMS", "2/2 head EMAIL")
          .noneMatch(line -> line.startsWith("3/"));
      story.until("11:00");
      assertThat(told(story)).contains("19/2 head SMS");
      story.takes(AlarmKind.MISSED_CHECK_IN);
      int messages = told(story).size();
      assertThat(told(story.until("11:04"))).hasSize(messages);
    }

    @Test
    void goesOnAtOnceWhereAStepReachesNobody() {
      Story story = missed(office(false, EMAIL), PLAN);

      assertThat(told(story)).containsExactly("1/2 head EMAIL");
      assertThat(response(story).step()).isEqualTo(2);
    }

    @Test
    void keepsTryingWhereNobodyCanBeTold() {
      Story story = missed(office(false), PLAN);
      assertThat(told(story)).isEmpty();

      story.with(OFFICE).until("10:23");
      assertThat(told(story)).contains("3/2 head SMS", "3/2 olga SMS");
    }

    @Test
    void tellsEverybodyAtOnceWhereTheLastStepReachesNobody() {
      ResponsePlan nobody = plan(step(Recipients.roles("visitor"), Duration.ofHours(4), SMS));

      assertThat(told(missed(OFFICE, nobody)))
          .containsExactlyInAnyOrder("2/0 head SMS", "2/0 olga SMS");
    }

    @Test
    void beginsStepsTogetherWhereTheFirstWaitsForNothing() {
      ResponsePlan together =
          plan(
              step(Recipients.roles("authoriser"), Duration.ZERO, SMS),
              step(Recipients.all(), Duration.ofMinutes(1), EMAIL, WEBHOOK));

      assertThat(told(missed(OFFICE, together)))
          .containsExactlyInAnyOrder(
              "1/0 head SMS", "1/1 head EMAIL", "1/1 olga EMAIL", "1/1 all WEBHOOK");
    }

    @Test
    @Tag("PAN-1")
    void tellsTheSeniorsAndEverybodyElseOfAPanicAtOnce() {
      Story story = Story.in(Phase.VISIT).with(OFFICE);
      story.says(EventKind.PANIC);

      assertThat(told(story))
          .containsExactlyInAnyOrder(
              "1/0 head SMS",
              "1/1 head EMAIL",
              "1/1 olga SMS",
              "1/1 olga EMAIL",
              "1/1 all WEBHOOK");
    }

    /** Not for the second step alone, which has nobody left whom the first does not tell. */
    @Test
    void waitsForAStepThatReachesOnlyWhomTheOneBeforeTells() {
      ResponsePlan together =
          plan(
              step(Recipients.roles("authoriser"), Duration.ZERO, SMS),
              step(Recipients.roles("authoriser"), Duration.ofMinutes(1), SMS),
              step(Recipients.all(), Duration.ofMinutes(1), EMAIL));

      assertThat(told(missed(OFFICE, together))).containsExactly("1/0 head SMS");
      assertThat(told(missed(OFFICE, together).until("10:22"))).contains("1/2 olga EMAIL");
    }

    @Test
    @Tag("ESC-3")
    void tellsNobodyWhoIsThere() {
      assertThat(told(missed(OFFICE, PLAN).until("12:00"))).noneMatch(it -> it.contains("wendy"));
    }

    @Test
    @Tag("ESC-4")
    void climbsForEachAlarmOfAVisitByItself() {
      Story story = missed(OFFICE, PLAN);
      story.takes(AlarmKind.MISSED_CHECK_IN);
      story.says(EventKind.PANIC);

      assertThat(story.open(AlarmKind.PANIC).isOwned()).isFalse();
      assertThat(told(story)).contains("1/0 head SMS");
    }
  }

  @Nested
  class WhenMessagesFail {
    private final Story story = missed(OFFICE, PLAN).until("10:22");

    private Answer fails(int round, int step, PersonId person, ChannelKind channel) {
      AlarmId alarm = story.open(AlarmKind.MISSED_CHECK_IN).id();
      return story.does(
          new WatchInput.SendFailed(alarm, round, new Telling(step, person, channel)));
    }

    @Test
    void goesOnAtOnceWhenEveryMessageOfAStepFailed() {
      fails(1, 1, OLGA, SMS);

      assertThat(told(story)).contains("1/2 head SMS", "1/2 head EMAIL");
    }

    @Test
    void waitsWhileOneOfThemMayStillArrive() {
      fails(1, 1, OLGA, SMS);
      fails(1, 2, HEAD, SMS);
      assertThat(response(story).waiting()).containsExactly(new Telling(2, HEAD, EMAIL));

      fails(1, 2, HEAD, EMAIL);
      assertThat(told(story)).as("everybody, at once").contains("2/2 head SMS", "2/2 olga EMAIL");

      for (ChannelKind each : new ChannelKind[] {SMS, EMAIL}) {
        fails(2, 2, HEAD, each);
        fails(2, 2, OLGA, each);
      }
      fails(2, 2, null, WEBHOOK);
      assertThat(response(story).round()).as("and then in its own time").isEqualTo(2);
      assertThat(told(story.until("10:24"))).contains("3/2 head SMS");
    }

    @Test
    void isNotMovedByAFailureOfAnEarlierStep() {
      story.until("10:23");
      Response before = response(story);

      assertThat(fails(1, 1, OLGA, SMS)).isInstanceOf(Answer.NothingToDo.class);
      assertThat(response(story)).isEqualTo(before);
    }

    @Test
    void isNotMovedOnceSomebodyHasIt() {
      story.takes(AlarmKind.MISSED_CHECK_IN);

      assertThat(fails(1, 1, OLGA, SMS)).isInstanceOf(Answer.NothingToDo.class);
    }
  }

  @Nested
  class WhileSomebodyHasIt {
    private final Story story = missed(OFFICE, PLAN);

    private Alarm alarm() {
      return story.open(AlarmKind.MISSED_CHECK_IN);
    }

    WhileSomebodyHasIt() {
      story.takes(AlarmKind.MISSED_CHECK_IN);
    }

    @Test
    void asksWhetherTheyAreStillOnItWhenNothingIsDone() {
      story.until("10:26");

      assertThat(told(story)).containsExactly("1/-1 olga SMS");
      assertThat(alarm().isOwned()).isTrue();
    }

    @Test
    void isNobodysAgainWithoutAnAnswerAndClimbs() {
      story.until("10:27");

      assertThat(alarm().owner()).isNull();
      assertThat(told(story)).contains("1/1 olga SMS");
    }

    @Test
    void staysWithWhoeverAnswers() {
      story.until("10:26").does(new WatchInput.StillOnIt(alarm().id(), OLGA));

      assertThat(alarm().isOwned()).isTrue();
      story.until("10:30");
      assertThat(alarm().isOwned()).isTrue();
      story.until("10:32");
      assertThat(alarm().owner()).isNull();
    }

    @Test
    void countsWhateverIsDoneAboutItAsAnAnswer() {
      story.at("10:25").does(outcome(OLGA, StepOutcome.NO_ANSWER));
      story.until("10:30");
      assertThat(told(story)).isNotEmpty();
      story.does(new WatchInput.AddNote(alarm().id(), OLGA, "Rang twice."));

      story.until("10:34");
      assertThat(alarm().isOwned()).isTrue();
    }

    private WatchInput outcome(PersonId by, StepOutcome outcome) {
      return new WatchInput.RecordOutcome(alarm().id(), by, 0, outcome, "");
    }

    @Test
    void goesToWhoeverTakesItOver() {
      story.does(new WatchInput.TakeOver(alarm().id(), HEAD));

      assertThat(alarm().owner().person()).isEqualTo(HEAD);
      assertThat(story.does(new WatchInput.StillOnIt(alarm().id(), OLGA)))
          .isInstanceOf(Answer.Refused.class);
    }

    @Test
    @Tag("ESC-3")
    void neverGoesToTheOneItIsAbout() {
      assertThat(story.does(new WatchInput.TakeOver(alarm().id(), WENDY)))
          .isInstanceOf(Answer.Refused.class);
      assertThat(story.does(outcome(WENDY, StepOutcome.ANSWERED_SAFE)))
          .isInstanceOf(Answer.Refused.class);
    }

    @Test
    @Tag("ESC-5")
    void tellsTheWearerOnceThatAPersonHasIt() {
      story.does(new WatchInput.TakeOver(alarm().id(), HEAD));
      story.does(new WatchInput.TakeOver(alarm().id(), ANNE));

      assertThat(story.effects)
          .filteredOn(WatchEffect.TellOwned.class::isInstance)
          .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    @Tag("PLAN-6")
    void raisesADuressWhenTheSafeWordWasSpoken() {
      story.does(outcome(OLGA, StepOutcome.SAFE_WORD));

      assertThat(story.openAlarms()).contains(AlarmKind.DURESS);
      assertThat(told(story)).contains("1/0 head SMS");
    }

    @Test
    @Tag("PLAN-6")
    void raisesOneDuressForOneSafeWordAndAnotherOnceThatIsClosed() {
      story.does(outcome(OLGA, StepOutcome.SAFE_WORD));
      AlarmId first = story.open(AlarmKind.DURESS).id();
      story.at("10:22").does(outcome(HEAD, StepOutcome.SAFE_WORD));
      assertThat(story.openAlarms()).containsOnlyOnce(AlarmKind.DURESS);

      story.does(new WatchInput.Acknowledge(first, HEAD));
      story.does(new WatchInput.Resolve(first, HEAD, Alarm.Reason.CONFIRMED_INCIDENT, "Helped."));
      story.at("10:23").does(outcome(OLGA, StepOutcome.SAFE_WORD));

      assertThat(story.open(AlarmKind.DURESS).id()).isNotEqualTo(first);
    }

    @Test
    @Tag("ESC-7")
    void isSilentForGoodOnceResolved() {
      int before = told(story).size();
      story.does(
          new WatchInput.Resolve(alarm().id(), OLGA, Alarm.Reason.PRECAUTION, "She is well."));

      assertThat(told(story.until("10:40"))).hasSize(before);
      assertThat(story.watch.deadlines().keySet()).noneMatch(key -> key.alarm() != null);
    }
  }

  @Test
  @Tag("ESC-1")
  void keepsThePlanOfTheMomentWhenItWasRaised() {
    Story story = missed(OFFICE, PLAN);
    ResponsePlan later = plan(step(Recipients.all(), Duration.ofHours(1), EMAIL));

    story.under(under(later)).until("10:22");

    assertThat(told(story)).containsExactly("1/1 olga SMS");
  }
}
