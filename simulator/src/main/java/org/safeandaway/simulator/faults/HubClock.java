package org.safeandaway.simulator.faults;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.Message;

/**
 * What time it is at the hubs, as their pulses say, and which of them has started anew. Hub time
 * never goes back, so the pulse that puts it furthest ahead is believed.
 */
final class HubClock {
  private final Map<String, String> starts = new HashMap<>();
  private @Nullable Instant zero;

  /** Returns whether this pulse tells of a hub that was not heard before in this start. */
  synchronized boolean heard(Message.Pulse pulse, long now) {
    Instant candidate = pulse.hubTime().minusNanos(now);
    if (zero == null || candidate.isAfter(zero)) {
      zero = candidate;
    }
    return !pulse.start().equals(starts.put(pulse.hub(), pulse.start()));
  }

  /** Absent before the first pulse. */
  synchronized @Nullable Instant at(long now) {
    return zero == null
        ? null
        : zero.plusNanos(now).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
  }
}
