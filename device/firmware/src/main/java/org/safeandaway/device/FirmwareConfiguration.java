package org.safeandaway.device;

import java.nio.file.Path;
import org.safeandaway.device.outbox.OutboxLimits;
import org.safeandaway.device.uplink.BrokerAccess;
import org.safeandaway.device.wearable.WearableSettings;
import org.safeandaway.protocol.WearableId;

/**
 * What one wearable is told, apart from its pins.
 *
 * @param data its folder, which it has to itself
 * @param version of the firmware, as state messages say it
 */
public record FirmwareConfiguration(
    WearableId wearable,
    BrokerAccess broker,
    Path data,
    OutboxLimits outboxLimits,
    WearableSettings settings,
    String version) {

  /** With the limits and thresholds of protocol.md. */
  public static FirmwareConfiguration standard(
      WearableId wearable, BrokerAccess broker, Path data, String version) {
    return new FirmwareConfiguration(
        wearable, broker, data, OutboxLimits.DEFAULT, WearableSettings.standard(), version);
  }
}
