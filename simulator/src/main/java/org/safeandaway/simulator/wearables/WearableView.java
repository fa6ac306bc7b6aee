package org.safeandaway.simulator.wearables;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One virtual wearable as {@code GET /wearables/{id}} shows it. What only a running firmware knows
 * is absent while the power is off.
 *
 * @param power whether the firmware runs
 * @param smashed it will not run before it is repaired
 * @param link whether the network carries; the connection itself follows within seconds
 * @param batteryPercent 0 to 100, as the battery's gauge reads
 * @param pressed the buttons that are down, as the API names them
 * @param buzzer whether it sounds at this moment
 * @param lit whether the LED is lit at this moment
 * @param sounds what has been heard since the simulator started, oldest first, the last 200 at most
 * @param told what hands have told it since then, oldest first, the last 200 at most
 * @param firmware what the firmware knows
 */
@Json
record WearableView(
    String id,
    boolean power,
    boolean smashed,
    boolean link,
    int batteryPercent,
    List<String> pressed,
    boolean buzzer,
    boolean lit,
    List<HeardSound> sounds,
    List<Told> told,
    @Nullable FirmwareView firmware) {

  /**
   * One sound that began.
   *
   * @param at by this machine's clock
   * @param name as {@link org.safeandaway.device.wearable.Sound} has it
   * @param discreet in its form of short ticks
   * @param rhythmMs how long the buzzer is on, off, on …
   */
  @Json
  record HeardSound(Instant at, String name, boolean discreet, List<Long> rhythmMs) {}

  /**
   * A gesture that became an event.
   *
   * @param at by this machine's clock
   * @param kind as {@link org.safeandaway.protocol.EventKind} has it
   */
  @Json
  record Told(Instant at, String kind) {}

  /** The same but for what flickers, to tell whether anything else is different. */
  WearableView withoutOutputs() {
    return new WearableView(
        id, power, smashed, link, batteryPercent, pressed, false, false, sounds, told, firmware);
  }
}
