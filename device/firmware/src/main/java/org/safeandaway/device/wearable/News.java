package org.safeandaway.device.wearable;

import java.time.Instant;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;

/** What comes from outside: from the hub, the broker, the disk and the board. */
final class News {
  private final Draft draft;

  News(Draft draft) {
    this.draft = draft;
  }

  void pulse(Message.Pulse pulse) {
    if (draft.pulses.tellsOfAnotherDatabase(pulse)) {
      draft.clock = HubClock.unknown();
      draft.voice = draft.voice.withoutHubTime();
    }
    Instant hubTime = Times.sane(pulse.hubTime());
    draft.clock = draft.clock.heard(hubTime, draft.now);
    if (draft.pulses.tellsOfAGap(pulse, draft.now, draft.settings.attention().pulseGap())) {
      draft.courier = draft.courier.sendEverythingNow();
    }
    Instant oldest = hubTime.minus(draft.settings.delivery().receiptedKept());
    draft.courier = draft.courier.sendAgainWhatLacks(pulse.epoch(), oldest, draft.now);
    draft.notice = draft.notice.inEpoch(pulse.epoch());
    draft.pulses = draft.pulses.heard(pulse, draft.now);
    learnInstants();
    if (draft.courier != draft.from.courier()) {
      draft.believe();
    }
  }

  /** Events of this boot from before its first pulse get their instants. */
  private void learnInstants() {
    for (Parcel parcel : draft.courier.parcels()) {
      StoredEvent event = parcel.event();
      Instant hubAt = draft.clock.at(event.uptime());
      if (event.hubAt() == null && event.id().boot().equals(draft.boot) && hubAt != null) {
        draft.add(new Effect.FillHubAt(event.id(), hubAt));
        draft.courier = draft.courier.learn(parcel, hubAt);
      }
    }
  }

  void receipt(Message.Receipt receipt) {
    if (receipt.owned() && draft.courier.mayHaveAnOwner(receipt.id())) {
      draft.voice = draft.voice.personHasIt(draft.now);
    }
    Parcel parcel = draft.courier.find(receipt.id());
    if (parcel != null) {
      Outcome outcome = parcel.answered(receipt.outcome());
      draft.courier = draft.courier.receipt(parcel, receipt, draft.settings.delivery());
      draft.voice = draft.voice.receipt(parcel, outcome, draft.faults.isEmpty());
      draft.add(
          new Effect.MarkReceipted(receipt.id(), outcome, receipt.hubTime(), receipt.epoch()));
      draft.believe();
    }
  }

  void visit(Message.Visit heard) {
    if (!draft.notice.yieldsTo(heard, draft.pulses.epoch())) {
      return;
    }
    if (draft.notice.learnsOfAnOwner(heard)) {
      draft.voice = draft.voice.personHasIt(draft.now);
    }
    if (!heard.equals(draft.notice.visit())) {
      draft.add(new Effect.KeepVisit(heard));
    }
    draft.notice = new Notice(heard, true);
    draft.believe();
  }

  void link(boolean up) {
    draft.courier = draft.courier.link(up);
    draft.reporting = Reporting.nothingYet();
  }

  void acknowledged(EventId id) {
    draft.courier = draft.courier.acknowledged(id, draft.now, draft.settings.delivery());
  }

  void stored(EventId id) {
    draft.courier = draft.courier.stored(id, true);
    draft.fault(Fault.OUTBOX_FAILING, false, "an event was stored");
  }

  void storeFailed(EventId id, String reason) {
    draft.courier = draft.courier.stored(id, false);
    draft.fault(Fault.OUTBOX_FAILING, true, reason);
  }

  void measured(Input.Measured measured) {
    draft.measured =
        new WearableState.Measured(
            measured.batteryPercent(), measured.linkPercent(), measured.batteryLow());
    draft.fault(Fault.BATTERY_LOW, measured.batteryLow(), "as measured");
  }

  void fault(Fault fault, boolean present) {
    draft.fault(fault, present, "by a shell");
  }
}
