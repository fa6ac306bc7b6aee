package org.safeandaway.device.outbox;

import java.time.Duration;

/**
 * How much an outbox may hold. A panic or duress is taken whatever the limits say.
 *
 * @param maxUnsent events without a receipt. A wearer who presses every ten seconds for a day
 *     without a link makes 8,640
 * @param maxBytes what the events without a receipt may take on the disk
 * @param maxReceipted receipted events kept for sending again; protocol.md, "at most 500"
 * @param receiptedFor how long, in hub time, they are kept; protocol.md, "last 24 h"
 */
public record OutboxLimits(int maxUnsent, long maxBytes, int maxReceipted, Duration receiptedFor) {
  public static final OutboxLimits DEFAULT =
      new OutboxLimits(10_000, 4L * 1024 * 1024, 500, Duration.ofHours(24));

  public OutboxLimits {
    if (maxUnsent < 1 || maxBytes < 1024 || maxReceipted < 0 || receiptedFor.isNegative()) {
      throw new IllegalArgumentException("an outbox must hold something");
    }
  }
}
