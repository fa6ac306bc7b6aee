package org.safeandaway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.safeandaway.device.Rig.WEARABLE;
import static org.safeandaway.device.Rig.soon;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.device.board.Board;
import org.safeandaway.device.wearable.Sound;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;

/** What the whole firmware does while nothing is broken. */
class FirmwareIT {
  @TempDir Path data;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = new Rig(data);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  @Tag("PAN-1")
  void turnsAHeldPanicButtonIntoAPanicAtTheBroker() {
    rig.holdPanic();

    Message.Event panic = rig.awaitEvent(EventKind.PANIC);
    assertThat(panic.seq()).isEqualTo(1);
    assertThat(panic.ageUncertain()).isFalse();
    assertThat(panic.ageMs()).isLessThan(1000);
  }

  @Test
  void repeatsAPanicUntilItsReceipt() {
    rig.holdPanic();
    soon().until(() -> rig.count(EventKind.PANIC) >= 2);
    rig.hub().receipt(WEARABLE, rig.hub().events().getFirst());

    soon().until(() -> rig.firmware().state().unsent() == 0);
    soon().until(() -> rig.hub().states().getLast().unsent() == 0);
  }

  @Test
  @Tag("ESC-5")
  void letsTheWearerHearThatTheHubHasIt() {
    rig.checkIn();
    rig.hub().receipt(WEARABLE, rig.awaitEvent(EventKind.CHECK_IN));

    soon().until(() -> rig.sounds().contains(Sound.HUB_HAS_IT));
    soon().until(() -> !rig.board().isOn(Board.BUZZER));
    assertThat(rig.firmware().state().unsent()).isZero();
  }

  @Test
  void showsThatItIsAlive() {
    soon().until(() -> rig.board().isOn(Board.STATUS_LED));
    soon().until(() -> !rig.board().isOn(Board.STATUS_LED));
  }

  @Test
  void countsAButtonThatIsHeldWhileItStarts() {
    rig.cutPower();
    MockBoard held = new MockBoard();
    held.press(Board.PANIC_BUTTON);
    rig.powerOn(held);

    rig.awaitEvent(EventKind.PANIC);
  }

  @Test
  void saysItselfThatItLeaves() {
    rig.firmware().close();

    assertThat(rig.firmware().ending()).isCompletedWithValue(new Firmware.Closed());
    soon().until(() -> !rig.hub().links().getLast().online());
    soon().until(() -> rig.broker().log().contains("Received DISCONNECT from w1"));
  }

  @Test
  void runsOnlyOnceOnAFolder() {
    MockBoard second = new MockBoard();
    assertThatThrownBy(() -> rig.startAnother(second))
        .isInstanceOf(AlreadyRunning.class)
        .hasMessageContaining(data.toString());
    second.board().close();
  }
}
