package org.safeandaway.device.wearable;

import java.time.Instant;
import org.safeandaway.protocol.Outcome;

/**
 * An event that the hub has, kept for a day: a database restored from a backup may have lost it.
 *
 * @param hubTime when the hub sent the receipt, in hub time
 * @param epoch the hub's database that has it
 */
public record ReceiptedEvent(StoredEvent event, Outcome outcome, Instant hubTime, String epoch) {}
