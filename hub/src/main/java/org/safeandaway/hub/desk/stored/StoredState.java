package org.safeandaway.hub.desk.stored;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A watch's state as it is stored. One flat record for all stages; fields that a stage does not
 * have are absent.
 *
 * @param version of this form; 1
 * @param stage {@code PLANNED}, {@code GUARDING}, {@code CLOSED}, {@code STANDING}, {@code SITE}
 */
@Json
public record StoredState(
    int version,
    String stage,
    @Nullable StoredPlan plan,
    @Nullable String plannedBy,
    @Nullable StoredAuthorisation authorisation,
    @Nullable Instant agreedEnd,
    int extendedBy,
    @Nullable Instant closedAt,
    @Nullable String why,
    List<StoredParticipant> participants,
    @Nullable String wearable,
    @Nullable List<StoredDrill> drills) {

  /** See {@link org.safeandaway.hub.watch.WatchState.PlannedDrill}. */
  @Json
  public record StoredDrill(String drill, String kind, String by, boolean announced) {}

  /**
   * See {@link org.safeandaway.hub.watch.Plan}.
   *
   * @param safeWord false in what was stored before there were safe words
   * @param version 0 in what was stored before plans had versions
   */
  @Json
  public record StoredPlan(
      String visit,
      List<String> visitors,
      Instant expectedArrival,
      Instant agreedEnd,
      boolean silent,
      boolean audiblePanic,
      boolean safeWord,
      int version) {}

  /** See {@link org.safeandaway.hub.watch.WatchState.Authorisation}. */
  @Json
  public record StoredAuthorisation(String by, String role, Instant at, int policyVersion) {}

  /** See {@link org.safeandaway.hub.watch.Participant}. */
  @Json
  public record StoredParticipant(
      int number,
      String person,
      @Nullable String wearable,
      String phase,
      @Nullable StoredCheckIn lastCheckIn,
      @Nullable Instant saidSafe,
      Map<String, Long> applied,
      @Nullable StoredEventId upTo,
      List<StoredAhead> ahead,
      List<String> questions) {}

  /** See {@link org.safeandaway.hub.watch.Participant.CheckIn}. */
  @Json
  public record StoredCheckIn(String source, Instant at, boolean known) {}

  /** See {@link org.safeandaway.protocol.EventId}. */
  @Json
  public record StoredEventId(String boot, long seq) {}

  /** See {@link org.safeandaway.hub.watch.Participant.Ahead}. */
  @Json
  public record StoredAhead(
      StoredEventId event, Instant occurredAt, boolean occurredKnown, String phaseBefore) {}
}
