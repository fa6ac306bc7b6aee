package org.safeandaway.hub.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Phase;

/** Nothing counts as known to the wearer but what the wearable itself has said. */
@Tag("ESC-5")
class WearableKnowsTest {
  private static final String ALARM = "5f0c1c52-6c8f-3d6e-9a3e-0d6a3c8f1b11";

  @Test
  void knowsNothingThatItHasNotSaid() {
    WearableKnows.Evidence silent = evidence(null, 7, notice(true), 6L, 7L);

    assertThat(silent.ofAlarm()).isFalse();
    assertThat(silent.ofOwner()).isFalse();
  }

  @Test
  void knowsWhatTheNoticeThatItHoldsSays() {
    WearableKnows.Evidence unowned = evidence(7L, 7, notice(false), null, null);
    WearableKnows.Evidence owned = evidence(7L, 7, notice(true), null, null);

    assertThat(unowned.ofAlarm()).isTrue();
    assertThat(unowned.ofOwner()).isFalse();
    assertThat(owned.ofAlarm()).isTrue();
    assertThat(owned.ofOwner()).isTrue();
  }

  @Test
  void anOlderNoticeThanTheOneThatSaidItProvesNothing() {
    assertThat(evidence(6L, 7, notice(true), null, null).ofOwner()).isFalse();
    assertThat(evidence(6L, 7, notice(true), null, null).ofAlarm()).isFalse();
    assertThat(evidence(5L, 9, null, 6L, 8L).ofAlarm()).isFalse();
    assertThat(evidence(7L, 9, null, 6L, 8L).ofOwner()).isFalse();
  }

  @Test
  void whatItWasToldBeforeItStillKnows() {
    WearableKnows.Evidence later = evidence(8L, 9, null, 6L, 8L);

    assertThat(later.ofAlarm()).isTrue();
    assertThat(later.ofOwner()).isTrue();
  }

  @Test
  void aNumberThatTheHubNeverGaveProvesNothing() {
    assertThat(evidence(12L, 9, null, 6L, 8L).ofAlarm()).isFalse();
    assertThat(evidence(12L, 9, notice(true), 6L, 8L).ofOwner()).isFalse();
  }

  @Test
  void isToldOfWhatItRaisedAndOfWhatItsNoticeHas() {
    assertThat(evidence(null, 7, null, null, null).told()).isFalse();
    assertThat(evidence(null, 7, notice(List.of()), null, null).told()).isFalse();
    assertThat(evidence(null, 7, notice(false), null, null).told()).isTrue();
    assertThat(new WearableKnows.Evidence(ALARM, true, null, 7, null, null, null).told()).isTrue();
  }

  @Test
  void anotherAlarmsOwnerIsNotThisOnes() {
    Message.Visit other =
        notice(
            List.of(
                new Message.OpenAlarm("another", AlarmKind.PANIC, true),
                new Message.OpenAlarm(ALARM, AlarmKind.PANIC, false)));

    assertThat(evidence(7L, 7, other, null, null).ofOwner()).isFalse();
    assertThat(evidence(7L, 7, other, null, null).ofAlarm()).isTrue();
  }

  private static WearableKnows.Evidence evidence(
      @Nullable Long holds,
      long revision,
      Message.@Nullable Visit notice,
      @Nullable Long raisedIn,
      @Nullable Long takenIn) {
    return new WearableKnows.Evidence(ALARM, false, holds, revision, notice, raisedIn, takenIn);
  }

  private static Message.Visit notice(boolean owned) {
    return notice(List.of(new Message.OpenAlarm(ALARM, AlarmKind.PANIC, owned)));
  }

  private static Message.Visit notice(List<Message.OpenAlarm> alarms) {
    return new Message.Visit("v1", Phase.VISIT, List.of(), true, false, alarms, 7, null, "epoch");
  }
}
