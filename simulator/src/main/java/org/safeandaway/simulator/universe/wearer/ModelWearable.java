package org.safeandaway.simulator.universe.wearer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.Button;
import org.safeandaway.device.wearable.Effect;
import org.safeandaway.device.wearable.Input;
import org.safeandaway.device.wearable.Restored;
import org.safeandaway.device.wearable.Step;
import org.safeandaway.device.wearable.StoredEvent;
import org.safeandaway.device.wearable.Urgency;
import org.safeandaway.device.wearable.Wearable;
import org.safeandaway.device.wearable.WearableSettings;
import org.safeandaway.device.wearable.WearableState;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.universe.broker.ModelBroker;
import org.safeandaway.simulator.universe.broker.Route;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;
import org.safeandaway.simulator.universe.time.Chance;
import org.safeandaway.simulator.universe.time.Timeline;

/**
 * One wearable: the firmware's machine between a model disk and a model uplink. Its monotonic clock
 * begins anew whenever its power comes back.
 */
public final class ModelWearable {
  private final WearableId id;
  private final Timeline timeline;
  private final Chance chance;
  private final Tape tape;
  private final Disk disk;
  private final ModelUplink uplink;
  private final boolean[] down = new boolean[Button.values().length];
  private final Deque<Input> inputs = new ArrayDeque<>();
  private @Nullable Life life;

  /**
   * From one start of the firmware to its end. Nothing that was asked for in one reaches another.
   */
  private static final class Life {
    private final Duration began;
    private WearableState state;
    private Timeline.@Nullable Entry wake;

    Life(Duration began, WearableState state) {
      this.began = began;
      this.state = state;
    }
  }

  public ModelWearable(
      WearableId id,
      Timeline timeline,
      Chance chance,
      Tape tape,
      ModelBroker broker,
      Route route,
      Air air) {
    this.id = id;
    this.timeline = timeline;
    this.chance = chance.stream("firmware");
    this.tape = tape;
    this.disk = new Disk(chance.stream("disk"));
    this.uplink =
        new ModelUplink(this, timeline, chance.stream("uplink"), tape, broker, route, air);
  }

  public WearableId id() {
    return id;
  }

  public boolean isOn() {
    return life != null;
  }

  /** Events without a receipt; those of a wearable that is off are on its disk. */
  public int unsent() {
    Life current = life;
    return current == null ? disk.restored().unsent().size() : current.state.unsent();
  }

  Urgency urgency() {
    Life current = life;
    return current == null ? Urgency.IDLE : current.state.urgency();
  }

  /** Switches it on, if it is off. */
  public void powerOn() {
    if (life != null) {
      return;
    }
    Restored restored = disk.restored();
    WearableState state =
        WearableState.atStart(id, chance.hex(), "universe", WearableSettings.standard(), restored);
    life = new Life(timeline.now(), state);
    tape.saw(new Seen.Power(id, true));
    for (Button button : Button.values()) {
      take(new Input.ButtonChanged(button, down[button.ordinal()]));
    }
    take(new Input.Measured(80, null, false));
    uplink.start();
  }

  /** The power goes: everything stops at once, and only the disk is left. */
  public void cutPower() {
    if (life != null) {
      end();
      uplink.vanish();
      disk.powerCut();
    }
  }

  /** The process dies and its watchdog starts it again; what was written is written. */
  public void crash(Duration back) {
    if (life != null) {
      end();
      uplink.kill();
      timeline.after(back, this::powerOn);
    }
  }

  private void end() {
    Life ending = life;
    if (ending != null && ending.wake != null) {
      ending.wake.cancel();
    }
    life = null;
    tape.saw(new Seen.Power(id, false));
  }

  public void diskFails(boolean fails) {
    disk.failing(fails);
  }

  public void diskIsSlow(Duration longer) {
    disk.slow(longer);
  }

  /** A finger presses or lets go, whether or not the wearable notices. */
  public void button(Button button, boolean pressed) {
    down[button.ordinal()] = pressed;
    take(new Input.ButtonChanged(button, pressed));
  }

  /** Hands an input in; one that comes out of a step's own effects waits for the step's end. */
  void take(Input input) {
    inputs.add(input);
    if (inputs.size() > 1) {
      return;
    }
    while (!inputs.isEmpty()) {
      Life current = life;
      if (current != null) {
        step(current, inputs.peek());
      }
      inputs.remove();
    }
  }

  private void step(Life current, Input input) {
    if (current.wake != null) {
      current.wake.cancel();
    }
    Step step = Wearable.step(current.state, input, timeline.now().minus(current.began));
    current.state = step.state();
    current.wake = timeline.at(current.began.plus(step.wakeAt()), () -> tick(current));
    for (Effect effect : step.effects()) {
      carryOut(effect, current);
    }
  }

  private void tick(Life current) {
    if (life == current) {
      take(new Input.Tick());
    }
  }

  private void carryOut(Effect effect, Life current) {
    switch (effect) {
      case Effect.Store(StoredEvent event) -> store(event, current);
      case Effect.FillHubAt fill -> disk.appendInstant(fill.id(), fill.hubAt());
      case Effect.MarkReceipted receipt -> disk.appendReceipt(receipt);
      case Effect.KeepVisit keep -> disk.keep(keep.visit());
      case Effect.SendEvent send -> uplink.send(send.event());
      case Effect.SendState send -> uplink.send(send.state());
      case Effect.DropLink drop -> uplink.drop(drop.reason());
      case Effect.Sounded sounded -> tape.saw(new Seen.Heard(id, sounded.sound()));
      case Effect.Buzzer buzzer -> {}
      case Effect.Led led -> {}
      case Effect.FaultReported fault -> {}
    }
  }

  private void store(StoredEvent event, Life current) {
    tape.saw(new Seen.Made(id, event.id(), event.kind()));
    boolean fails = disk.isFailing();
    int upTo = fails ? 0 : disk.append(event);
    timeline.after(
        disk.forceTime(),
        () -> {
          if (life == current) {
            stored(event.id(), upTo);
          }
        });
  }

  private void stored(EventId event, int upTo) {
    boolean done = upTo > 0;
    tape.saw(new Seen.Stored(id, event, done));
    if (done) {
      disk.force(upTo);
      take(new Input.Stored(event));
    } else {
      take(new Input.StoreFailed(event, "no space left"));
    }
  }
}
