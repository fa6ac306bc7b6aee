package org.safeandaway.simulator.wearables;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.Firmware;
import org.safeandaway.device.wearable.Fault;
import org.safeandaway.device.wearable.StoredEvent;
import org.safeandaway.device.wearable.WearableState;

/**
 * What one running firmware knows, as part of a {@link WearableView}.
 *
 * @param boot random at each start
 * @param phase as the wearer has it
 * @param visit the visit it guards; absent if none
 * @param revision of the notice of the visit that it holds; 0 if none
 * @param led the pattern that the LED shows; absent in the first moments
 * @param unsent events without a receipt, oldest first
 * @param faults what is wrong with the wearable itself
 * @param broken the bug that ended this firmware; absent while it runs. The one on a real wearable
 *     is then started again; here it stays as it is, so that it is seen.
 */
@Json
record FirmwareView(
    String boot,
    String phase,
    @Nullable String visit,
    long revision,
    @Nullable String led,
    List<UnsentEvent> unsent,
    List<String> faults,
    @Nullable String broken) {

  /** One event that the hub has not said it stored. */
  @Json
  record UnsentEvent(String boot, long seq, String kind, @Nullable String visit) {
    static UnsentEvent of(StoredEvent event) {
      return new UnsentEvent(
          event.id().boot(), event.id().seq(), event.kind().name(), event.visit());
    }
  }

  static FirmwareView of(Firmware firmware) {
    WearableState state = firmware.state();
    return new FirmwareView(
        state.boot(),
        state.phase().name(),
        state.visit(),
        state.revision(),
        state.led() == null ? null : state.led().name(),
        state.unsentEvents().stream().map(UnsentEvent::of).toList(),
        state.faults().stream().sorted().map(Fault::wireName).toList(),
        bugOf(firmware.ending().getNow(null)));
  }

  private static @Nullable String bugOf(Firmware.@Nullable Ending ending) {
    return ending instanceof Firmware.Broken broken ? broken.bug().toString() : null;
  }
}
