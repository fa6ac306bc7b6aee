package org.safeandaway.device.wearable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.WearableState.Measured;

/**
 * A state while one step works on it, and the effects so far. It lives for one step only; what goes
 * in and what comes out cannot change.
 */
final class Draft {
  final WearableState from;
  final WearableSettings settings;
  final String boot;

  /** The time of this step. */
  final Duration now;

  final List<Effect> effects = new ArrayList<>(4);

  long lastSeq;
  Gestures gestures;
  boolean longHoldOpen;
  Courier courier;
  HubClock clock;
  Pulses pulses;
  Notice notice;
  Belief belief;
  Voice voice;
  Measured measured;
  Set<Fault> faults;
  Reporting reporting;
  @Nullable LedPattern led;

  Draft(WearableState from, Duration now) {
    this.from = from;
    this.now = now;
    settings = from.settings();
    boot = from.boot();
    lastSeq = from.lastSeq();
    gestures = from.gestures();
    longHoldOpen = from.longHoldOpen();
    courier = from.courier();
    clock = from.clock();
    pulses = from.pulses();
    notice = from.notice();
    belief = from.belief();
    voice = from.voice();
    measured = from.measured();
    faults = from.faults();
    reporting = from.reporting();
    led = from.led();
  }

  WearableState finished() {
    return new WearableState(
        from.id(),
        boot,
        from.firmwareVersion(),
        settings,
        now,
        lastSeq,
        gestures,
        longHoldOpen,
        courier,
        clock,
        pulses,
        notice,
        belief,
        voice,
        measured,
        faults,
        reporting,
        led);
  }

  void add(Effect effect) {
    effects.add(effect);
  }

  /** Works out anew where the wearer is, after an event, a receipt or a notice. */
  void believe() {
    belief = Belief.of(notice.visit(), courier, boot);
  }

  void act(Voice.Act act) {
    voice = act.voice();
    effects.addAll(act.effects());
  }

  void fault(Fault fault, boolean present, String detail) {
    if (faults.contains(fault) == present) {
      return;
    }
    Set<Fault> changed = EnumSet.noneOf(Fault.class);
    changed.addAll(faults);
    if (present) {
      changed.add(fault);
    } else {
      changed.remove(fault);
    }
    faults = Set.copyOf(changed);
    add(new Effect.FaultReported(fault, present, detail));
  }

  /** Ticks instead of tones: where the visit asks for it, and while a silent panic is open. */
  boolean isDiscreet() {
    return notice.isSilent() || isSilentPanic();
  }

  boolean isSilentPanic() {
    return belief.panicOpen() && !notice.allowsAudiblePanic();
  }
}
