package org.safeandaway.device;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.board.Blinker;
import org.safeandaway.device.board.Board;
import org.safeandaway.device.board.Driven;
import org.safeandaway.device.outbox.OutboxWriter;
import org.safeandaway.device.uplink.Uplink;
import org.safeandaway.device.wearable.Effect;
import org.safeandaway.device.wearable.Fault;
import org.safeandaway.device.wearable.Input;
import org.safeandaway.device.wearable.Step;
import org.safeandaway.device.wearable.Urgency;
import org.safeandaway.device.wearable.Wearable;
import org.safeandaway.device.wearable.WearableState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that has the wearable's state. It takes an input, lets {@link Wearable} decide,
 * and carries the effects out; none of them takes long. Between inputs it wakes for the machine's
 * own time and for the LED.
 */
final class Loop {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  /** How often the loop shows that it is alive when nothing happens. */
  private static final Duration SIGN_EVERY = Duration.ofSeconds(1);

  /** Inputs were lost; it is a fault until none was for so long. */
  private static final Duration LOSS_REMEMBERED = Duration.ofMinutes(1);

  private final Inbox inbox;
  private final Board board;
  private final OutboxWriter outbox;
  private final Uplink uplink;
  private final MonotonicClock uptime;
  private final FirmwareObserver observer;
  private volatile WearableState state;
  private volatile Duration lastSign;
  private volatile boolean stopping;
  private Duration wakeAt = Duration.ZERO;
  private Urgency urgency = Urgency.IDLE;
  private @Nullable Blinker blinker;
  private boolean lit;
  private @Nullable Duration lossAt;

  Loop(
      Inbox inbox,
      Board board,
      OutboxWriter outbox,
      Uplink uplink,
      MonotonicClock uptime,
      FirmwareObserver observer,
      WearableState atStart) {
    this.inbox = inbox;
    this.board = board;
    this.outbox = outbox;
    this.uplink = uplink;
    this.uptime = uptime;
    this.observer = observer;
    this.state = atStart;
    this.lastSign = uptime.now();
  }

  WearableState state() {
    return state;
  }

  Duration lastSign() {
    return lastSign;
  }

  void stop() {
    stopping = true;
    inbox.put(new Input.Tick(), uptime.now());
  }

  void run() throws InterruptedException {
    while (!stopping) {
      lastSign = uptime.now();
      Inbox.Timed next = inbox.take(untilNextWake(lastSign));
      if (stopping) {
        return;
      }
      if (next != null) {
        step(next.input(), next.at());
      } else if (wakeAt.compareTo(uptime.now()) <= 0) {
        step(new Input.Tick(), uptime.now());
      }
      countLosses(uptime.now());
      blink(uptime.now());
    }
  }

  private Duration untilNextWake(Duration now) {
    Duration wake = earlier(wakeAt, now.plus(SIGN_EVERY));
    Blinker blinking = blinker;
    if (blinking != null) {
      wake = earlier(wake, blinking.nextChange(now));
    }
    return wake.minus(now);
  }

  private void step(Input input, Duration at) {
    Step step = Wearable.step(state, input, at);
    state = step.state();
    wakeAt = step.wakeAt();
    if (state.urgency() != urgency) {
      urgency = state.urgency();
      uplink.hurry(urgency);
    }
    step.effects().forEach(this::carryOut);
    observer.stepped(step, at);
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Store store -> outbox.store(store);
      case Effect.FillHubAt fill -> outbox.fillHubAt(fill);
      case Effect.MarkReceipted mark -> outbox.markReceipted(mark);
      case Effect.KeepVisit keep -> outbox.keepVisit(keep);
      case Effect.SendEvent send -> uplink.send(send.event());
      case Effect.SendState send -> uplink.send(send.state());
      case Effect.DropLink drop -> {
        LOG.info("dropping the connection: {}", drop.reason());
        uplink.drop(drop.reason());
      }
      case Effect.Buzzer buzzer -> report(Fault.BUZZER_FAILED, board.buzzer().sound(buzzer.on()));
      case Effect.Led led -> blinker = new Blinker(led.pattern(), uptime.now());
      case Effect.Sounded sounded -> LOG.debug("sound {}", sounded.sound());
      case Effect.FaultReported fault ->
          LOG.warn(
              "fault {} {}: {}", fault.fault(), fault.present() ? "came" : "went", fault.detail());
    }
  }

  private void blink(Duration now) {
    Blinker blinking = blinker;
    if (blinking != null && blinking.isLit(now) != lit) {
      lit = !lit;
      report(Fault.LED_FAILED, board.statusLed().light(lit));
    }
  }

  private void report(Fault fault, Driven driven) {
    boolean failed = driven instanceof Driven.Failed;
    if (failed != state.faults().contains(fault)) {
      inbox.put(new Input.FaultChanged(fault, failed), uptime.now());
    }
  }

  private void countLosses(Duration now) {
    long lost = inbox.lostSinceLastAsked();
    if (lost > 0) {
      LOG.error("{} inputs were lost to a full queue", lost);
      boolean news = lossAt == null;
      lossAt = now;
      if (news) {
        step(new Input.FaultChanged(Fault.INPUTS_LOST, true), now);
      }
    } else if (lossAt != null && now.minus(lossAt).compareTo(LOSS_REMEMBERED) > 0) {
      lossAt = null;
      step(new Input.FaultChanged(Fault.INPUTS_LOST, false), now);
    }
  }

  private static Duration earlier(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
