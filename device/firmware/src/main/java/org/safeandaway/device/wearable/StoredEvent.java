package org.safeandaway.device.wearable;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;

/**
 * What the disk keeps of one event, from the moment it happened. Its age is not kept: that is known
 * only while this boot lasts, and is worked out afresh at each transmission.
 *
 * @param visit the visit that was guarded when it happened; absent if none
 * @param uptime when it happened, counted from the start of the boot in {@code id}
 * @param hubAt when it happened in hub time; absent until that boot has heard a pulse
 */
public record StoredEvent(
    EventId id, EventKind kind, @Nullable String visit, Duration uptime, @Nullable Instant hubAt) {
  public StoredEvent {
    if (uptime.isNegative()) {
      throw new IllegalArgumentException("uptime must not be negative: " + uptime);
    }
    if (kind == EventKind.UNKNOWN) {
      throw new IllegalArgumentException("a wearable makes no event of unknown kind");
    }
  }

  /** The same event, with its instant learned. */
  public StoredEvent withHubAt(Instant instant) {
    return new StoredEvent(id, kind, visit, uptime, instant);
  }
}
