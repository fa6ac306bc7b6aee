package org.safeandaway.simulator.universe.oracle;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.Sound;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;

/** What a wearer was told and heard was true at that moment, and a covert alarm left no trace. */
final class Truth {
  /** A sound waits for the sounds before it, at most this long. */
  private static final Duration QUEUE = Duration.ofSeconds(45);

  private final Facts facts;
  private final SortedMap<WearableId, Duration> lastCounted = new TreeMap<>();

  Truth(Facts facts) {
    this.facts = facts;
  }

  void judge(Verdict verdict) {
    for (Tape.Line line : facts.tape().lines()) {
      switch (line.seen()) {
        case Seen.Receipted(WearableId wearable, Message.Receipt receipt) ->
            receipt(line.at(), wearable, receipt, verdict);
        case Seen.Noticed(WearableId wearable, Message.Visit notice) ->
            notice(line.at(), wearable, notice, verdict);
        case Seen.Heard(WearableId wearable, Sound sound) ->
            sound(line.at(), wearable, sound, verdict);
        default -> {}
      }
    }
  }

  private void receipt(Duration at, WearableId wearable, Message.Receipt receipt, Verdict verdict) {
    Facts.Event event = facts.find(wearable + "/" + receipt.id());
    Facts.@Nullable Record stored = null;
    if (event != null) {
      for (Facts.Record record : event.records) {
        stored = record.at().compareTo(at) <= 0 ? record : stored;
      }
    }
    if (receipt.outcome() == Outcome.COUNTED) {
      lastCounted.put(wearable, at);
    }
    if (event == null || stored == null) {
      verdict.violated("untrue", at, wearable + " was told that the hub has " + receipt.id());
      return;
    }
    if (stored.outcome() != receipt.outcome()) {
      verdict.violated("untrue", at, event + " is " + stored.outcome() + ", not " + receipt);
    }
    if (receipt.owned() && !isOwned(event, at)) {
      verdict.violated("untrue", at, wearable + " was told that a person has " + event);
    }
  }

  private boolean isOwned(Facts.Event event, Duration at) {
    for (Facts.AlarmHistory history : facts.alarms()) {
      Alarm alarm = history.at(at);
      if (alarm != null
          && alarm.cause().id().equals(event.id)
          && alarm.kind() != AlarmKind.DURESS
          && history.wasOwnedBy(at)) {
        return true;
      }
    }
    return false;
  }

  private void notice(Duration at, WearableId wearable, Message.Visit notice, Verdict verdict) {
    for (Message.OpenAlarm told : notice.alarms()) {
      Facts.AlarmHistory history = facts.alarm(told.id());
      Alarm alarm = history == null ? null : history.at(at);
      if (history == null || alarm == null || alarm.kind() != told.kind()) {
        verdict.violated("untrue", at, wearable + " was told of " + told);
      } else if (facts.exercise(history) != null) {
        verdict.violated("mistaken", at, wearable + " was told of a drill: " + told);
      } else if (alarm.kind() == AlarmKind.DURESS) {
        verdict.violated("covert", at, wearable + " was told of " + told);
      } else if (told.owned() && !history.wasOwnedBy(at)) {
        verdict.violated("untrue", at, wearable + " was told that a person has " + told);
      }
    }
  }

  private void sound(Duration at, WearableId wearable, Sound sound, Verdict verdict) {
    if (sound == Sound.HUB_HAS_IT && !receiptedBefore(at, wearable)) {
      verdict.violated("untrue", at, wearable + " heard that the hub has it");
    }
    if (sound == Sound.PERSON_HAS_IT && !ownedBefore(at, wearable)) {
      verdict.violated("untrue", at, wearable + " heard that a person has it");
    }
  }

  private boolean receiptedBefore(Duration at, WearableId wearable) {
    Duration last = lastCounted.get(wearable);
    return last != null && last.plus(QUEUE).compareTo(at) >= 0;
  }

  private boolean ownedBefore(Duration at, WearableId wearable) {
    List<Facts.Seat> seats =
        facts.seats().stream().filter(seat -> seat.wearable().equals(wearable)).toList();
    for (Facts.AlarmHistory history : facts.alarms()) {
      Alarm alarm = history.at(at);
      if (alarm == null || alarm.kind() == AlarmKind.DURESS || !history.wasOwnedBy(at)) {
        continue;
      }
      if (wearable.equals(alarm.wearable())
          || seats.stream().anyMatch(seat -> seat.watch().equals(history.watch))) {
        return true;
      }
    }
    return false;
  }
}
