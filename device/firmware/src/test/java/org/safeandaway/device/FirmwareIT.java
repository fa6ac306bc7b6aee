package org.safeandaway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.device.board.Board;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.WearableId;

/** The whole firmware: mock pins at one end, a real broker at the other. */
class FirmwareIT {
  private static final WearableId WEARABLE = new WearableId("w1");
  private static final Duration LIMIT = Duration.ofSeconds(15);
  @TempDir Path data;

  private final Mosquitto broker = new Mosquitto(WEARABLE);
  private TestHub hub;
  private MockBoard board;
  private Firmware firmware;

  @BeforeEach
  void start() throws AlreadyRunning {
    hub = new TestHub(broker.uri());
    powerOn();
  }

  @AfterEach
  void stop() {
    firmware.cutPower();
    hub.close();
    broker.close();
  }

  @Test
  @Tag("PAN-1")
  void turnsAHeldPanicButtonIntoAPanicAtTheBroker() {
    holdPanic();

    Message.Event panic = awaitEvent(EventKind.PANIC);
    assertThat(panic.seq()).isEqualTo(1);
    assertThat(panic.ageUncertain()).isFalse();
    assertThat(panic.ageMs()).isLessThan(1000);
  }

  @Test
  void repeatsAPanicUntilItsReceipt() {
    holdPanic();
    await().atMost(LIMIT).until(() -> count(EventKind.PANIC) >= 2);
    hub.receipt(WEARABLE, hub.events().getFirst());

    await().atMost(LIMIT).until(() -> firmware.state().unsent() == 0);
    await().atMost(LIMIT).until(() -> lastState().unsent() == 0);
  }

  @Test
  void bringsACheckInToTheHubAndItsReceiptBack() {
    board.press(Board.CHECK_IN_BUTTON);
    board.release(Board.CHECK_IN_BUTTON);
    hub.receipt(WEARABLE, awaitEvent(EventKind.CHECK_IN));

    await().atMost(LIMIT).until(() -> firmware.state().unsent() == 0);
    // It says that the hub has it, and is quiet again.
    await().atMost(LIMIT).until(() -> !board.isOn(Board.BUZZER));
  }

  @Test
  @Tag("PAN-1")
  void sendsAPanicFromBeforeALossOfPower() throws AlreadyRunning {
    broker.kill();
    holdPanic();
    await().atMost(LIMIT).until(() -> firmware.state().unsent() == 1);
    String boot = firmware.state().boot();
    await().atMost(LIMIT).until(() -> !storedUnsent().isEmpty());
    powerOff();
    broker.start();
    hub.close();
    hub = new TestHub(broker.uri());
    powerOn();

    Message.Event panic = awaitEvent(EventKind.PANIC);
    assertThat(panic.boot()).isEqualTo(boot);
    assertThat(panic.ageUncertain()).isTrue();
  }

  @Test
  void letsTheBrokerSayThatItsPowerIsGone() throws AlreadyRunning {
    await().atMost(LIMIT).until(() -> !hub.links().isEmpty());
    powerOff();

    await().atMost(LIMIT).until(() -> !hub.links().getLast().online());
    assertThat(hub.links().getLast().connection()).isEqualTo(hub.links().getFirst().connection());
    assertThat(broker.log()).doesNotContain("Received DISCONNECT from w1");
  }

  @Test
  void saysItselfThatItLeaves() {
    await().atMost(LIMIT).until(() -> !hub.links().isEmpty());
    firmware.close();

    assertThat(firmware.ending()).isCompletedWithValue(new Firmware.Closed());
    await().atMost(LIMIT).until(() -> !hub.links().getLast().online());
    assertThat(broker.log()).contains("Received DISCONNECT from w1");
  }

  @Test
  void runsOnlyOnceOnAFolder() {
    MockBoard second = new MockBoard();
    assertThatThrownBy(() -> Firmware.start(configuration(), around(second)))
        .isInstanceOf(AlreadyRunning.class)
        .hasMessageContaining(data.toString());
    second.board().close();
  }

  @Test
  void countsAButtonThatIsHeldWhileItStarts() throws AlreadyRunning {
    powerOff();
    board = new MockBoard();
    board.press(Board.PANIC_BUTTON);
    firmware = Firmware.start(configuration(), around(board));

    awaitEvent(EventKind.PANIC);
  }

  private void powerOn() throws AlreadyRunning {
    board = new MockBoard();
    firmware = Firmware.start(configuration(), around(board));
    await().atMost(LIMIT).until(() -> hub.links().stream().anyMatch(Message.Link::online));
  }

  private void powerOff() {
    firmware.cutPower();
  }

  private FirmwareConfiguration configuration() {
    return FirmwareConfiguration.standard(WEARABLE, broker.access(WEARABLE), data, "test");
  }

  private Surroundings around(MockBoard hands) {
    return Surroundings.simulated(
        hands.board(), MonotonicClock.system(), Surroundings::randomBoot, FirmwareObserver.none());
  }

  private void holdPanic() {
    board.press(Board.PANIC_BUTTON);
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(LIMIT)
        .until(() -> firmware.state().unsent() == 1);
    board.release(Board.PANIC_BUTTON);
  }

  private Message.Event awaitEvent(EventKind... kinds) {
    List<EventKind> wanted = List.of(kinds);
    await()
        .atMost(LIMIT)
        .until(() -> hub.events().stream().anyMatch(event -> wanted.contains(event.kind())));
    return hub.events().stream()
        .filter(event -> wanted.contains(event.kind()))
        .findFirst()
        .orElseThrow();
  }

  private long count(EventKind kind) {
    return hub.events().stream().filter(event -> event.kind() == kind).count();
  }

  private Message.State lastState() {
    return hub.states().getLast();
  }

  private List<Path> storedUnsent() throws java.io.IOException {
    try (var files = java.nio.file.Files.list(data)) {
      return files
          .filter(file -> file.toString().endsWith(".log") && file.toFile().length() > 20)
          .toList();
    }
  }
}
