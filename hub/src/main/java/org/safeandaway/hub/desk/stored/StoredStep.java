package org.safeandaway.hub.desk.stored;

import io.avaje.jsonb.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An owed step as it is stored: exactly one of the three is present.
 *
 * @param endDrills because of this alarm
 */
@Json
public record StoredStep(
    @Nullable StoredEvent event, @Nullable StoredTrouble technical, @Nullable String endDrills) {

  /** See {@link org.safeandaway.hub.watch.WatchInput.FromWearable}. */
  @Json
  public record StoredEvent(
      String wearable,
      @Nullable Integer participant,
      String boot,
      long seq,
      String kind,
      Instant occurredAt,
      boolean occurredKnown,
      Instant receivedAt,
      boolean named,
      boolean wrongVisit,
      boolean again,
      @Nullable String wearerThen,
      @Nullable String wearerNow) {}

  /** See {@link org.safeandaway.hub.watch.WatchInput.Technical}. */
  @Json
  public record StoredTrouble(String id, String words) {}
}
