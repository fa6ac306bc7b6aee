package org.safeandaway.simulator.universe.wearer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.Effect;
import org.safeandaway.device.wearable.ReceiptedEvent;
import org.safeandaway.device.wearable.Restored;
import org.safeandaway.device.wearable.StoredEvent;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.Message;
import org.safeandaway.simulator.universe.time.Chance;

/**
 * A wearable's memory card: an append-only log. What was forced survives a power cut; of what was
 * written after that only a beginning does, and its last record may be torn, which is dropped.
 */
final class Disk {
  /** A healthy card forces a block within this. */
  private static final Duration FORCE_MEAN = Duration.ofMillis(8);

  private final Chance chance;
  private final List<Entry> log = new ArrayList<>();
  private int forced;
  private Message.@Nullable Visit visit;
  private boolean failing;
  private Duration slowness = Duration.ZERO;

  private sealed interface Entry {
    record Event(StoredEvent event) implements Entry {}

    record Instance(EventId id, Instant hubAt) implements Entry {}

    record Receipt(Effect.MarkReceipted receipt) implements Entry {}
  }

  Disk(Chance chance) {
    this.chance = chance;
  }

  /** From now on storing fails: full, or read-only. */
  void failing(boolean fails) {
    failing = fails;
  }

  /** From now on forcing takes this much longer. */
  void slow(Duration longer) {
    slowness = longer;
  }

  boolean isFailing() {
    return failing;
  }

  Duration forceTime() {
    return Duration.ofMillis(1).plus(chance.around(FORCE_MEAN)).plus(slowness);
  }

  /** Appends; it is not safe before {@link #force}. Returns how far to force. */
  int append(StoredEvent event) {
    log.add(new Entry.Event(event));
    return log.size();
  }

  void force(int upTo) {
    forced = Math.max(forced, upTo);
  }

  void appendInstant(EventId id, Instant hubAt) {
    if (!failing) {
      log.add(new Entry.Instance(id, hubAt));
    }
  }

  void appendReceipt(Effect.MarkReceipted receipt) {
    if (!failing) {
      log.add(new Entry.Receipt(receipt));
    }
  }

  /** Replaces the notice, all or nothing. */
  void keep(Message.Visit notice) {
    if (!failing) {
      visit = notice;
    }
  }

  /** The power goes: what was not forced is there up to some point, and not beyond. */
  void powerCut() {
    int survives = forced + (forced < log.size() ? chance.between(0, log.size() - forced) : 0);
    while (log.size() > survives) {
      log.removeLast();
    }
    forced = log.size();
  }

  /** Reads everything, as the firmware does at its start. */
  Restored restored() {
    Map<EventId, StoredEvent> unsent = new LinkedHashMap<>();
    Map<EventId, ReceiptedEvent> receipted = new LinkedHashMap<>();
    for (Entry entry : log) {
      switch (entry) {
        case Entry.Event(StoredEvent event) -> unsent.put(event.id(), event);
        case Entry.Instance(EventId id, Instant hubAt) ->
            unsent.computeIfPresent(id, (same, event) -> event.withHubAt(hubAt));
        case Entry.Receipt(Effect.MarkReceipted receipt) -> {
          StoredEvent event = unsent.remove(receipt.id());
          if (event != null) {
            receipted.put(
                receipt.id(),
                new ReceiptedEvent(event, receipt.outcome(), receipt.hubTime(), receipt.epoch()));
          }
        }
      }
    }
    return new Restored(List.copyOf(unsent.values()), List.copyOf(receipted.values()), visit);
  }
}
