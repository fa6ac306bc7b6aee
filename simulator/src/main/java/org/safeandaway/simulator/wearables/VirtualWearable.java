package org.safeandaway.simulator.wearables;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.AlreadyRunning;
import org.safeandaway.device.Firmware;
import org.safeandaway.device.FirmwareConfiguration;
import org.safeandaway.device.MonotonicClock;
import org.safeandaway.device.Surroundings;
import org.safeandaway.device.board.Board;
import org.safeandaway.device.board.BoardUnavailable;
import org.safeandaway.device.board.Pins;
import org.safeandaway.device.health.Watchdog;
import org.safeandaway.device.uplink.BrokerAccess;
import org.safeandaway.device.wearable.Button;
import org.safeandaway.device.wearable.Effect;
import org.safeandaway.device.wearable.Step;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Account;
import org.safeandaway.simulator.parts.TcpProxy;

/**
 * One wearable: the parts that outlive its power (board, battery, disk, radio) and, while the power
 * is on, one start of the firmware on them. Each start has a boot and a monotonic clock of its own,
 * as on a Raspberry Pi, which keeps no time without power. It runs while it is switched on and
 * whole and its battery holds anything, and starts again by itself when that comes back.
 *
 * <p>Power and link are switched by one thread at a time; buttons may be pressed meanwhile.
 */
final class VirtualWearable implements AutoCloseable {
  private static final String FIRMWARE_VERSION = "virtual";

  private final FirmwareConfiguration configuration;
  private final Audience audience;
  private final VirtualBoard board;
  private final Fingers fingers;
  private final VirtualGauges gauges = new VirtualGauges();
  private final SoundTape tape = new SoundTape(InstantSource.system());
  private final TcpProxy radio;
  private volatile boolean linkUp = true;
  private volatile boolean smashed;
  private boolean switchedOn;
  private volatile @Nullable Firmware firmware;

  private VirtualWearable(FirmwareConfiguration configuration, TcpProxy radio, Audience audience) {
    this.configuration = configuration;
    this.radio = radio;
    this.audience = audience;
    this.board = new VirtualBoard(new Onlooker());
    this.fingers = new Fingers(board);
  }

  /**
   * Builds a wearable, without power.
   *
   * @throws IOException if its folder cannot be made
   */
  static VirtualWearable built(WearablesSettings settings, Account account, Audience audience)
      throws IOException {
    WearableId id = new WearableId(account.name());
    Path disk = Files.createDirectories(settings.folder().resolve(id.value()));
    TcpProxy radio = new TcpProxy(settings.brokerHost(), settings.brokerPort());
    BrokerAccess access =
        new BrokerAccess(
            URI.create(radio.uri()), account.name(), account.password(), Optional.empty());
    return new VirtualWearable(
        FirmwareConfiguration.standard(id, access, disk, FIRMWARE_VERSION), radio, audience);
  }

  WearableId id() {
    return configuration.wearable();
  }

  /**
   * Cuts the power at once, or gives it back; what is so already stays so.
   *
   * @return why it cannot be given back; empty if it can, or is cut
   */
  synchronized Optional<String> power(boolean on) {
    Optional<String> obstacle = on ? obstacle() : Optional.empty();
    if (obstacle.isEmpty()) {
      switchedOn = on;
      settle();
    }
    return obstacle;
  }

  private Optional<String> obstacle() {
    if (smashed) {
      return Optional.of(id() + " is smashed. Repair it first.");
    }
    return gauges.battery() == 0
        ? Optional.of("The battery of " + id() + " is empty. Charge it first.")
        : Optional.empty();
  }

  /** Breaks it, which cuts the power at once. Its disk survives. */
  synchronized void smash() {
    smashed = true;
    settle();
  }

  /** Mends it and switches it on; a whole one stays as it is. */
  synchronized void repair() {
    if (smashed) {
      smashed = false;
      switchedOn = true;
      settle();
    }
  }

  /** Charges or drains it; an empty battery cuts the power at once. */
  synchronized void battery(int percent) {
    gauges.battery(percent);
    settle();
  }

  private void settle() {
    boolean runs = switchedOn && obstacle().isEmpty();
    Firmware running = firmware;
    if (runs && running == null) {
      Firmware started = startFirmware();
      firmware = started;
      started.ending().thenRun(this::changed);
    } else if (!runs && running != null) {
      running.cutPower();
      board.powerIsOff();
      firmware = null;
    }
    changed();
  }

  private void changed() {
    audience.tell(new Audience.Changed(id()));
  }

  private Firmware startFirmware() {
    Board pins = openBoard();
    try {
      return Firmware.start(configuration, surroundings(pins));
    } catch (AlreadyRunning e) {
      pins.close();
      throw new IllegalStateException(id() + " cannot start: " + e.getMessage(), e);
    }
  }

  private Board openBoard() {
    try {
      return Board.open(board.powerOn(), Pins.DEFAULT, Board.DEBOUNCE);
    } catch (BoardUnavailable e) {
      throw new IllegalStateException(id() + " has no board: " + e.getMessage(), e);
    }
  }

  private Surroundings surroundings(Board pins) {
    return new Surroundings(
        pins,
        gauges,
        Watchdog.none(),
        MonotonicClock.system(),
        Surroundings::randomBoot,
        new SplittableRandom(),
        this::listen);
  }

  private void listen(Step step, Duration uptime) {
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.Sounded sounded) {
        tape.record(sounded.sound(), sounded.discreet());
      } else if (effect instanceof Effect.Store store) {
        tape.record(store.event().kind());
      }
    }
    changed();
  }

  /** Resets every connection and refuses new ones, or ends that; repeating it is harmless. */
  synchronized void link(boolean up) {
    if (up) {
      radio.up();
    } else {
      radio.down();
    }
    linkUp = up;
    changed();
  }

  void down(Button button) {
    board.press(button);
  }

  void up(Button button) {
    board.release(button);
  }

  /** See {@link Fingers#press}. */
  boolean press(List<Button> buttons, List<Duration> holds) {
    return fingers.press(buttons, holds);
  }

  WearableView view() {
    Firmware running = firmware;
    return new WearableView(
        id().value(),
        running != null,
        smashed,
        linkUp,
        gauges.battery(),
        board.pressed().stream().map(WearablesApi::nameOf).sorted().toList(),
        board.buzzer(),
        board.lit(),
        tape.heard(),
        tape.told(),
        running == null ? null : FirmwareView.of(running));
  }

  /**
   * How it is at this moment.
   *
   * @param hubAheadMs how far the hub's clock is ahead of this machine's; absent if unknown
   */
  record Now(WearableView view, @Nullable Long hubAheadMs) {}

  Now now() {
    Firmware running = firmware;
    Instant hubTime = running == null ? null : running.state().hubTime(running.uptime());
    return new Now(
        view(), hubTime == null ? null : Duration.between(Instant.now(), hubTime).toMillis());
  }

  /** Tells the audience what the board shows. */
  private final class Onlooker implements VirtualBoard.Witness {
    @Override
    public void fingers() {
      changed();
    }

    @Override
    public void output(String part, boolean on) {
      long atMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
      audience.tell(new Audience.Output(id(), part, on, atMs));
    }
  }

  /** Ends orderly, as a wearable that is shut down. */
  @Override
  public synchronized void close() {
    Firmware running = firmware;
    if (running != null) {
      running.close();
      firmware = null;
    }
    radio.close();
  }
}
