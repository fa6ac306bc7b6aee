package org.safeandaway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.device.board.Board;
import org.safeandaway.device.health.Gauges;
import org.safeandaway.device.health.Watchdog;
import org.safeandaway.device.uplink.BrokerAccess;
import org.safeandaway.protocol.WearableId;

/** What a firmware does by itself; its broker is never there. */
class FirmwareTest {
  @TempDir Path data;
  private final MockBoard mock = new MockBoard();
  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void endsVisiblyAndInSilenceByABugOfItsOwn() throws AlreadyRunning {
    IllegalStateException bug = new IllegalStateException("a bug");
    var buzzer = mock.output(Board.BUZZER);
    Firmware firmware =
        start(
            (step, uptime) -> {
              if (mock.isOn(Board.BUZZER)) {
                throw bug;
              }
            });
    // The first second of a hold ticks, so the buzzer is on in some step.
    mock.press(Board.CHECK_IN_BUTTON);

    await().until(() -> firmware.ending().isDone());
    assertThat(firmware.ending()).isCompletedWithValue(new Firmware.Broken(bug));
    await().until(buzzer::isLow);
    firmware.close();
  }

  @Test
  void tellsTheWatchdogThatItIsWell() throws AlreadyRunning {
    Firmware firmware = start(FirmwareObserver.none());
    await().until(() -> said.contains("ready") && said.contains("alive"));

    firmware.close();
    int before = said.size();
    await().during(Duration.ofSeconds(3)).until(() -> said.size() == before);
  }

  @Test
  void leavesTheWatchdogInSilenceWhileItsLoopHangs() throws AlreadyRunning {
    Firmware firmware =
        start(
            (step, uptime) -> {
              while (Thread.currentThread().isAlive() && !said.contains("enough")) {
                Thread.onSpinWait();
              }
            });
    await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
    int whenItWasNoticed = said.size();
    await().during(Duration.ofSeconds(3)).until(() -> said.size() == whenItWasNoticed);
    said.add("enough");
    firmware.close();
  }

  @Test
  void canBeCutAndClosedAsOftenAsOneLikes() throws AlreadyRunning {
    Firmware firmware = start(FirmwareObserver.none());
    firmware.cutPower();
    firmware.cutPower();
    firmware.close();

    assertThat(firmware.ending()).isCompletedWithValue(new Firmware.PowerCut());
    MockBoard next = new MockBoard();
    start(next, FirmwareObserver.none()).close();
  }

  private Firmware start(FirmwareObserver observer) throws AlreadyRunning {
    return start(mock, observer);
  }

  private Firmware start(MockBoard board, FirmwareObserver observer) throws AlreadyRunning {
    BrokerAccess nobody =
        new BrokerAccess(URI.create("tcp://127.0.0.1:1"), "w1", "p", Optional.empty());
    Watchdog watchdog =
        new Watchdog() {
          @Override
          public void ready() {
            said.add("ready");
          }

          @Override
          public void alive() {
            said.add("alive");
          }
        };
    return Firmware.start(
        FirmwareConfiguration.standard(new WearableId("w1"), nobody, data, "test"),
        new Surroundings(
            board.board(),
            Gauges.none(),
            watchdog,
            MonotonicClock.system(),
            Surroundings::randomBoot,
            new SplittableRandom(),
            observer));
  }
}
