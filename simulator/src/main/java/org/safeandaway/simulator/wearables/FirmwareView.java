package org.safeandaway.simulator.wearables;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.Comparator;
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
 * @param connected to the broker
 * @param watched the hub's pulse was heard lately
 * @param hubTimeKnown it has heard the hub's clock
 * @param discreet it speaks in ticks instead of tones
 * @param silentPanic it keeps quiet about an open panic
 * @param deadlines the promises that are open, soonest first, in hub time
 * @param alarms that are open as far as the hub told, which it does not of a covert one
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
    boolean connected,
    boolean watched,
    boolean hubTimeKnown,
    boolean discreet,
    boolean silentPanic,
    List<OpenDeadline> deadlines,
    List<OpenAlarm> alarms,
    @Nullable String led,
    List<UnsentEvent> unsent,
    List<String> faults,
    @Nullable String broken) {

  /** One promise and when it is due, in hub time. */
  @Json
  record OpenDeadline(String kind, Instant at) {}

  /** One alarm, and whether a person has taken it. */
  @Json
  record OpenAlarm(String kind, boolean owned) {}

  /**
   * One event that the hub has not said it stored.
   *
   * @param hubAt when it happened, in hub time; absent while the wearable cannot know
   */
  @Json
  record UnsentEvent(
      String boot, long seq, String kind, @Nullable String visit, @Nullable Instant hubAt) {
    static UnsentEvent of(StoredEvent event) {
      return new UnsentEvent(
          event.id().boot(), event.id().seq(), event.kind().name(), event.visit(), event.hubAt());
    }
  }

  static FirmwareView of(Firmware firmware) {
    WearableState state = firmware.state();
    return new FirmwareView(
        state.boot(),
        state.phase().name(),
        state.visit(),
        state.revision(),
        state.isConnected(),
        state.isWatched(),
        state.hubTime(state.now()) != null,
        state.isDiscreet(),
        state.isSilentPanic(),
        deadlines(state),
        state.openAlarms().stream()
            .map(alarm -> new OpenAlarm(alarm.kind().name(), alarm.owned()))
            .toList(),
        state.led() == null ? null : state.led().name(),
        state.unsentEvents().stream().map(UnsentEvent::of).toList(),
        state.faults().stream().sorted().map(Fault::wireName).toList(),
        bugOf(firmware.ending().getNow(null)));
  }

  private static List<OpenDeadline> deadlines(WearableState state) {
    return state.openDeadlines().stream()
        .map(deadline -> new OpenDeadline(deadline.kind().name(), deadline.at()))
        .sorted(Comparator.comparing(OpenDeadline::at))
        .toList();
  }

  private static @Nullable String bugOf(Firmware.@Nullable Ending ending) {
    return ending instanceof Firmware.Broken broken ? broken.bug().toString() : null;
  }
}
