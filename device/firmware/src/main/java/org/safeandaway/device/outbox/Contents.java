package org.safeandaway.device.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.safeandaway.device.wearable.ReceiptedEvent;
import org.safeandaway.device.wearable.StoredEvent;
import org.safeandaway.protocol.EventId;

/**
 * What the records add up to, in memory: the unsent events and the receipted ones of the last day.
 *
 * <p>There is no clock that survives a loss of power, so "a day" is counted in hub time, back from
 * the newest receipt.
 */
final class Contents {
  private final OutboxLimits limits;
  private final Map<EventId, StoredEvent> unsent = new LinkedHashMap<>();
  private final Map<EventId, ReceiptedEvent> receipted = new LinkedHashMap<>();
  private long unsentBytes;
  private Instant newestReceipt = Instant.MIN;

  Contents(OutboxLimits limits) {
    this.limits = limits;
  }

  void apply(OutboxRecord record) {
    switch (record) {
      case OutboxRecord.Happened(StoredEvent event) -> happened(event);
      case OutboxRecord.Dated(EventId id, Instant hubAt) -> dated(id, hubAt);
      case OutboxRecord.Receipted receipt -> receipted(receipt);
    }
  }

  boolean isUnsent(EventId id) {
    return unsent.containsKey(id);
  }

  boolean isKnown(EventId id) {
    return unsent.containsKey(id) || receipted.containsKey(id);
  }

  /** Whether another event that is not urgent would break a limit, and which. */
  Optional<String> full() {
    if (unsent.size() >= limits.maxUnsent()) {
      return Optional.of(unsent.size() + " events without a receipt; the limit is reached");
    }
    if (unsentBytes >= limits.maxBytes()) {
      return Optional.of(unsentBytes + " bytes without a receipt; the limit is reached");
    }
    return Optional.empty();
  }

  List<StoredEvent> unsent() {
    return List.copyOf(unsent.values());
  }

  List<ReceiptedEvent> receipted() {
    return List.copyOf(receipted.values());
  }

  /** The shortest history that adds up to the same. */
  List<OutboxRecord> history() {
    List<OutboxRecord> history = new ArrayList<>();
    for (ReceiptedEvent kept : receipted.values()) {
      history.add(new OutboxRecord.Happened(kept.event()));
      history.add(OutboxRecord.receipted(kept));
    }
    for (StoredEvent event : unsent.values()) {
      history.add(new OutboxRecord.Happened(event));
    }
    return history;
  }

  private void happened(StoredEvent event) {
    if (!isKnown(event.id())) {
      unsent.put(event.id(), event);
      unsentBytes += sizeOf(event);
    }
  }

  private void dated(EventId id, Instant hubAt) {
    StoredEvent event = unsent.get(id);
    if (event != null && event.hubAt() == null) {
      unsent.put(id, event.withHubAt(hubAt));
    }
  }

  private void receipted(OutboxRecord.Receipted receipt) {
    StoredEvent event = unsent.remove(receipt.id());
    if (event == null) {
      return;
    }
    unsentBytes -= sizeOf(event);
    receipted.put(
        receipt.id(),
        new ReceiptedEvent(event, receipt.outcome(), receipt.hubTime(), receipt.epoch()));
    if (receipt.hubTime().isAfter(newestReceipt)) {
      newestReceipt = receipt.hubTime();
    }
    forgetOldReceipts();
  }

  private void forgetOldReceipts() {
    Instant oldest = newestReceipt.minus(limits.receiptedFor());
    receipted.values().removeIf(kept -> kept.hubTime().isBefore(oldest));
    var eldest = receipted.keySet().iterator();
    for (int surplus = receipted.size() - limits.maxReceipted(); surplus > 0; surplus--) {
      eldest.next();
      eldest.remove();
    }
  }

  /**
   * The size of the record as it was first written, so that learning the instant changes nothing.
   */
  private static int sizeOf(StoredEvent event) {
    StoredEvent undated =
        new StoredEvent(event.id(), event.kind(), event.visit(), event.uptime(), null);
    return Framing.HEADER_BYTES + new OutboxRecord.Happened(undated).encode().length;
  }
}
