package org.safeandaway.device.wearable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.device.wearable.Trial.event;
import static org.safeandaway.device.wearable.Trial.visit;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/** What the wearer does, and what the wearable makes of it. */
class WearableTest {

  @Nested
  @Tag("PAN-1")
  class APanic {
    @ParameterizedTest
    @EnumSource(Phase.class)
    void goesOutAtOnceInAnyPhase(Phase phase) {
      Trial trial = Trial.guarding(visit(phase).build()).withoutDisk().panic(5000);
      assertThat(trial.sent()).containsExactly(EventKind.PANIC);
      assertThat(trial.sentAt(event(1))).containsExactly(5000L);
    }

    @Test
    void goesOutWithoutAVisit() {
      Trial trial = new Trial().linkUp(0).panic(5000);
      assertThat(trial.lastSent().kind()).isEqualTo(EventKind.PANIC);
      assertThat(trial.lastSent().visit()).isNull();
    }

    @Test
    void isStoredAndSentInTheSameStep() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build()).withoutDisk();
      trial.forget();
      trial.panic(5000);
      assertThat(trial.times(Effect.Store.class)).containsExactly(5000L);
      assertThat(trial.times(Effect.SendEvent.class)).containsExactly(5000L);
    }

    @Test
    void isSentFromMemoryWhenTheDiskIsFull() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build()).withoutDisk().panic(5000);
      trial.at(5200, new Input.StoreFailed(event(1), "no space left"));
      trial.puback(5300, event(1)).runTo(8300);
      assertThat(trial.sentAt(event(1))).containsExactly(5000L, 8300L);
      assertThat(trial.state().faults()).contains(Fault.OUTBOX_FAILING);
    }

    @Test
    void isSilentUnlessTheVisitSaysAudible() {
      Trial silent = Trial.guarding(visit(Phase.VISIT).build()).panic(5000).runTo(7000);
      assertThat(silent.heard()).isEmpty();
      Trial audible =
          Trial.guarding(visit(Phase.VISIT).audiblePanic().build()).panic(5000).runTo(7000);
      assertThat(audible.heardAt(Sound.PANIC)).containsExactly(5000L);
    }

    @Test
    void silencesWhateverIsSounding() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build()).checkIn(2000);
      trial.at(3500, new Input.ButtonChanged(Button.PANIC, true));
      trial.receipt(4950, event(1), Outcome.NOTED).runTo(7000);
      assertThat(trial.buzzer()).isEqualTo("+4950 -5000");
    }

    @Test
    void isTakenWhenNoMoreEventsAre() {
      WearableSettings.DeliveryTimes times = WearableSettings.DeliveryTimes.standard();
      WearableSettings small =
          new WearableSettings(
              WearableSettings.GestureTimes.standard(),
              new WearableSettings.DeliveryTimes(
                  times.storeWithin(),
                  times.pubackWithin(),
                  times.firstRetry(),
                  times.retry(),
                  times.retryFor(),
                  times.slowRetry(),
                  times.receiptedKept(),
                  times.receiptedMost(),
                  1),
              WearableSettings.AttentionTimes.standard());
      Trial trial = new Trial(Restored.nothing(), small).checkIn(1000).checkIn(3000).panic(6000);
      assertThat(trial.made()).containsExactly(EventKind.CHECK_IN, EventKind.PANIC);
      assertThat(trial.state().faults()).contains(Fault.OUTBOX_FULL);
      assertThat(trial.heard()).containsExactly(Sound.NOT_ACCEPTED);
    }
  }

  @Nested
  class APress {
    @Test
    @Tag("ARR-1")
    void meansAtTheDoorBeforeTheVisit() {
      Trial trial = Trial.guarding(visit(Phase.BEFORE).build()).checkIn(5000);
      assertThat(trial.made()).containsExactly(EventKind.ARRIVED);
      assertThat(trial.lastSent().visit()).isEqualTo("v-1");
      assertThat(trial.state().phase()).isEqualTo(Phase.DOOR);
    }

    @ParameterizedTest
    @EnumSource(
        value = Phase.class,
        names = {"DOOR", "VISIT", "LEAVING", "OVER"})
    void meansFineAfterwards(Phase phase) {
      Trial trial = Trial.guarding(visit(phase).build()).checkIn(5000);
      assertThat(trial.made()).containsExactly(EventKind.CHECK_IN);
    }

    @Test
    @Tag("EXT-1")
    void twiceMeansMoreTime() {
      Trial trial =
          Trial.guarding(visit(Phase.VISIT).build())
              .press(Button.CHECK_IN, 1000, 1100)
              .press(Button.CHECK_IN, 1300, 1400)
              .runTo(2000);
      assertThat(trial.sent()).containsExactly(EventKind.MORE_TIME);
    }

    @Test
    @Tag("LEAVE-1")
    void threeTimesMeansLeavingNow() {
      Trial trial =
          Trial.guarding(visit(Phase.VISIT).build())
              .press(Button.CHECK_IN, 1000, 1100)
              .press(Button.CHECK_IN, 1300, 1400)
              .press(Button.CHECK_IN, 1600, 1700)
              .runTo(2300);
      assertThat(trial.sent()).containsExactly(EventKind.LEAVING);
      assertThat(trial.state().phase()).isEqualTo(Phase.LEAVING);
    }

    @Test
    @Tag("ADV-1")
    void ofBothMeansCallMe() {
      Trial trial =
          Trial.guarding(visit(Phase.VISIT).build())
              .at(1000, new Input.ButtonChanged(Button.PANIC, true))
              .at(1050, new Input.ButtonChanged(Button.CHECK_IN, true))
              .at(1300, new Input.ButtonChanged(Button.PANIC, false))
              .at(1350, new Input.ButtonChanged(Button.CHECK_IN, false))
              .runTo(5000);
      assertThat(trial.made()).containsExactly(EventKind.ADVICE);
      assertThat(trial.state().phase()).isEqualTo(Phase.VISIT);
    }
  }

  @Nested
  class AHold {
    @Test
    @Tag("END-1")
    void isSafeAndAwayAtThreeSecondsWithATickEachSecond() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build()).press(Button.CHECK_IN, 1000, 4500);
      assertThat(trial.sentAt(event(1))).containsExactly(4000L);
      assertThat(trial.made()).containsExactly(EventKind.SAFE_AND_AWAY);
      assertThat(trial.heardAt(Sound.HOLD_TICK)).containsExactly(2000L, 3000L, 4000L);
      assertThat(trial.state().phase()).isEqualTo(Phase.OVER);
    }

    @Test
    void isNoSelfTestInAVisitHoweverLong() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build()).press(Button.CHECK_IN, 1000, 9000);
      assertThat(trial.made()).containsExactly(EventKind.SAFE_AND_AWAY);
    }

    @Test
    void withoutAVisitIsSafeAndAwayOnlyIfItEndsBeforeTheSelfTest() {
      Trial trial = new Trial().linkUp(0).press(Button.CHECK_IN, 1000, 6999);
      assertThat(trial.made()).containsExactly(EventKind.SAFE_AND_AWAY);
      assertThat(trial.sentAt(event(1))).containsExactly(6999L);
    }

    @Test
    void ofSixSecondsWithoutAVisitIsASelfTest() {
      Trial trial = new Trial().linkUp(0).press(Button.CHECK_IN, 1000, 7000).runTo(8000);
      assertThat(trial.made()).containsExactly(EventKind.SELF_TEST);
    }

    @Test
    @Tag("PAN-1")
    void withdrawsAPanicThatIsNotDeliveredYet() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build()).panic(5000);
      trial.press(Button.CHECK_IN, 6000, 9100);
      assertThat(trial.made()).containsExactly(EventKind.PANIC, EventKind.WITHDRAWN);
      assertThat(trial.state().phase()).isEqualTo(Phase.VISIT);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void withdrawsAPanicThatIsOpenAtTheHubInAnyPhase(Phase phase) {
      Trial trial =
          Trial.guarding(visit(phase).alarm("a-1", AlarmKind.PANIC, true).build())
              .press(Button.CHECK_IN, 1000, 9000);
      assertThat(trial.made()).containsExactly(EventKind.WITHDRAWN);
    }

    @Test
    void endsTheVisitOnceThePanicIsOver() {
      Trial trial =
          Trial.guarding(visit(Phase.VISIT).alarm("a-1", AlarmKind.PANIC, true).build())
              .notice(500, visit(Phase.VISIT).revision(2).build())
              .press(Button.CHECK_IN, 1000, 4100);
      assertThat(trial.made()).containsExactly(EventKind.SAFE_AND_AWAY);
    }
  }

  @Nested
  class AStuckButton {
    @Test
    void isReportedAfterAMinuteAndForgottenWhenItComesUp() {
      Trial trial = new Trial().linkUp(0).at(0, new Input.ButtonChanged(Button.PANIC, true));
      trial.receipt(1600, event(1), Outcome.COUNTED).runTo(59_999);
      assertThat(trial.state().faults()).isEmpty();
      trial.runTo(60_000);
      assertThat(trial.state().faults()).containsExactly(Fault.STUCK_PANIC);
      assertThat(trial.all(Effect.SendState.class).getLast().state().faults())
          .containsExactly("stuck:panic");
      trial.at(61_000, new Input.ButtonChanged(Button.PANIC, false));
      assertThat(trial.state().faults()).isEmpty();
    }

    @Test
    void atTheStartIsStillAPanic() {
      Trial trial = new Trial().linkUp(0).at(0, new Input.ButtonChanged(Button.PANIC, true));
      assertThat(trial.runTo(1500).sent()).containsExactly(EventKind.PANIC);
    }
  }

  @Nested
  class ItsReports {
    @Test
    void comeOnChangeAndEveryThirtySeconds() {
      Trial trial = new Trial().linkUp(0).runTo(65_000);
      assertThat(trial.times(Effect.SendState.class)).containsExactly(0L, 30_000L, 60_000L);
      trial.notice(65_000, visit(Phase.BEFORE).revision(7).build());
      Effect.SendState last = trial.all(Effect.SendState.class).getLast();
      assertThat(last.state().revision()).isEqualTo(7);
      assertThat(last.state().phase()).isEqualTo(Phase.BEFORE);
      assertThat(last.state().uptimeMs()).isEqualTo(65_000);
    }

    @Test
    void areConflatedWithinASecond() {
      Trial trial = new Trial().linkUp(0);
      trial.at(100, new Input.Measured(50, 80, false));
      trial.at(200, new Input.Measured(49, 80, false)).runTo(2000);
      assertThat(trial.times(Effect.SendState.class)).containsExactly(0L, 1000L);
      assertThat(trial.all(Effect.SendState.class).getLast().state().batteryPercent())
          .isEqualTo(49);
    }

    @Test
    void areNotMadeWithoutALink() {
      assertThat(new Trial().runTo(120_000).times(Effect.SendState.class)).isEmpty();
    }

    @Test
    void tellHowMuchHurryThereIs() {
      Trial trial = new Trial();
      assertThat(trial.state().urgency()).isEqualTo(Urgency.IDLE);
      trial.notice(100, visit(Phase.BEFORE).build());
      assertThat(trial.state().urgency()).isEqualTo(Urgency.VISIT);
      trial.panic(5000);
      assertThat(trial.state().urgency()).isEqualTo(Urgency.PANIC);
    }
  }

  @Test
  void countsItsEventsFromOne() {
    Trial trial = new Trial().checkIn(1000).checkIn(3000);
    assertThat(trial.all(Effect.Store.class).stream().map(s -> s.event().id()))
        .isEqualTo(List.of(event(1), event(2)));
  }
}
