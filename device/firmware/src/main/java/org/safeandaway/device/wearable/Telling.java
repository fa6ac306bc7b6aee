package org.safeandaway.device.wearable;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.WearableSettings.AttentionTimes;
import org.safeandaway.protocol.Message;

/** The last part of every step: what is now true goes out to the hub, to ears and to eyes. */
final class Telling {
  private final Draft draft;
  private final AttentionTimes times;

  Telling(Draft draft) {
    this.draft = draft;
    this.times = draft.settings.attention();
  }

  void everything() {
    findStuckButtons();
    deliver();
    draft.act(draft.voice.round(view(), draft.isDiscreet(), times));
    light();
    report();
  }

  private void findStuckButtons() {
    for (Button button : Button.values()) {
      boolean stuck = draft.gestures.isStuck(button, draft.now, draft.settings.gestures());
      draft.fault(Fault.stuck(button), stuck, "down for too long");
    }
  }

  private void deliver() {
    Courier before = draft.courier;
    Courier.Round round = before.round(draft.now, draft.settings.delivery());
    draft.courier = round.courier();
    if (round.courier() != before && waitedInVain(before, round.courier())) {
      draft.fault(Fault.OUTBOX_FAILING, true, "storing took too long");
    }
    for (Parcel parcel : round.toSend()) {
      draft.add(new Effect.SendEvent(parcel.message(draft.boot, draft.now)));
    }
    if (round.dropLink()) {
      draft.add(new Effect.DropLink("no PUBACK in time"));
    }
  }

  private static boolean waitedInVain(Courier before, Courier after) {
    return before.waitingForDisk() > after.waitingForDisk();
  }

  private Alerts.View view() {
    Duration since = draft.isSilentPanic() ? null : draft.courier.undeliveredSince();
    return new Alerts.View(
        draft.now,
        draft.clock.at(draft.now),
        since == null ? null : since.plus(times.notDelivered()),
        draft.belief.isGuarded() ? unwatchedAt() : null,
        draft.measured.low(),
        draft.belief.deadlines());
  }

  private void light() {
    boolean watched = !Times.isDue(unwatchedAt(), draft.now);
    LedPattern pattern =
        Led.pattern(draft.courier.linkUp(), watched, draft.measured.low(), draft.belief);
    if (pattern != draft.led) {
      draft.led = pattern;
      draft.add(new Effect.Led(pattern));
    }
  }

  private Duration unwatchedAt() {
    return draft.pulses.lostAt(draft.belief.isGuarded(), times.pulseLost());
  }

  private void report() {
    if (!draft.courier.linkUp()) {
      return;
    }
    Reporting.Round round = draft.reporting.round(subject(), draft.now, times);
    draft.reporting = round.reporting();
    if (round.due()) {
      draft.add(new Effect.SendState(message()));
    }
  }

  private Reporting.Subject subject() {
    return new Reporting.Subject(
        draft.belief.phase(),
        draft.belief.visit(),
        draft.notice.revision(),
        draft.courier.parcels().size(),
        draft.measured.batteryPercent(),
        draft.faults);
  }

  private Message.State message() {
    return new Message.State(
        draft.boot,
        draft.belief.phase(),
        draft.belief.visit(),
        draft.notice.revision(),
        draft.measured.batteryPercent(),
        draft.measured.linkPercent(),
        draft.courier.parcels().size(),
        draft.from.firmwareVersion(),
        draft.now.toMillis(),
        draft.faults.stream().sorted().map(Fault::wireName).toList());
  }

  /** The earliest moment at which time alone changes something. */
  Duration wakeAt() {
    Duration next = draft.gestures.nextAt(draft.settings.gestures());
    for (Button button : Button.values()) {
      Duration stuckAt = draft.gestures.stuckAt(button, draft.settings.gestures());
      next = Times.earlier(next, unlessPast(stuckAt));
    }
    next = Times.earlier(next, draft.courier.nextAt(draft.settings.delivery()));
    next = Times.earlier(next, draft.voice.nextAt(view(), times));
    next = Times.earlier(next, unlessPast(unwatchedAt()));
    if (draft.courier.linkUp()) {
      next = Times.earlier(next, draft.reporting.nextAt(times));
    }
    return next == null ? draft.now.plus(times.stateEvery()) : next;
  }

  /** A moment that has passed has been dealt with. */
  private @Nullable Duration unlessPast(@Nullable Duration moment) {
    return Times.isDue(moment, draft.now) ? null : moment;
  }
}
