package org.safeandaway.device.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.MonotonicClock;
import org.safeandaway.device.board.Buttons;
import org.safeandaway.device.wearable.Fault;
import org.safeandaway.device.wearable.Input;
import org.safeandaway.protocol.WearableId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the rest, four times a second: do the pins say what the edges said, is everything
 * that must keep moving moving, how are battery and radio. The watchdog hears that the firmware is
 * well only while all of it is; a firmware that has stopped is restarted from outside, since it can
 * no longer be trusted to do that itself.
 */
public final class Supervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration ALIVE_EVERY = Duration.ofSeconds(2);
  private static final Duration MEASURE_EVERY = Duration.ofSeconds(10);

  /** Below this the battery is low; above it by {@link #BATTERY_RECOVERED} it is no longer. */
  private static final int BATTERY_LOW = 20;

  private static final int BATTERY_RECOVERED = 5;

  private final Buttons buttons;
  private final Gauges gauges;
  private final Watchdog watchdog;
  private final MonotonicClock clock;
  private final Supplier<Optional<String>> ailments;
  private final Consumer<Input> inputs;
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private boolean unreadable;
  private boolean batteryLow;
  private Input.@Nullable Measured told;
  private @Nullable String ailment;
  private Duration nextAlive = Duration.ZERO;
  private Duration nextMeasure = Duration.ZERO;

  /**
   * A supervisor that is yet to {@link #start}.
   *
   * @param ailments what has stopped moving, if anything has
   * @param inputs takes what is found; it only enqueues
   * @param broken takes a bug that has ended the supervising
   */
  public Supervisor(
      WearableId wearable,
      Buttons buttons,
      Gauges gauges,
      Watchdog watchdog,
      MonotonicClock clock,
      Supplier<Optional<String>> ailments,
      Consumer<Input> inputs,
      Consumer<Throwable> broken) {
    this.buttons = buttons;
    this.gauges = gauges;
    this.watchdog = watchdog;
    this.clock = clock;
    this.ailments = ailments;
    this.inputs = inputs;
    this.thread = Thread.ofPlatform().name("health-" + wearable).daemon().unstarted(this::run);
    thread.setUncaughtExceptionHandler((thread, bug) -> broken.accept(bug));
  }

  public void start() {
    watchdog.ready();
    thread.start();
  }

  @Override
  public void close() {
    stopping.countDown();
  }

  private void run() {
    try {
      while (!stopping.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        look(clock.now());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the supervisor", e);
    }
  }

  /** One look, as the thread takes it. */
  void look(Duration now) {
    lookAtButtons();
    Optional<String> found = ailments.get();
    found.filter(what -> !what.equals(ailment)).ifPresent(what -> LOG.error("unwell: {}", what));
    ailment = found.orElse(null);
    if (found.isEmpty() && now.compareTo(nextAlive) >= 0) {
      watchdog.alive();
      nextAlive = now.plus(ALIVE_EVERY);
    }
    if (now.compareTo(nextMeasure) >= 0) {
      measure();
      nextMeasure = now.plus(MEASURE_EVERY);
    }
  }

  private void lookAtButtons() {
    Optional<String> trouble = buttons.reconcile();
    if (trouble.isPresent() != unreadable) {
      unreadable = trouble.isPresent();
      trouble.ifPresent(what -> LOG.error("buttons: {}", what));
      inputs.accept(new Input.FaultChanged(Fault.BUTTONS_UNREADABLE, unreadable));
    }
  }

  private void measure() {
    Optional<Integer> battery = gauges.batteryPercent();
    batteryLow =
        battery
            .map(percent -> percent < BATTERY_LOW + (batteryLow ? BATTERY_RECOVERED : 0))
            .orElse(false);
    Input.Measured measured =
        new Input.Measured(battery.orElse(null), gauges.linkPercent().orElse(null), batteryLow);
    if (!measured.equals(told)) {
      told = measured;
      inputs.accept(measured);
    }
  }
}
