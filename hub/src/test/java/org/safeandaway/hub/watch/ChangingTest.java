package org.safeandaway.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.hub.watch.OfficeInputsTest.refused;
import static org.safeandaway.hub.watch.Story.ANNE;
import static org.safeandaway.hub.watch.Story.FIRST;
import static org.safeandaway.hub.watch.Story.OLGA;
import static org.safeandaway.hub.watch.Story.SECOND;
import static org.safeandaway.hub.watch.Story.W1;
import static org.safeandaway.hub.watch.Story.W2;
import static org.safeandaway.hub.watch.Story.WALTER;
import static org.safeandaway.hub.watch.Story.WENDY;
import static org.safeandaway.hub.watch.Story.time;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safeandaway.hub.watch.Answer.Refusal;
import org.safeandaway.hub.watch.WatchInput.ChangeVisit;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.hub.watch.WatchState.Planned;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;

/** Which plan may be changed when, and what that takes with it. */
@Tag("PLAN-1")
class ChangingTest {
  private static final PersonId VERA = new PersonId("vera");

  /** From 10:30 to 12:00. */
  private static Plan later(PersonId... visitors) {
    return new Plan(
        Story.VISIT, List.of(visitors), time("10:30"), time("12:00"), false, false, false, 99);
  }

  private static ChangeVisit to(Plan plan) {
    return new ChangeVisit(OLGA, 1, plan, false, false);
  }

  private static ChangeVisit authorisingAgain(Plan plan) {
    return new ChangeVisit(OLGA, 1, plan, false, true);
  }

  private static Planned planned(Story story) {
    return (Planned) story.watch.state();
  }

  @Nested
  class BeforeItIsAuthorised {
    @Test
    void everythingMayBeChanged() {
      Story story = Story.planned(WENDY).assigned(FIRST, W1);

      assertThat(story.does(to(later(WENDY, WALTER)))).isEqualTo(new Answer.Done());

      assertThat(planned(story).plan().expectedArrival()).isEqualTo(time("10:30"));
      assertThat(planned(story).plan().version()).isEqualTo(2);
      assertThat(story.wendy().wearable()).isEqualTo(W1);
      assertThat(story.walter().id()).isEqualTo(SECOND);
      assertThat(story.journal()).contains("visit.changed");
    }

    @Test
    void whatIsAuthorisedThenIsTheChangedPlan() {
      Story story = Story.planned(WENDY).assigned(FIRST, W1);
      story.does(to(later(WENDY)));

      assertThat(story.authorised().promises()).containsExactly("ARRIVAL 10:30");
    }

    @Test
    void whoStaysKeepsNumberAndWearableAndWhoGoesGivesItBack() {
      Story story = Story.planned(WENDY, WALTER).assigned(FIRST, W1).assigned(SECOND, W2);
      story.forget().does(to(later(VERA, WALTER)));

      assertThat(story.watch.state().participants())
          .extracting(each -> each.person() + " " + each.id() + " " + each.wearable())
          .containsExactly("walter 2 w-2", "vera 3 null");
      assertThat(story.effects(WatchEffect.Assigned.class))
          .containsExactly(new WatchEffect.Assigned(W1, null, null, null));
      assertThat(story.journal()).containsExactly("visit.changed", "wearable.taken-back");
    }

    @Test
    void theSecondOfTwoWhoChangeTheSamePlanLooksAgain() {
      Story story = Story.planned(WENDY);
      story.does(to(later(WENDY)));
      Watch before = story.watch;

      refused(story.does(to(Story.plan(WENDY))), Refusal.CONFLICT);
      assertThat(story.watch).isEqualTo(before);
      assertThat(story.does(new ChangeVisit(OLGA, 2, Story.plan(WENDY), false, false)))
          .isEqualTo(new Answer.Done());
    }

    @Test
    void whoGoesStaysWhileAnAlarmAboutThemIsOpen() {
      Story story = Story.planned(WENDY).assigned(FIRST, W1);
      story.says(EventKind.PANIC);

      refused(story.does(to(later(WALTER))), Refusal.CONFLICT);
      assertThat(story.does(to(later(WENDY)))).isEqualTo(new Answer.Done());
    }
  }

  @Nested
  @Tag("AUTH-1")
  class AfterIt {
    @Test
    void whatWasAuthorisedIsChangedOnlyByWhoWantsItAuthorisedAgain() {
      Story story = Story.visit();
      Watch before = story.watch;

      refused(story.does(to(later(WENDY))), Refusal.CONFLICT);
      refused(story.does(to(Story.plan(WENDY, WALTER))), Refusal.CONFLICT);
      refused(
          story.does(new ChangeVisit(OLGA, 1, Story.plan(WENDY), true, false)), Refusal.CONFLICT);
      assertThat(story.watch).isEqualTo(before);
    }

    @Test
    void thenNobodyIsGuardedUntilItIsAuthorisedAgain() {
      Story story = Story.visit();

      assertThat(story.does(authorisingAgain(later(WENDY)))).isEqualTo(new Answer.Done());

      assertThat(story.watch.state()).isInstanceOf(Planned.class);
      assertThat(story.watch.deadlines()).isEmpty();
      assertThat(story.notice().visit()).isNull();
      assertThat(story.journal()).endsWith("visit.changed", "visit.authorisation-ended");
      story.authorised();
      assertThat(story.promises()).containsExactly("ARRIVAL 10:30");
      assertThat(story.notice().visit()).isEqualTo(Story.VISIT.value());
    }

    @Test
    void nobodyAuthorisesAgainWhatTheyGoOnThemselves() {
      Story story = Story.visit();
      story.does(authorisingAgain(later(ANNE)));

      refused(story.does(new WatchInput.Authorise(ANNE, Set.of("authoriser"))), Refusal.FORBIDDEN);
    }

    @Test
    void howItSoundsAndWordsBesideItMayBeChangedInAnyPhase() {
      Story story = Story.in(Phase.VISIT);
      Plan loud = new Plan(Story.VISIT, List.of(WENDY), time("10:00"), time("11:00"), false, true);

      assertThat(story.does(to(loud))).isEqualTo(new Answer.Done());

      assertThat(story.guarding().plan().version()).isEqualTo(2);
      assertThat(story.notice().silent()).isFalse();
      assertThat(story.notice().audiblePanic()).isTrue();
      assertThat(story.promises()).containsExactly("CHECK_IN 10:20", "AGREED_END 11:00");
    }

    @Test
    void theEndThatMoreTimeHasMadeIsNoChange() {
      Story story = Story.in(Phase.VISIT);
      story.says(EventKind.MORE_TIME);
      Plan asShown =
          new Plan(Story.VISIT, List.of(WENDY), time("10:00"), time("11:15"), true, false);

      assertThat(story.does(to(asShown))).isEqualTo(new Answer.Done());

      assertThat(story.guarding().agreedEnd()).isEqualTo(time("11:15"));
      assertThat(story.guarding().plan().agreedEnd()).isEqualTo(time("11:00"));
    }

    @Test
    void whatIsReadBackFromTheStoreIsNoChange() {
      Story story = Story.untouched();
      Instant arrival = time("10:00").plusNanos(123_456_789);
      Plan fine = new Plan(Story.VISIT, List.of(WENDY), arrival, time("11:00"), true, false);
      story.does(new WatchInput.PlanVisit(Story.PAULA, fine));
      story.authorised();
      Instant asStored = time("10:00").plusNanos(123_456_000);

      assertThat(
              story.does(
                  to(new Plan(Story.VISIT, List.of(WENDY), asStored, time("11:00"), true, true))))
          .isEqualTo(new Answer.Done());
      assertThat(story.watch.state()).isInstanceOf(Guarding.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"DOOR", "VISIT", "LEAVING"})
    void nothingThatMattersIsChangedOnceSomebodyArrived(Phase phase) {
      Story story = Story.in(phase);
      Watch before = story.watch;

      refused(story.does(authorisingAgain(later(WENDY))), Refusal.CONFLICT);
      assertThat(story.watch).isEqualTo(before);
    }

    @Test
    void theGuardIsNotTakenAwayWhileAnAlarmIsOpen() {
      Story story = Story.visit().at("09:30");
      story.says(EventKind.PANIC);

      refused(story.does(authorisingAgain(later(WENDY))), Refusal.CONFLICT);
      assertThat(story.watch.state()).isInstanceOf(Guarding.class);
      assertThat(story.openAlarms()).containsExactly(AlarmKind.PANIC);
    }
  }

  @Test
  void whatIsOverIsNotChanged() {
    refused(Story.in(Phase.OVER).does(to(later(WENDY))), Refusal.CONFLICT);
  }

  @Test
  void whatIsNoVisitIsNotChanged() {
    refused(Story.untouched().does(to(later(WENDY))), Refusal.NOT_FOUND);
    refused(Story.standing().does(to(later(WENDY))), Refusal.NOT_FOUND);
    refused(Story.site().does(to(later(WENDY))), Refusal.NOT_FOUND);
  }
}
