package org.safeandaway.device;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.safeandaway.device.board.Board;
import org.safeandaway.device.wearable.Effect;
import org.safeandaway.device.wearable.Sound;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.WearableId;

/** A whole firmware: mock pins at one end, a real broker and as much of a hub at the other. */
final class Rig implements AutoCloseable {
  static final WearableId WEARABLE = new WearableId("w1");

  private final Path data;
  private final Mosquitto broker = new Mosquitto(WEARABLE);
  private final List<Sound> sounds = new CopyOnWriteArrayList<>();
  private TestHub hub = new TestHub(broker.uri());
  private MockBoard board = new MockBoard();
  private Firmware firmware;

  Rig(Path data) {
    this.data = data;
    firmware = start(board);
    awaitOnline();
  }

  static ConditionFactory soon() {
    return await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(20));
  }

  Mosquitto broker() {
    return broker;
  }

  TestHub hub() {
    return hub;
  }

  MockBoard board() {
    return board;
  }

  Firmware firmware() {
    return firmware;
  }

  List<Sound> sounds() {
    return sounds;
  }

  /** Starts another firmware on the same folder. */
  Firmware startAnother(MockBoard hands) throws AlreadyRunning {
    return Firmware.start(configuration(), around(hands));
  }

  void cutPower() {
    firmware.cutPower();
  }

  /** Starts again on the same disk, with hands on the buttons as they are given. */
  void powerOn(MockBoard hands) {
    board = hands;
    firmware = start(hands);
  }

  void restartBroker() {
    hub.close();
    broker.start();
    hub = new TestHub(broker.uri());
  }

  void awaitOnline() {
    soon().until(() -> hub.links().stream().anyMatch(Message.Link::online));
  }

  /** Presses panic until the firmware has made an event of it. */
  void holdPanic() {
    int before = firmware.state().unsent();
    board.press(Board.PANIC_BUTTON);
    soon().until(() -> firmware.state().unsent() == before + 1);
    board.release(Board.PANIC_BUTTON);
  }

  void checkIn() {
    board.press(Board.CHECK_IN_BUTTON);
    board.release(Board.CHECK_IN_BUTTON);
  }

  Message.Event awaitEvent(EventKind kind) {
    soon().until(() -> count(kind) > 0);
    return hub.events().stream().filter(event -> event.kind() == kind).findFirst().orElseThrow();
  }

  long count(EventKind kind) {
    return hub.events().stream().filter(event -> event.kind() == kind).count();
  }

  void awaitStored() {
    soon().until(this::hasStoredSomething);
  }

  @Override
  public void close() {
    firmware.cutPower();
    hub.close();
    broker.close();
  }

  private boolean hasStoredSomething() {
    try (Stream<Path> files = Files.list(data)) {
      return files.anyMatch(
          file -> file.toString().endsWith(".log") && file.toFile().length() > 20);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Firmware start(MockBoard hands) {
    try {
      return startAnother(hands);
    } catch (AlreadyRunning e) {
      throw new IllegalStateException(e);
    }
  }

  private FirmwareConfiguration configuration() {
    return FirmwareConfiguration.standard(WEARABLE, broker.access(WEARABLE), data, "test");
  }

  private Surroundings around(MockBoard hands) {
    return Surroundings.simulated(
        hands.board(),
        MonotonicClock.system(),
        Surroundings::randomBoot,
        (step, uptime) -> {
          for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Sounded(Sound sound, boolean discreet)) {
              sounds.add(sound);
            }
          }
        });
  }
}
