package org.safeandaway.device.wearable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.Gesture.Made;
import org.safeandaway.device.wearable.Parcel.Storing;
import org.safeandaway.device.wearable.WearableState.Measured;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/** One step of the wearable: its state taken apart, worked on, and put together. */
final class Turn {
  private final WearableState from;
  private final WearableSettings settings;
  private final Duration now;
  private final List<Effect> effects = new ArrayList<>(4);

  private long lastSeq;
  private Gestures gestures;
  private boolean longHoldOpen;
  private Courier courier;
  private HubClock clock;
  private Pulses pulses;
  private Notice notice;
  private Belief belief;
  private Voice voice;
  private Measured measured;
  private Set<Fault> faults;
  private Reporting reporting;
  private @Nullable LedPattern led;

  Turn(WearableState from, Duration now) {
    this.from = from;
    this.now = now;
    settings = from.settings();
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

  void passTime() {
    mean(gestures.until(now, settings.gestures()));
  }

  void apply(Input input) {
    switch (input) {
      case Input.ButtonChanged(Button button, boolean pressed) ->
          mean(gestures.edge(button, pressed, now, settings.gestures()));
      case Input.PulseHeard(Message.Pulse pulse) -> pulse(pulse);
      case Input.ReceiptHeard(Message.Receipt receipt) -> receipt(receipt);
      case Input.VisitHeard(Message.Visit visit) -> visit(visit);
      case Input.LinkUp(String _) -> link(true);
      case Input.LinkDown() -> link(false);
      case Input.Acknowledged(EventId id) ->
          courier = courier.acknowledged(id, now, settings.delivery());
      case Input.Stored(EventId id) -> {
        courier = courier.stored(id, true);
        fault(Fault.OUTBOX_FAILING, false, "stored again");
      }
      case Input.StoreFailed(EventId id, String reason) -> {
        courier = courier.stored(id, false);
        fault(Fault.OUTBOX_FAILING, true, reason);
      }
      case Input.Measured(Integer battery, Integer link, boolean low) -> {
        measured = new Measured(battery, link, low);
        fault(Fault.BATTERY_LOW, low, "as measured");
      }
      case Input.FaultChanged(Fault fault, boolean present) ->
          fault(fault, present, "by the shell");
      case Input.Tick() -> {}
    }
  }

  private void mean(Gestures.Reading reading) {
    gestures = reading.gestures();
    for (Made made : reading.made()) {
      mean(made.gesture(), made.at());
    }
  }

  private void mean(Gesture gesture, Duration at) {
    switch (gesture) {
      case PRESSED_ONCE ->
          happen(belief.phase() == Phase.BEFORE ? EventKind.ARRIVED : EventKind.CHECK_IN, at);
      case PRESSED_TWICE -> happen(EventKind.MORE_TIME, at);
      case PRESSED_THREE_TIMES -> happen(EventKind.LEAVING, at);
      case HOLD_TICK -> act(voice.tick(now, isDiscreet()));
      case HELD -> held(at);
      case HOLD_ENDED -> endHold(EventKind.SAFE_AND_AWAY, at);
      case HELD_LONG -> endHold(EventKind.SELF_TEST, at);
      case DURESS -> happen(EventKind.DURESS, at);
      case PANIC -> happen(EventKind.PANIC, at);
      case ADVICE -> happen(EventKind.ADVICE, at);
    }
  }

  /** Without a visit the hold may go on to a self-test, so it is not decided yet. */
  private void held(Duration at) {
    longHoldOpen = !belief.panicOpen() && !belief.hasVisit();
    if (belief.panicOpen()) {
      happen(EventKind.WITHDRAWN, at);
    } else if (!longHoldOpen) {
      happen(EventKind.SAFE_AND_AWAY, at);
    }
  }

  private void endHold(EventKind meaning, Duration at) {
    if (longHoldOpen) {
      longHoldOpen = false;
      happen(meaning, at);
    }
  }

  private void happen(EventKind kind, Duration at) {
    boolean full = courier.parcels().size() >= settings.delivery().unsentMost();
    fault(Fault.OUTBOX_FULL, full, "no receipts");
    if (full) {
      voice = voice.refused();
    }
    if (full && !kind.isUrgent()) {
      return;
    }
    EventId id = new EventId(from.boot(), ++lastSeq);
    StoredEvent event = new StoredEvent(id, kind, belief.visit(), at, clock.at(at));
    effects.add(new Effect.Store(event));
    courier = courier.take(event, Phases.countsCheckIn(belief.phase()), now);
    if (kind == EventKind.PANIC) {
      act(voice.panic(now, notice.allowsAudiblePanic()));
    } else if (kind == EventKind.SELF_TEST) {
      voice = voice.selfTest(id, now);
    }
    believe();
  }

  private void pulse(Message.Pulse pulse) {
    if (pulses.tellsOfAnotherDatabase(pulse)) {
      clock = HubClock.unknown();
      voice = voice.withoutHubTime();
    }
    clock = clock.heard(Times.sane(pulse.hubTime()), now);
    if (pulses.tellsOfAGap(pulse, now, settings.attention().pulseGap())) {
      courier = courier.sendEverythingNow();
    }
    courier = courier.sendAgainWhatLacks(pulse.epoch(), now);
    notice = notice.inEpoch(pulse.epoch());
    pulses = pulses.heard(pulse, now);
    learnInstants();
    if (courier != from.courier()) {
      believe();
    }
  }

  /** Events of this boot from before its first pulse get their instants. */
  private void learnInstants() {
    for (Parcel parcel : courier.parcels()) {
      StoredEvent event = parcel.event();
      Instant hubAt = clock.at(event.uptime());
      if (event.hubAt() == null && event.id().boot().equals(from.boot()) && hubAt != null) {
        effects.add(new Effect.FillHubAt(event.id(), hubAt));
        courier = courier.learn(parcel, hubAt);
      }
    }
  }

  private void receipt(Message.Receipt receipt) {
    if (receipt.owned() && courier.mayHaveAnOwner(receipt.id())) {
      voice = voice.personHasIt(now);
    }
    Parcel parcel = courier.find(receipt.id());
    if (parcel != null) {
      Outcome outcome = parcel.answered(receipt.outcome());
      courier = courier.receipt(parcel, receipt, settings.delivery());
      voice = voice.receipt(parcel, outcome, faults.isEmpty());
      effects.add(
          new Effect.MarkReceipted(receipt.id(), outcome, receipt.hubTime(), receipt.epoch()));
      believe();
    }
  }

  private void visit(Message.Visit heard) {
    if (!notice.yieldsTo(heard, pulses.epoch())) {
      return;
    }
    if (notice.learnsOfAnOwner(heard)) {
      voice = voice.personHasIt(now);
    }
    if (!heard.equals(notice.visit())) {
      effects.add(new Effect.KeepVisit(heard));
    }
    notice = new Notice(heard, true);
    believe();
  }

  private void link(boolean up) {
    courier = courier.link(up);
    reporting = Reporting.nothingYet();
  }

  private void fault(Fault fault, boolean present, String detail) {
    if (faults.contains(fault) == present) {
      return;
    }
    Set<Fault> changed = faults.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(faults);
    if (present) {
      changed.add(fault);
    } else {
      changed.remove(fault);
    }
    faults = Set.copyOf(changed);
    effects.add(new Effect.FaultReported(fault, present, detail));
  }

  private void believe() {
    belief = Belief.of(notice.visit(), courier, from.boot());
  }

  void tell() {
    for (Button button : Button.values()) {
      fault(
          Fault.stuck(button), gestures.isStuck(button, now, settings.gestures()), "down too long");
    }
    deliver();
    act(voice.round(view(), isDiscreet(), settings.attention()));
    light();
    report();
  }

  private void deliver() {
    Courier.Round round = courier.round(now, settings.delivery());
    if (round.courier() != courier) {
      boolean fromMemory = round.courier().parcels().stream().anyMatch(this::wasTooSlow);
      courier = round.courier();
      if (fromMemory) {
        fault(Fault.OUTBOX_FAILING, true, "storing took too long");
      }
    }
    for (Parcel parcel : round.toSend()) {
      effects.add(new Effect.SendEvent(message(parcel)));
    }
    if (round.dropLink()) {
      effects.add(new Effect.DropLink("no PUBACK in time"));
    }
  }

  private boolean wasTooSlow(Parcel parcel) {
    Parcel before = courier.find(parcel.event().id());
    return before != null
        && before.storing() == Storing.ASKED
        && parcel.storing() == Storing.IN_MEMORY;
  }

  /** The age is of this very moment. Of another boot only the time since this start is known. */
  private Message.Event message(Parcel parcel) {
    StoredEvent event = parcel.event();
    boolean thisBoot = event.id().boot().equals(from.boot());
    Duration age = thisBoot ? now.minus(event.uptime()) : now;
    return new Message.Event(
        event.id().boot(),
        event.id().seq(),
        event.kind(),
        event.visit(),
        event.hubAt(),
        age.toMillis(),
        !thisBoot,
        parcel.again());
  }

  private void act(Voice.Act act) {
    voice = act.voice();
    effects.addAll(act.effects());
  }

  /** Ticks instead of tones: where the visit asks for it, and while a silent panic is open. */
  private boolean isDiscreet() {
    return notice.isSilent() || isSilentPanic();
  }

  private boolean isSilentPanic() {
    return belief.panicOpen() && !notice.allowsAudiblePanic();
  }

  private Alerts.View view() {
    WearableSettings.AttentionTimes times = settings.attention();
    Duration since = isSilentPanic() ? null : courier.undeliveredSince();
    return new Alerts.View(
        now,
        clock.at(now),
        since == null ? null : since.plus(times.notDelivered()),
        belief.isGuarded() ? pulses.lostAt(times.pulseLost()) : null,
        measured.low(),
        belief.deadlines());
  }

  private void light() {
    boolean watched = !pulses.areLost(now, settings.attention().pulseLost());
    LedPattern pattern = Led.pattern(courier.linkUp(), watched, measured.low(), belief);
    if (pattern != led) {
      led = pattern;
      effects.add(new Effect.Led(pattern));
    }
  }

  private void report() {
    if (!courier.linkUp()) {
      return;
    }
    Reporting.Round round = reporting.round(state(), now, settings.attention());
    reporting = round.reporting();
    if (round.toSend() != null) {
      effects.add(new Effect.SendState(round.toSend()));
    }
  }

  private Message.State state() {
    return new Message.State(
        from.boot(),
        belief.phase(),
        belief.visit(),
        notice.revision(),
        measured.batteryPercent(),
        measured.linkPercent(),
        courier.parcels().size(),
        from.firmwareVersion(),
        now.toMillis(),
        faults.stream().sorted().map(Fault::wireName).toList());
  }

  Step step() {
    WearableState to =
        new WearableState(
            from.id(),
            from.boot(),
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
    return new Step(to, effects, wakeAt());
  }

  private Duration wakeAt() {
    Duration next = gestures.nextAt(settings.gestures());
    for (Button button : Button.values()) {
      next = Times.earlier(next, later(gestures.stuckAt(button, settings.gestures())));
    }
    next = Times.earlier(next, courier.nextAt(settings.delivery()));
    next = Times.earlier(next, voice.nextAt(view(), settings.attention()));
    next = Times.earlier(next, later(pulses.lostAt(settings.attention().pulseLost())));
    if (courier.linkUp()) {
      next = Times.earlier(next, reporting.nextAt(settings.attention()));
    }
    return next == null ? now.plus(settings.attention().stateEvery()) : next;
  }

  /** A moment that has passed has been dealt with. */
  private @Nullable Duration later(@Nullable Duration moment) {
    return Times.isDue(moment, now) ? null : moment;
  }
}
