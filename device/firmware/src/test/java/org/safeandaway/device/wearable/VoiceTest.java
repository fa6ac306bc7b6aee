package org.safeandaway.device.wearable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.device.wearable.Trial.EPOCH;
import static org.safeandaway.device.wearable.Trial.event;
import static org.safeandaway.device.wearable.Trial.visit;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.DeadlineKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/** What the wearer hears, by the tape of the buzzer: {@code +100 -220} is on at 100, off at 220. */
class VoiceTest {
  private static final long MINUTE = 60_000;

  @Nested
  @Tag("ESC-5")
  class AReceipt {
    @ParameterizedTest
    @EnumSource(
        value = EventKind.class,
        names = {"SELF_TEST", "UNKNOWN"},
        mode = EnumSource.Mode.EXCLUDE)
    void thatCountsSaysHubHasIt(EventKind kind) {
      Voice voice = Voice.silent().receipt(parcel(kind), Outcome.COUNTED, true);
      assertThat(voice.player().waiting()).containsExactly(Sound.HUB_HAS_IT);
    }

    @Test
    @Tag("ARR-1")
    void isHeardAtTheDoor() {
      Trial trial = Trial.guarding(visit(Phase.BEFORE).build()).checkIn(1000);
      trial.receipt(1200, event(1), Outcome.COUNTED).runTo(5000);
      assertThat(trial.buzzer()).isEqualTo("+1200 -1320");
    }

    @ParameterizedTest
    @CsvSource({"NOTED", "NO_VISIT", "WRONG_VISIT", "UNKNOWN"})
    void thatDoesNotCountSaysNotAccepted(Outcome outcome) {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build()).checkIn(1000);
      trial.receipt(1200, event(1), outcome).runTo(5000);
      assertThat(trial.buzzer()).isEqualTo("+1200 -1900");
    }

    @Test
    void thatSaysOwnedSaysThatAPersonHasIt() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).audiblePanic().build()).panic(2000);
      trial.receipt(6000, event(1), Outcome.COUNTED).runTo(8000).forget();
      trial.receipt(9000, event(1), Outcome.COUNTED, EPOCH, true).runTo(11_000);
      assertThat(trial.heard()).containsExactly(Sound.PERSON_HAS_IT);
      assertThat(trial.buzzer()).isEqualTo("+9000 -9120 +9240 -9360");
    }
  }

  @Nested
  @Tag("ESC-5")
  class AnOwner {
    @Test
    void inTheNoticeIsHeard() {
      Trial trial =
          Trial.guarding(visit(Phase.VISIT).alarm("a-1", AlarmKind.ADVICE, false).build());
      trial.notice(
          1000, visit(Phase.VISIT).revision(2).alarm("a-1", AlarmKind.ADVICE, true).build());
      trial.notice(
          9000, visit(Phase.VISIT).revision(3).alarm("a-1", AlarmKind.ADVICE, true).build());
      assertThat(trial.runTo(12_000).heardAt(Sound.PERSON_HAS_IT)).containsExactly(1000L);
    }

    @Test
    void inReceiptAndNoticeIsHeardOnce() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build()).panic(2000);
      trial.receipt(2100, event(1), Outcome.COUNTED);
      trial.receipt(4000, event(1), Outcome.COUNTED, EPOCH, true);
      trial.notice(
          4600, visit(Phase.VISIT).revision(2).alarm("a-1", AlarmKind.PANIC, true).build());
      assertThat(trial.runTo(12_000).heardAt(Sound.PERSON_HAS_IT)).containsExactly(4000L);
    }

    /** docs/adr/0005. */
    @Test
    void whoLosesTheAlarmIsNotHeardButTheNextOneIs() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build());
      trial.notice(1000, advice(2, true)).pulses(5000, 60_000).forget();
      trial.notice(61_000, advice(3, false)).pulses(65_000, 80_000);
      assertThat(trial.heard()).isEmpty();
      assertThat(trial.buzzer()).isEmpty();
      trial.notice(81_000, advice(4, true)).runTo(84_000);
      assertThat(trial.heardAt(Sound.PERSON_HAS_IT)).containsExactly(81_000L);
    }

    @Test
    void whoTakesOverFromAnotherIsNotHeard() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build());
      trial.notice(1000, advice(2, true)).notice(60_000, advice(3, true));
      assertThat(trial.runTo(70_000).heardAt(Sound.PERSON_HAS_IT)).containsExactly(1000L);
    }

    private static Message.Visit advice(long revision, boolean owned) {
      return visit(Phase.VISIT).revision(revision).alarm("a-1", AlarmKind.ADVICE, owned).build();
    }

    @Test
    void ofSomebodyElsesEventIsNotHeard() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build());
      trial.receipt(1000, event(77), Outcome.COUNTED, EPOCH, true).runTo(3000);
      assertThat(trial.heard()).isEmpty();
    }

    @Test
    @Tag("DUR-1")
    void ofADuressIsNeverHeard() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build()).duress(4000);
      assertThat(trial.made()).containsExactly(EventKind.DURESS);
      trial.receipt(4100, event(1), Outcome.COUNTED, EPOCH, true);
      trial.receipt(9000, event(1), Outcome.COUNTED, EPOCH, true).runTo(12_000);
      assertThat(trial.heard()).containsExactly(Sound.HUB_HAS_IT);
    }
  }

  @Nested
  class NotDelivered {
    @Test
    @Tag("ARR-1")
    void isSaidAfterTenSecondsAndAgainUntilDelivered() {
      Trial trial = Trial.guarding(visit(Phase.BEFORE).build()).withBroker().checkIn(1000);
      trial.pulses(5000, 45_000).receipt(45_000, event(1), Outcome.COUNTED).runTo(90_000);
      assertThat(trial.heardAt(Sound.NOT_DELIVERED)).containsExactly(11_000L, 31_000L);
      assertThat(trial.heardAt(Sound.HUB_HAS_IT)).containsExactly(45_000L);
    }

    @Test
    void isNotSaidWithinTenSeconds() {
      Trial trial = Trial.guarding(visit(Phase.BEFORE).build()).withBroker().checkIn(1000);
      trial.receipt(10_999, event(1), Outcome.COUNTED).runTo(15_000);
      assertThat(trial.heard()).containsExactly(Sound.HUB_HAS_IT);
    }

    @Test
    void isSaidOfTheNextEventInItsOwnTime() {
      Trial trial = Trial.guarding(visit(Phase.OVER).none().build()).withBroker().checkIn(1000);
      trial.receipt(15_000, event(1), Outcome.COUNTED).checkIn(20_000).runTo(31_000);
      assertThat(trial.heardAt(Sound.NOT_DELIVERED)).containsExactly(11_000L, 30_000L);
    }

    @Test
    @Tag("PAN-1")
    void isMuteAfterASilentPanic() {
      Trial trial = Trial.guarding(visit(Phase.OVER).none().build()).checkIn(1000).panic(3000);
      assertThat(trial.runTo(120_000).heard()).isEmpty();
      assertThat(trial.buzzer()).isEmpty();
    }

    @Test
    void isSaidAfterAnAudiblePanic() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).audiblePanic().build()).panic(3000);
      assertThat(trial.runTo(14_000).heardAt(Sound.NOT_DELIVERED)).containsExactly(13_000L);
    }
  }

  @Nested
  class NotWatched {
    @Test
    void isSaidTwentySecondsAfterTheLastPulse() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build()).pulses(5000, 30_000);
      trial.runTo(49_999);
      assertThat(trial.heard()).isEmpty();
      trial.runTo(115_000);
      assertThat(trial.heardAt(Sound.NOT_WATCHED)).containsExactly(50_000L, 110_000L);
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, 0", "DOOR, 1", "VISIT, 1", "LEAVING, 1", "OVER, 0"})
    void isSaidInAVisitOnly(Phase phase, int times) {
      Trial trial = Trial.guarding(visit(phase).build()).runTo(30_000);
      assertThat(trial.heardAt(Sound.NOT_WATCHED)).hasSize(times);
    }

    @Test
    @Tag("ARR-1")
    void isSaidAtOnceAtTheDoor() {
      Trial trial = Trial.guarding(visit(Phase.BEFORE).build()).runTo(40_000).checkIn(41_000);
      assertThat(trial.heardAt(Sound.NOT_WATCHED)).containsExactly(41_000L);
    }
  }

  /** The hub is there, and says that no person sits behind it. */
  @Nested
  @Tag("ESC-5")
  class AHubBehindWhichNobodyWatches {
    @Test
    void isAsGoodAsNoneToWhoeverIsOut() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).silent().build()).pulses(5000, 30_000);
      trial.unwatchedPulses(35_000, 115_000).runTo(115_000);
      assertThat(trial.heardAt(Sound.NOT_WATCHED)).containsExactly(50_000L, 110_000L);
      assertThat(trial.buzzer()).startsWith("+50000 -50030 +50150 -50180 +50300 -50330 +50450");
    }

    @Test
    void isForgottenWhenSomebodyWatchesAgain() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build());
      trial.unwatchedPulses(5000, 30_000).pulses(35_000, 200_000).runTo(200_000);
      assertThat(trial.heardAt(Sound.NOT_WATCHED)).containsExactly(20_000L);
    }

    @Test
    void doesNotCountForTwentySecondsSinceTwoHubsMayNotAgreeAtOnce() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build());
      for (long ms = 2500; ms <= 100_000; ms += 5000) {
        trial.unwatchedPulse(ms).pulseOf("hub-b", ms + 2500, "start-b", EPOCH);
      }
      assertThat(trial.heard()).isEmpty();
    }

    @Test
    @Tag("ARR-1")
    void isSaidAtOnceAtTheDoor() {
      Trial trial = Trial.guarding(visit(Phase.BEFORE).build()).unwatchedPulses(5000, 40_000);
      assertThat(trial.checkIn(41_000).heardAt(Sound.NOT_WATCHED)).containsExactly(41_000L);
    }

    /** Else somebody under duress, whose visit seems over, could see that theirs is not. */
    @ParameterizedTest
    @CsvSource({"BEFORE", "OVER"})
    @Tag("DUR-1")
    void isNeitherHeardNorSeenOutsideAVisit(Phase phase) {
      Trial trial = Trial.guarding(visit(phase).build());
      Trial watched = Trial.guarding(visit(phase).build()).pulses(5000, 60_000);
      trial.unwatchedPulses(5000, 60_000);
      assertThat(trial.heard()).isEmpty();
      assertThat(trial.all(Effect.Led.class)).isEqualTo(watched.all(Effect.Led.class));
    }

    @Test
    void isNoGapAfterWhichEverythingIsSentAgain() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build()).withBroker().checkIn(1000);
      trial.unwatchedPulses(5000, 6000);
      assertThat(trial.sentAt(event(1))).containsExactly(1000L, 4000L);
    }
  }

  @Nested
  @Tag("CHK-2")
  class AReminder {
    @Test
    void comesFiveMinutesAndOneMinuteBeforeAndWhenItIsDue() {
      Trial trial = due(DeadlineKind.CHECK_IN).pulses(5000, 11 * MINUTE);
      assertThat(trial.heardAt(Sound.DUE_SOON)).containsExactly(5 * MINUTE);
      assertThat(trial.heardAt(Sound.DUE_NEXT)).containsExactly(9 * MINUTE);
      assertThat(trial.heardAt(Sound.DUE_NOW)).containsExactly(10 * MINUTE);
    }

    @Test
    void comesOfEveryKindOfDeadlineThatTheHubWantsRemindedOf() {
      Trial trial = due(DeadlineKind.AGREED_END).pulses(5000, 11 * MINUTE);
      assertThat(trial.heardAt(Sound.DUE_NOW)).containsExactly(10 * MINUTE);
    }

    @Test
    void comesNoMoreOnceTheHubHasCountedTheCheckIn() {
      Trial trial = due(DeadlineKind.CHECK_IN).checkIn(4000);
      trial.receipt(4100, event(1), Outcome.COUNTED).pulses(5000, 11 * MINUTE);
      assertThat(trial.heard()).containsExactly(Sound.HUB_HAS_IT);
    }

    @Test
    void stillComesWhileTheHubHasNotSinceItHoldsTheWearerToIt() {
      Trial trial = due(DeadlineKind.CHECK_IN).checkIn(4000).pulses(5000, 11 * MINUTE);
      assertThat(trial.heardAt(Sound.DUE_NOW)).hasSize(1);
    }

    @Test
    void comesByThePulseThoughTheNoticeIsFromBeforeTheRestart() {
      Trial trial =
          new Trial(
              new Restored(
                  List.of(),
                  List.of(),
                  visit(Phase.VISIT).due(DeadlineKind.CHECK_IN, 8000, 0L).build()));
      trial.runTo(2000).pulse(2000).runTo(20_000);
      assertThat(trial.heardAt(Sound.DUE_NOW)).containsExactly(8000L);
    }

    @Test
    void thatIsLongPastIsNotMadeUpFor() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build()).pulses(5000, 60_000);
      trial.notice(
          61_000, visit(Phase.VISIT).revision(2).due(DeadlineKind.CHECK_IN, 50_000, 0L).build());
      assertThat(trial.runTo(70_000).heard()).isEmpty();
    }

    private static Trial due(DeadlineKind kind) {
      return Trial.guarding(
          visit(Phase.VISIT).due(kind, 10 * MINUTE, 5 * MINUTE, MINUTE, 0L).build());
    }
  }

  @Nested
  class ASilentVisit {
    @Test
    @Tag("ESC-5")
    void hasOneTickForCountedTwoForAPersonThreeForNotAccepted() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).silent().build()).checkIn(1000);
      trial.receipt(1100, event(1), Outcome.COUNTED).runTo(3000);
      assertThat(trial.buzzer()).isEqualTo("+1100 -1130");
      trial.forget();
      trial.notice(
          3000, visit(Phase.VISIT).silent().revision(2).alarm("a", AlarmKind.ADVICE, true).build());
      assertThat(trial.runTo(5000).buzzer()).isEqualTo("+3000 -3030 +3150 -3180");
      trial.forget();
      trial.checkIn(6000).receipt(6100, event(2), Outcome.NOTED).runTo(8000);
      assertThat(trial.buzzer()).isEqualTo("+6100 -6130 +6250 -6280 +6400 -6430");
    }

    @Test
    void hasThreeTicksForNotDeliveredAndFourForNotWatched() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).silent().build()).withBroker();
      trial.checkIn(1000).runTo(19_000);
      assertThat(trial.buzzer()).isEqualTo("+11000 -11030 +11150 -11180 +11300 -11330");
      trial.receipt(19_000, event(1), Outcome.COUNTED).runTo(19_900).forget();
      assertThat(trial.runTo(25_000).buzzer())
          .isEqualTo("+20000 -20030 +20150 -20180 +20300 -20330 +20450 -20480");
    }

    @ParameterizedTest
    @EnumSource(Sound.class)
    void hasNothingButTicksOfThirtyMilliseconds(Sound sound) {
      List<Long> rhythm = sound.rhythm(true).stream().map(d -> d.toMillis()).toList();
      for (int on = 0; on < rhythm.size(); on += 2) {
        assertThat(rhythm.get(on)).isEqualTo(30);
      }
    }

    @Test
    @Tag("PAN-1")
    void isWhatEveryVisitIsAfterASilentPanic() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build()).panic(2000);
      trial.notice(2100, visit(Phase.VISIT).revision(2).alarm("a", AlarmKind.PANIC, false).build());
      trial.receipt(2100, event(1), Outcome.COUNTED).runTo(4000);
      assertThat(trial.buzzer()).isEqualTo("+2100 -2130");
    }
  }

  @Nested
  class ASelfTest {
    @Test
    void isPassedWithAReceipt() {
      Trial trial = new Trial().linkUp(0).pulse(0).press(Button.CHECK_IN, 1000, 7100);
      trial.receipt(7200, event(1), Outcome.COUNTED).runTo(20_000);
      assertThat(trial.heard()).endsWith(Sound.SELF_TEST_PASSED);
      assertThat(trial.heardAt(Sound.SELF_TEST_PASSED)).containsExactly(7200L);
    }

    @Test
    void isFailedWithoutOneForTenSeconds() {
      Trial trial = new Trial().press(Button.CHECK_IN, 1000, 7100);
      trial.receipt(40_000, event(1), Outcome.COUNTED).runTo(60_000);
      assertThat(trial.heardAt(Sound.SELF_TEST_FAILED)).containsExactly(17_000L);
      assertThat(trial.heard()).doesNotContain(Sound.SELF_TEST_PASSED, Sound.NOT_DELIVERED);
    }

    @Test
    void isFailedWithAFault() {
      Trial trial = new Trial().linkUp(0).press(Button.CHECK_IN, 1000, 7100);
      trial.at(7150, new Input.FaultChanged(Fault.BUTTONS_UNREADABLE, true));
      trial.receipt(7200, event(1), Outcome.COUNTED).runTo(20_000);
      assertThat(trial.heardAt(Sound.SELF_TEST_FAILED)).containsExactly(7200L);
    }
  }

  @Nested
  class ABatteryThatWillNotLast {
    @Test
    void isSaidAtOnceAndEveryTenMinutes() {
      Trial trial = new Trial().at(1000, new Input.Measured(9, null, true)).runTo(11 * MINUTE);
      assertThat(trial.heardAt(Sound.BATTERY_LOW)).containsExactly(1000L, 601_000L);
      assertThat(trial.state().faults()).containsExactly(Fault.BATTERY_LOW);
      trial.at(11 * MINUTE, new Input.Measured(80, null, false)).runTo(40 * MINUTE);
      assertThat(trial.heardAt(Sound.BATTERY_LOW)).hasSize(2);
    }
  }

  @Nested
  class ManySounds {
    @Test
    void comeOneAfterAnotherWithSilenceBetween() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build()).checkIn(1000);
      trial.receipt(1100, event(1), Outcome.COUNTED);
      trial.at(1150, new Input.Measured(9, null, true));
      trial.notice(
          1160, visit(Phase.VISIT).revision(2).alarm("a-1", AlarmKind.ADVICE, true).build());
      trial.runTo(8000);
      assertThat(trial.heard())
          .containsExactly(Sound.HUB_HAS_IT, Sound.PERSON_HAS_IT, Sound.BATTERY_LOW);
      assertThat(trial.buzzer())
          .isEqualTo("+1100 -1220 +1720 -1840 +1960 -2080 +2580 -3080 +3280 -3360");
    }

    @Test
    void haveDistinctRhythms() {
      assertThat(distinct(false)).hasSize(Sound.values().length);
    }

    @Test
    void haveDistinctTicksButForThoseThatTheProtocolGivesTheSame() {
      // Three ticks are not delivered, not accepted, and a self-test failed; one is counted, a
      // second of holding and (in a visit that is silent) an audible panic.
      assertThat(distinct(true)).hasSize(Sound.values().length - 4);
    }

    private static Set<List<?>> distinct(boolean inSilence) {
      Set<List<?>> rhythms = new HashSet<>();
      Arrays.stream(Sound.values()).forEach(sound -> rhythms.add(sound.rhythm(inSilence)));
      return rhythms;
    }
  }

  private static Parcel parcel(EventKind kind) {
    StoredEvent event = new StoredEvent(event(1), kind, null, Duration.ZERO, null);
    return new Parcel(event, Duration.ZERO, Parcel.Storing.DONE, true, false, Parcel.FRESH);
  }
}
