package org.safeandaway.hub.visit;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as people see it.
 *
 * @param visit absent if it belongs to no visit
 * @param place of the visit, in short
 * @param wearerThen who wore the wearable when it happened
 * @param wearerNow who wears it now; another person only if it changed hands
 * @param occurredUncertain it may have happened earlier than {@code occurredAt}
 * @param duringOutage the deadline passed while no hub was running
 * @param owner who has it; absent while nobody has
 * @param notes only with a single alarm
 */
@Serdeable
public record AlarmView(
    String id,
    String kind,
    boolean open,
    @Nullable String visit,
    @Nullable String place,
    @Nullable Integer participant,
    @Nullable String wearable,
    @Nullable PersonView wearerThen,
    @Nullable PersonView wearerNow,
    Instant raisedAt,
    Instant occurredAt,
    boolean occurredUncertain,
    boolean duringOutage,
    @Nullable PersonView owner,
    @Nullable Instant ownedAt,
    @Nullable PersonView resolvedBy,
    @Nullable Instant resolvedAt,
    @Nullable String reason,
    @Nullable String resolution,
    @Nullable List<NoteView> notes) {

  /** A note; nobody wrote it if the wearer or the system did. */
  @Serdeable
  public record NoteView(@Nullable PersonView by, Instant at, String words) {}

  AlarmView with(List<NoteView> its) {
    return new AlarmView(
        id,
        kind,
        open,
        visit,
        place,
        participant,
        wearable,
        wearerThen,
        wearerNow,
        raisedAt,
        occurredAt,
        occurredUncertain,
        duringOutage,
        owner,
        ownedAt,
        resolvedBy,
        resolvedAt,
        reason,
        resolution,
        its);
  }
}
