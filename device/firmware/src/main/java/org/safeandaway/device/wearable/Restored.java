package org.safeandaway.device.wearable;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.Message.Visit;

/**
 * What the disk still had when the firmware started.
 *
 * @param unsent events without a receipt, in the order they were stored
 * @param receipted events with one, not older than a day, in the order they were stored
 * @param visit the last notice of the visit; absent if there never was one
 */
public record Restored(
    List<StoredEvent> unsent, List<ReceiptedEvent> receipted, @Nullable Visit visit) {
  public Restored {
    unsent = List.copyOf(unsent);
    receipted = List.copyOf(receipted);
  }

  /** A wearable's first start. */
  public static Restored nothing() {
    return new Restored(List.of(), List.of(), null);
  }
}
