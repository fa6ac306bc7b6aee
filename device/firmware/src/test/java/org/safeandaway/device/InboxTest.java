package org.safeandaway.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.device.wearable.Button;
import org.safeandaway.device.wearable.Input;

class InboxTest {
  private static final Input PRESS = new Input.ButtonChanged(Button.PANIC, true);
  private final Inbox inbox = new Inbox();

  @Test
  void givesInputsBackInTheirOrderWithTheirTimes() throws InterruptedException {
    inbox.put(PRESS, Duration.ofSeconds(1));
    inbox.put(new Input.Tick(), Duration.ofSeconds(2));

    assertThat(inbox.take(Duration.ZERO)).isEqualTo(new Inbox.Timed(PRESS, Duration.ofSeconds(1)));
    assertThat(inbox.take(Duration.ZERO))
        .isEqualTo(new Inbox.Timed(new Input.Tick(), Duration.ofSeconds(2)));
    assertThat(inbox.take(Duration.ofMillis(-5))).isNull();
  }

  @Test
  @Tag("PAN-1")
  void keepsRoomForHandsInAFlood() {
    for (int i = 0; i < 5000; i++) {
      inbox.put(new Input.LinkDown(), Duration.ZERO);
    }
    long lost = inbox.lostSinceLastAsked();
    assertThat(lost).isEqualTo(5000 - (Inbox.CAPACITY - Inbox.KEPT_FOR_HANDS));
    inbox.put(PRESS, Duration.ZERO);
    assertThat(inbox.lostSinceLastAsked()).isZero();
  }

  @Test
  void countsWhatItLosesEvenOfHands() {
    for (int i = 0; i < Inbox.CAPACITY + 3; i++) {
      inbox.put(PRESS, Duration.ZERO);
    }
    assertThat(inbox.lostSinceLastAsked()).isEqualTo(3);
    assertThat(inbox.lostSinceLastAsked()).isZero();
  }
}
