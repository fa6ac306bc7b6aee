package org.safeandaway.device.wearable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.device.wearable.Trial.BOOT;
import static org.safeandaway.device.wearable.Trial.EARLIER_BOOT;
import static org.safeandaway.device.wearable.Trial.EPOCH;
import static org.safeandaway.device.wearable.Trial.ZERO;
import static org.safeandaway.device.wearable.Trial.event;
import static org.safeandaway.device.wearable.Trial.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/** Bringing events to the hub, over a link and a broker that promise nothing. */
class CourierTest {

  @Nested
  class BeforeItLeaves {
    @Test
    void anEventIsStoredFirst() {
      Trial trial = new Trial().withoutDisk().linkUp(0).checkIn(1000);
      assertThat(trial.sent()).isEmpty();
      trial.at(1200, new Input.Stored(event(1)));
      assertThat(trial.sentAt(event(1))).containsExactly(1200L);
    }

    @Test
    void anEventThatCannotBeStoredIsSentFromMemoryAndTheFaultIsShown() {
      Trial trial = new Trial().withoutDisk().linkUp(0).checkIn(1000);
      trial.at(1200, new Input.StoreFailed(event(1), "read-only"));
      assertThat(trial.sentAt(event(1))).containsExactly(1200L);
      assertThat(trial.state().faults()).containsExactly(Fault.OUTBOX_FAILING);
    }

    @Test
    void aDiskThatDoesNotAnswerHoldsItUpForTwoSeconds() {
      Trial trial = new Trial().withoutDisk().linkUp(0).checkIn(1000).runTo(2999);
      assertThat(trial.sent()).isEmpty();
      trial.runTo(3000);
      assertThat(trial.sentAt(event(1))).containsExactly(3000L);
      assertThat(trial.state().faults()).containsExactly(Fault.OUTBOX_FAILING);
    }

    @Test
    void theFaultEndsWhenTheDiskWorksAgain() {
      Trial trial = new Trial().withoutDisk().linkUp(0).checkIn(1000);
      trial.at(1200, new Input.StoreFailed(event(1), "read-only")).checkIn(3000);
      trial.at(3100, new Input.Stored(event(2)));
      assertThat(trial.state().faults()).isEmpty();
    }
  }

  @Nested
  class UntilItsReceipt {
    @Test
    void anEventIsSentAfterThreeSecondsThenEveryFiveForTwoMinutesThenEveryFifteenForEver() {
      Trial trial = new Trial().withBroker().linkUp(0).checkIn(1000).runTo(200_000);
      List<Long> expected = new ArrayList<>(List.of(1000L, 4000L));
      LongStream.rangeClosed(1, 24).forEach(n -> expected.add(4000 + 5000 * n));
      LongStream.rangeClosed(1, 5).forEach(n -> expected.add(124_000 + 15_000 * n));
      assertThat(trial.sentAt(event(1))).isEqualTo(expected);
    }

    @Test
    void theWaitIsCountedFromThePuback() {
      Trial trial = new Trial().linkUp(0).checkIn(1000);
      trial.puback(1400, event(1)).runTo(4400).puback(4900, event(1)).runTo(9900);
      assertThat(trial.sentAt(event(1))).containsExactly(1000L, 4400L, 9900L);
    }

    @Test
    void afterItNothingIsSent() {
      Trial trial = new Trial().withBroker().linkUp(0).checkIn(1000);
      trial.receipt(1100, event(1), Outcome.NOTED).runTo(100_000);
      assertThat(trial.sentAt(event(1))).containsExactly(1000L);
      assertThat(trial.all(Effect.MarkReceipted.class))
          .containsExactly(
              new Effect.MarkReceipted(event(1), Outcome.NOTED, ZERO.plusMillis(1100), EPOCH));
      assertThat(trial.state().unsent()).isZero();
    }

    @Test
    void aSecondReceiptChangesNothing() {
      Trial trial = new Trial().withBroker().linkUp(0).checkIn(1000);
      trial.receipt(1100, event(1), Outcome.COUNTED).receipt(1200, event(1), Outcome.COUNTED);
      assertThat(trial.all(Effect.MarkReceipted.class)).hasSize(1);
      assertThat(trial.runTo(5000).heard()).containsExactly(Sound.HUB_HAS_IT);
    }

    @Test
    void theAgeIsOfEachTransmission() {
      Trial trial = new Trial().withBroker().linkUp(0).checkIn(1000).runTo(9000);
      assertThat(trial.all(Effect.SendEvent.class).stream().map(s -> s.event().ageMs()))
          .containsExactly(0L, 3000L, 8000L);
    }
  }

  @Nested
  class TheLink {
    @Test
    void isGivenUpWhenNoPubackComesForSixSeconds() {
      Trial trial = new Trial().linkUp(0).checkIn(1000).runTo(6999);
      assertThat(trial.all(Effect.DropLink.class)).isEmpty();
      trial.runTo(30_000);
      assertThat(trial.times(Effect.DropLink.class)).containsExactly(7000L);
      trial.linkDown(30_100).linkUp(31_000);
      assertThat(trial.sentAt(event(1))).containsExactly(1000L, 31_000L);
    }

    @Test
    void comingUpSendsEverything() {
      Trial trial = new Trial().checkIn(1000).checkIn(3000).runTo(60_000).withBroker();
      assertThat(trial.sent()).isEmpty();
      trial.linkUp(60_000);
      assertThat(trial.sentAt(event(1))).containsExactly(60_000L);
      assertThat(trial.sentAt(event(2))).containsExactly(60_000L);
    }

    @Test
    void carriesOneEventAtATimeAndUrgentOnesAtOnce() {
      Trial trial = new Trial().checkIn(1000).checkIn(3000).panic(6000).panic(9000);
      trial.linkUp(10_000);
      assertThat(trial.sent())
          .containsExactly(EventKind.PANIC, EventKind.PANIC, EventKind.CHECK_IN);
      trial.puback(10_500, event(1));
      assertThat(trial.sentAt(event(2))).containsExactly(10_500L);
    }

    @Test
    void isNotKeptBusyByWhatTheBrokerHasWhileSomethingElseWaits() {
      Trial trial = new Trial().checkIn(1000).checkIn(3000).checkIn(5000).linkUp(10_000);
      trial.puback(13_500, event(1)).puback(17_000, event(2)).puback(17_500, event(3));
      assertThat(trial.sent()).hasSize(4);
      assertThat(trial.sentAt(event(3))).containsExactly(17_000L);
      assertThat(trial.sentAt(event(1))).containsExactly(10_000L, 17_500L);
    }

    @Test
    void goingDownMidwayLosesNothing() {
      Trial trial = new Trial().linkUp(0).checkIn(1000).linkDown(1100).linkUp(1500);
      assertThat(trial.sentAt(event(1))).containsExactly(1000L, 1500L);
    }
  }

  @Nested
  class TheHub {
    @Test
    void startedAfreshIsSentEverythingAtOnce() {
      Trial trial = new Trial().withBroker().linkUp(0).pulse(0).checkIn(1000);
      trial.pulse(2000, "start-2", EPOCH);
      assertThat(trial.sentAt(event(1))).containsExactly(1000L, 2000L);
    }

    @Test
    void backAfterAGapIsSentEverythingAtOnce() {
      Trial trial = new Trial().withBroker().linkUp(0).pulse(0).checkIn(5000);
      trial.pulse(12_000);
      assertThat(trial.sentAt(event(1))).containsExactly(5000L, 8000L, 12_000L);
    }

    @Test
    void pulsingAsAlwaysIsSentNothingOutOfTurn() {
      Trial trial = new Trial().withBroker().linkUp(0).pulse(0).checkIn(5000);
      trial.pulse(6000).pulse(11_999);
      assertThat(trial.sentAt(event(1))).containsExactly(5000L, 8000L);
    }
  }

  /** Their pulses come in turns, and neither's start is the other's. */
  @Nested
  class OneOfTwoHubs {
    private final Trial trial =
        new Trial().withBroker().linkUp(0).pulse(0).pulseOf("hub-b", 100, "other-1", EPOCH);

    @Test
    void pulsingInTurnIsSentNothingOutOfTurn() {
      trial.checkIn(1000);
      for (long ms = 1500; ms < 20_000; ms += 1000) {
        trial.pulse(ms).pulseOf("hub-b", ms + 500, "other-1", EPOCH);
      }
      assertThat(trial.sentAt(event(1))).containsExactly(1000L, 4000L, 9000L, 14_000L, 19_000L);
    }

    @Test
    void startedAfreshIsSentEverythingAtOnceAndOnce() {
      trial.checkIn(1000).pulseOf("hub-b", 1500, "other-2", EPOCH);
      trial.pulse(1600).pulseOf("hub-b", 1700, "other-2", EPOCH).pulse(1800);
      assertThat(trial.sentAt(event(1))).containsExactly(1000L, 1500L);
    }

    @Test
    void comingToJoinTheOtherIsSentEverythingAtOnce() {
      trial.checkIn(1000).pulseOf("hub-c", 1500, "third-1", EPOCH).pulse(1600);
      assertThat(trial.sentAt(event(1))).containsExactly(1000L, 1500L);
    }

    @Test
    void amongMoreNamesThanASchoolHasIsKeptInBounds() {
      for (int n = 0; n < 100; n++) {
        trial.pulseOf("hub-" + n, 200 + n, "start", EPOCH);
      }
      assertThat(trial.state().pulses().starts()).hasSizeLessThanOrEqualTo(Pulses.MOST_HUBS);
    }
  }

  @Nested
  class TheInstant {
    @Test
    void isKnownFromThePulseOn() {
      Trial trial = new Trial().linkUp(0).pulse(500).checkIn(3000);
      assertThat(trial.lastSent().hubAt()).isEqualTo(ZERO.plusMillis(3000));
    }

    @Test
    void isFilledInWithinTheSameBoot() {
      Trial trial = new Trial().linkUp(0).checkIn(1000);
      assertThat(trial.lastSent().hubAt()).isNull();
      trial.pulse(4000);
      Instant at = ZERO.plusMillis(1000);
      assertThat(trial.all(Effect.FillHubAt.class))
          .containsExactly(new Effect.FillHubAt(event(1), at));
      trial.puback(4100, event(1)).runTo(7100);
      assertThat(trial.lastSent().hubAt()).isEqualTo(at);
    }
  }

  @Nested
  class AfterARestart {
    @Test
    void anUnsentEventIsSentWithALowerBoundOfItsAge() {
      Trial trial = new Trial(unsent(EventKind.PANIC, null)).linkUp(2000);
      Message.Event sent = trial.lastSent();
      assertThat(sent.id()).isEqualTo(new EventId(EARLIER_BOOT, 4));
      assertThat(sent.ageMs()).isEqualTo(2000);
      assertThat(sent.ageUncertain()).isTrue();
      assertThat(sent.again()).isFalse();
    }

    @Test
    void aPulseDoesNotMakeUpAnInstantForIt() {
      Trial trial = new Trial(unsent(EventKind.CHECK_IN, null)).pulse(1000).linkUp(2000);
      assertThat(trial.lastSent().hubAt()).isNull();
      assertThat(trial.all(Effect.FillHubAt.class)).isEmpty();
    }

    @Test
    void anInstantThatWasKnownIsStillKnown() {
      Instant at = ZERO.minusSeconds(600);
      Trial trial = new Trial(unsent(EventKind.CHECK_IN, at)).linkUp(2000);
      assertThat(trial.lastSent().hubAt()).isEqualTo(at);
    }

    @Test
    void theCountBeginsAgainInANewBoot() {
      Trial trial = new Trial(unsent(EventKind.CHECK_IN, null)).checkIn(1000);
      assertThat(trial.all(Effect.Store.class).getFirst().event().id())
          .isEqualTo(new EventId(BOOT, 1));
    }

    private static Restored unsent(EventKind kind, @Nullable Instant hubAt) {
      return new Restored(
          List.of(
              new StoredEvent(
                  new EventId(EARLIER_BOOT, 4), kind, "v-1", Duration.ofHours(1), hubAt)),
          List.of(),
          null);
    }
  }

  @Nested
  class ADatabaseRestoredFromABackup {
    @Test
    void isSentTheDayAgain() {
      Trial trial = new Trial().withBroker().linkUp(0).pulse(0).checkIn(1000);
      trial.receipt(1100, event(1), Outcome.COUNTED).checkIn(3000);
      trial.receipt(3100, event(2), Outcome.COUNTED).runTo(4000).forget();
      trial.pulse(5000, "start-2", "epoch-2");
      assertThat(trial.sentAt(event(1))).containsExactly(5000L);
      assertThat(trial.sentAt(event(2))).containsExactly(5000L);
      assertThat(trial.all(Effect.SendEvent.class)).allMatch(send -> send.event().again());
      assertThat(trial.state().unsent()).isEqualTo(2);
    }

    @Test
    void takesThemWithReceiptsThatTheWearerDoesNotHear() {
      Trial trial = new Trial().withBroker().linkUp(0).pulse(0).checkIn(1000);
      trial.receipt(1100, event(1), Outcome.COUNTED).pulse(5000, "start-2", "epoch-2").forget();
      trial.receipt(5100, event(1), Outcome.NOTED, "epoch-2", false).runTo(60_000);
      assertThat(trial.heard()).isEmpty();
      assertThat(trial.state().unsent()).isZero();
      trial.pulse(60_000, "start-2", "epoch-2").runTo(90_000);
      assertThat(trial.sent()).isEmpty();
    }

    @Test
    void isNoticedAfterARestartToo() {
      StoredEvent old =
          new StoredEvent(
              new EventId(EARLIER_BOOT, 1), EventKind.CHECK_IN, "v-1", Duration.ZERO, ZERO);
      ReceiptedEvent receipted = new ReceiptedEvent(old, Outcome.COUNTED, ZERO, "epoch-0");
      Trial trial = new Trial(new Restored(List.of(), List.of(receipted), null)).linkUp(0);
      trial.pulse(1000);
      assertThat(trial.lastSent().id()).isEqualTo(old.id());
      assertThat(trial.lastSent().again()).isTrue();
    }

    @Test
    void isNotSentWhatIsOlderThanADay() {
      Trial trial = new Trial().withBroker().linkUp(0).pulse(0).checkIn(1000);
      trial.receipt(1100, event(1), Outcome.COUNTED).forget();
      Message.Pulse next =
          Message.Pulse.of("hub-a", ZERO.plus(Duration.ofHours(25)), "start-2", "epoch-2");
      trial.at(5000, new Input.PulseHeard(next));
      assertThat(trial.sent()).isEmpty();
    }

    @Test
    void makesItForgetItsRevision() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).revision(40).build());
      trial.pulse(5000, "start-2", "epoch-2");
      assertThat(trial.state().revision()).isZero();
      trial.notice(5100, visit(Phase.DOOR).revision(3).epoch("epoch-2").build());
      assertThat(trial.state().revision()).isEqualTo(3);
      assertThat(trial.state().phase()).isEqualTo(Phase.DOOR);
    }

    @Test
    void isNotTakenInByANoticeThatTheBrokerKept() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).revision(4).build());
      trial.notice(100, visit(Phase.OVER).revision(50).epoch("epoch-0").build());
      assertThat(trial.state().phase()).isEqualTo(Phase.VISIT);
    }
  }

  @Nested
  class TheDaysEvents {
    @Test
    void areKeptForTwentyFourHoursOfHubTime() {
      Trial trial = new Trial().linkUp(0).checkIn(1000);
      trial.receipt(1100, event(1), Outcome.COUNTED).checkIn(3000);
      Message.Receipt late =
          new Message.Receipt(
              BOOT, 2, Outcome.COUNTED, ZERO.plus(Duration.ofHours(25)), EPOCH, false);
      trial.at(3100, new Input.ReceiptHeard(late));
      assertThat(trial.state().courier().receipted())
          .extracting(old -> old.event().id())
          .containsExactly(event(2));
    }

    @Test
    void areFiveHundredAtMost() {
      Trial trial = new Trial().withBroker().linkUp(0);
      for (long n = 1; n <= 502; n++) {
        trial.checkIn(n * 1000).receipt(n * 1000 + 1, event(n), Outcome.COUNTED);
      }
      assertThat(trial.state().courier().receipted())
          .hasSize(500)
          .extracting(old -> old.event().id())
          .startsWith(event(3))
          .endsWith(event(502));
    }
  }
}
