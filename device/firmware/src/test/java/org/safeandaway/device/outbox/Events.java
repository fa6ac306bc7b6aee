package org.safeandaway.device.outbox;

import java.time.Duration;
import java.time.Instant;
import org.safeandaway.device.wearable.StoredEvent;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;

/** Events as the tests of this room speak of them. */
final class Events {
  static final String BOOT = "0123456789abcdef";
  static final String EPOCH = "epoch-1";
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private Events() {}

  static EventId id(long seq) {
    return new EventId(BOOT, seq);
  }

  static StoredEvent checkIn(long seq) {
    return event(seq, EventKind.CHECK_IN);
  }

  static StoredEvent panic(long seq) {
    return event(seq, EventKind.PANIC);
  }

  static StoredEvent event(long seq, EventKind kind) {
    return new StoredEvent(id(seq), kind, "visit-7", Duration.ofSeconds(seq), null);
  }
}
