package org.safeandaway.device.wearable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.device.wearable.Trial.EARLIER_BOOT;
import static org.safeandaway.device.wearable.Trial.event;
import static org.safeandaway.device.wearable.Trial.visit;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/** Where the wearer is, as far as the wearable can know. */
class BeliefTest {

  @Nested
  class TheTable {
    @Tag("ARR-1")
    @Tag("EXT-1")
    @Tag("LEAVE-1")
    @Tag("END-1")
    @Tag("DUR-1")
    @ParameterizedTest
    @CsvSource({
      // event, after before, door, visit, leaving, over
      "ARRIVED,       DOOR,   VISIT,   VISIT,   LEAVING, OVER",
      "CHECK_IN,      DOOR,   VISIT,   VISIT,   LEAVING, OVER",
      "MORE_TIME,     BEFORE, VISIT,   VISIT,   LEAVING, OVER",
      "LEAVING,       BEFORE, LEAVING, LEAVING, LEAVING, OVER",
      "SAFE_AND_AWAY, BEFORE, OVER,    OVER,    OVER,    OVER",
      "ADVICE,        BEFORE, DOOR,    VISIT,   LEAVING, OVER",
      "PANIC,         BEFORE, DOOR,    VISIT,   LEAVING, OVER",
      "DURESS,        DOOR,   VISIT,   VISIT,   LEAVING, OVER",
      "WITHDRAWN,     BEFORE, DOOR,    VISIT,   LEAVING, OVER",
      "SELF_TEST,     BEFORE, DOOR,    VISIT,   LEAVING, OVER",
    })
    void saysWhereTheWearerIs(
        EventKind event, Phase before, Phase door, Phase visit, Phase leaving, Phase over) {
      assertThat(after(Phase.BEFORE, event)).isEqualTo(before);
      assertThat(after(Phase.DOOR, event)).isEqualTo(door);
      assertThat(after(Phase.VISIT, event)).isEqualTo(visit);
      assertThat(after(Phase.LEAVING, event)).isEqualTo(leaving);
      assertThat(after(Phase.OVER, event)).isEqualTo(over);
    }

    @Tag("END-1")
    @ParameterizedTest
    @CsvSource({"DOOR", "VISIT", "LEAVING"})
    void safeAndAwayEndsNothingWhileAnAlarmIsOpen(Phase phase) {
      Message.Visit notice = visit(phase).alarm("a-1", AlarmKind.MISSED_CHECK_IN, true).build();
      assertThat(after(notice, EventKind.SAFE_AND_AWAY)).isEqualTo(phase);
    }

    private static Phase after(Phase phase, EventKind kind) {
      return after(visit(phase).build(), kind);
    }

    private static Phase after(Message.Visit notice, EventKind kind) {
      Courier courier = Courier.atStart(Restored.nothing()).take(own(1, kind), true, Duration.ZERO);
      return Belief.of(notice, courier, Trial.BOOT).phase();
    }
  }

  @Nested
  class ItsOwnEvents {
    @Test
    void countOverANoticeThatDidNotKnowOfThem() {
      Trial trial = Trial.guarding(visit(Phase.BEFORE).build()).checkIn(1000).checkIn(3000);
      assertThat(trial.state().phase()).isEqualTo(Phase.VISIT);
      trial.notice(3100, visit(Phase.DOOR).revision(2).upTo(event(1)).build());
      assertThat(trial.state().phase()).isEqualTo(Phase.VISIT);
    }

    @Test
    void countNoMoreOverANoticeThatDid() {
      Trial trial = Trial.guarding(visit(Phase.BEFORE).build()).checkIn(1000);
      trial.notice(1100, visit(Phase.BEFORE).revision(2).upTo(event(1)).build());
      assertThat(trial.state().phase()).isEqualTo(Phase.BEFORE);
    }

    @Test
    void countWithTheirReceiptUntilTheNoticeComes() {
      Trial trial = Trial.guarding(visit(Phase.BEFORE).build()).checkIn(1000);
      trial.receipt(1100, event(1), Outcome.COUNTED);
      assertThat(trial.state().phase()).isEqualTo(Phase.DOOR);
    }

    @ParameterizedTest
    @CsvSource({"NOTED", "NO_VISIT", "WRONG_VISIT", "UNKNOWN"})
    void countForNothingIfTheHubSaysSo(Outcome outcome) {
      Trial trial = Trial.guarding(visit(Phase.BEFORE).build()).checkIn(1000);
      trial.receipt(1100, event(1), outcome);
      assertThat(trial.state().phase()).isEqualTo(Phase.BEFORE);
    }

    @Test
    void countForTheirOwnVisitOnly() {
      Trial trial = Trial.guarding(visit(Phase.BEFORE).build()).checkIn(1000);
      Message.Visit other =
          new Message.Visit(
              "v-2", Phase.BEFORE, List.of(), false, false, List.of(), 2, null, Trial.EPOCH);
      trial.notice(1100, other);
      assertThat(trial.state().phase()).isEqualTo(Phase.BEFORE);
    }

    @Test
    void countInTheirOrderThoughAnUrgentOneOvertakes() {
      Trial trial = Trial.guarding(visit(Phase.BEFORE).build());
      trial.press(Button.CHECK_IN, 1000, 1100).press(Button.CHECK_IN, 1300, 1400).duress(6000);
      assertThat(trial.made()).containsExactly(EventKind.MORE_TIME, EventKind.DURESS);
      trial.receipt(6100, event(2), Outcome.COUNTED);
      assertThat(trial.state().phase()).isEqualTo(Phase.DOOR);
    }

    @Test
    void fromBeforeTheRestartCountToo() {
      Restored restored =
          new Restored(
              List.of(
                  new StoredEvent(
                      new EventId(EARLIER_BOOT, 3),
                      EventKind.SAFE_AND_AWAY,
                      "v-1",
                      Duration.ZERO,
                      null)),
              List.of(),
              visit(Phase.VISIT).upTo(new EventId(EARLIER_BOOT, 2)).build());
      assertThat(new Trial(restored).state().phase()).isEqualTo(Phase.OVER);
    }
  }

  @Nested
  class ANotice {
    @Test
    void ofALowerRevisionIsIgnored() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).revision(5).build());
      trial.notice(100, visit(Phase.BEFORE).revision(4).build());
      assertThat(trial.state().phase()).isEqualTo(Phase.VISIT);
      assertThat(trial.all(Effect.KeepVisit.class)).hasSize(1);
    }

    @Test
    void isKeptOnDiskOnceThoughItComesWithEveryConnection() {
      Message.Visit notice = visit(Phase.VISIT).revision(5).build();
      Trial trial = Trial.guarding(notice).notice(100, notice).notice(200, notice);
      assertThat(trial.all(Effect.KeepVisit.class)).containsExactly(new Effect.KeepVisit(notice));
    }

    @Test
    void ofNoVisitEndsWhatItGuarded() {
      Trial trial = Trial.guarding(visit(Phase.VISIT).build());
      trial.notice(100, visit(Phase.OVER).none().revision(2).build());
      assertThat(trial.state().visit()).isNull();
      assertThat(trial.state().phase()).isEqualTo(Phase.OVER);
    }

    @Test
    void thatWasKeptOnDiskIsWhereTheWearableBegins() {
      Trial trial =
          new Trial(new Restored(List.of(), List.of(), visit(Phase.VISIT).revision(9).build()));
      assertThat(trial.state().phase()).isEqualTo(Phase.VISIT);
      assertThat(trial.state().revision()).isEqualTo(9);
    }
  }

  private static StoredEvent own(long seq, EventKind kind) {
    return new StoredEvent(event(seq), kind, "v-1", Duration.ZERO, null);
  }
}
