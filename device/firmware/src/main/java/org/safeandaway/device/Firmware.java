package org.safeandaway.device;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.safeandaway.device.health.Supervisor;
import org.safeandaway.device.outbox.Outbox;
import org.safeandaway.device.outbox.OutboxWriter;
import org.safeandaway.device.uplink.Uplink;
import org.safeandaway.device.uplink.UplinkListener;
import org.safeandaway.device.wearable.Input;
import org.safeandaway.device.wearable.WearableState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running wearable: the machine and its shells, from one start to its end. {@link Main} runs
 * one in a process of its own, the simulator many in one; there is nothing static in it.
 *
 * <pre>
 *   buttons ──┐
 *   broker  ──┼─▶ inbox ─▶ loop (the machine) ─▶ buzzer, LED, broker, outbox writer
 *   disk    ──┤                                                            │
 *   health  ──┘◀───────────────────────────────── answers ◀───────────────┘
 * </pre>
 */
public final class Firmware implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Firmware.class);
  private static final Duration LOOP_LIMIT = Duration.ofSeconds(5);
  private static final Duration UPLINK_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private final Surroundings around;
  private final MonotonicClock uptime;
  private final Inbox inbox = new Inbox();
  private final OutboxWriter outbox;
  private final Uplink uplink;
  private final Loop loop;
  private final Supervisor supervisor;
  private final Thread thread;
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final AtomicBoolean released = new AtomicBoolean();
  private volatile boolean dead;

  /** How a firmware ended. */
  public sealed interface Ending {}

  /** It was asked to. */
  public record Closed() implements Ending {}

  /** Its power was cut. */
  public record PowerCut() implements Ending {}

  /** It found itself broken; only a new start helps. */
  public record Broken(Throwable bug) implements Ending {}

  private Firmware(FirmwareConfiguration told, Surroundings around, Outbox.Opened disk) {
    this.around = around;
    Duration zero = around.clock().now();
    this.uptime = () -> around.clock().now().minus(zero);
    String boot = around.boots().get();
    this.outbox = OutboxWriter.start(disk.outbox(), told.wearable(), this::put, this::breakDown);
    this.uplink =
        Uplink.start(
            told.broker(), told.wearable(), boot, uptime, around.random(), new FromBroker());
    WearableState atStart =
        WearableState.atStart(
            told.wearable(), boot, told.version(), told.settings(), disk.restored());
    this.loop = new Loop(inbox, around.board(), outbox, uplink, uptime, around.observer(), atStart);
    this.supervisor =
        new Supervisor(
            told.wearable(),
            around.board().buttons(),
            around.gauges(),
            around.watchdog(),
            uptime,
            this::ailment,
            this::put,
            this::breakDown);
    this.thread =
        Thread.ofPlatform().name("wearable-" + told.wearable()).daemon().unstarted(this::run);
  }

  /**
   * Starts a wearable on its folder.
   *
   * @throws AlreadyRunning if another firmware, here or in another process, has the folder
   */
  public static Firmware start(FirmwareConfiguration told, Surroundings around)
      throws AlreadyRunning {
    switch (Outbox.open(told.data(), told.outboxLimits())) {
      case Outbox.InUse(var folder) -> throw new AlreadyRunning(folder);
      case Outbox.Opened disk -> {
        disk.fault().ifPresent(what -> LOG.error("the disk fails: {}", what));
        Firmware firmware = new Firmware(told, around, disk);
        firmware.begin();
        return firmware;
      }
    }
  }

  /** The state as of the last step. */
  public WearableState state() {
    return loop.state();
  }

  /** Time since this start. */
  public Duration uptime() {
    return uptime.now();
  }

  /** Is completed when the firmware has ended, in whatever way. */
  public CompletableFuture<Ending> ending() {
    return ending.copy();
  }

  /** Ends orderly: takes leave of the broker, writes what is waiting, silences the board. */
  @Override
  public void close() {
    if (!released.getAndSet(true)) {
      stopLoop();
      uplink.close();
      outbox.close();
      around.board().close();
      ending.complete(new Closed());
    }
  }

  /**
   * Ends as when the battery is pulled: at once, nothing written beyond what was forced, no
   * farewell to the broker. The same folder can be started again when this returns.
   */
  public void cutPower() {
    if (!released.getAndSet(true)) {
      dead = true;
      uplink.cutPower();
      outbox.cutPower();
      stopLoop();
      around.board().close();
      ending.complete(new PowerCut());
    }
  }

  private void begin() {
    // Inputs may come from here on; they wait in the inbox for the loop.
    around.board().buttons().listen((button, down) -> put(new Input.ButtonChanged(button, down)));
    put(new Input.Tick());
    thread.start();
    supervisor.start();
  }

  // The outermost loop: a bug must end it visibly, whatever it is.
  private void run() {
    try {
      loop.run();
    } catch (Throwable bug) {
      breakDown(bug);
    }
  }

  private void put(Input input) {
    if (!dead) {
      inbox.put(input, uptime.now());
    }
  }

  private void breakDown(Throwable bug) {
    if (!dead && ending.complete(new Broken(bug))) {
      LOG.error("the firmware is broken and ends", bug);
      loop.stop();
      supervisor.close();
      around.board().close();
    }
  }

  private void stopLoop() {
    loop.stop();
    supervisor.close();
    try {
      thread.join(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> ailment() {
    Duration now = uptime.now();
    if (now.minus(loop.lastSign()).compareTo(LOOP_LIMIT) > 0) {
      return Optional.of("the loop has stopped");
    }
    if (now.minus(uplink.lastSign()).compareTo(UPLINK_LIMIT) > 0) {
      return Optional.of("the uplink has stopped");
    }
    return Optional.empty();
  }

  /** What the broker brings. */
  private final class FromBroker implements UplinkListener {
    @Override
    public void heard(Input input) {
      put(input);
    }

    @Override
    public void broken(Throwable bug) {
      breakDown(bug);
    }
  }
}
