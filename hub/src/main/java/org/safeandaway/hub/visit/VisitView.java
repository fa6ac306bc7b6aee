package org.safeandaway.hub.visit;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A visit as people see it: its plan in words, and how its watch is.
 *
 * @param state {@code planned}, {@code guarding} (authorised, not everybody is safe and away) or
 *     {@code closed}
 * @param forAlarm what somebody needs who answers an alarm of it
 * @param agreedEnd as it is now, with every extension
 * @param version counts the changes of the plan, from 1
 * @param closedWhy in the words of whoever ended it
 * @param deadlines the open ones, the earliest first
 * @param timeline what happened, the oldest first; only with a single visit
 */
@Serdeable
public record VisitView(
    String id,
    String state,
    String purpose,
    String place,
    String address,
    String notes,
    ForAlarm forAlarm,
    Instant expectedArrival,
    Instant agreedEnd,
    boolean silent,
    boolean audiblePanic,
    int version,
    PersonView plannedBy,
    Instant plannedAt,
    @Nullable PersonView authorisedBy,
    @Nullable Instant authorisedAt,
    @Nullable Instant closedAt,
    @Nullable String closedWhy,
    List<VisitorView> visitors,
    List<DeadlineView> deadlines,
    List<AlarmView> alarms,
    @Nullable List<LineView> timeline) {

  /**
   * One wearer.
   *
   * @param phase where in the visit; see the event × phase table
   * @param questions what the office is asked about this wearer
   */
  @Serdeable
  public record VisitorView(
      int participant,
      PersonView person,
      @Nullable String mobile,
      @Nullable String wearable,
      @Nullable String phase,
      @Nullable Instant lastCheckIn,
      @Nullable Instant saidSafe,
      List<String> questions) {
    VisitorView planOnly() {
      return new VisitorView(participant, person, mobile, wearable, null, null, null, List.of());
    }
  }

  /**
   * An open promise.
   *
   * @param promisedAt what was promised
   * @param dueAt when it becomes an alarm or a question
   */
  @Serdeable
  public record DeadlineView(
      String kind, @Nullable Integer participant, Instant promisedAt, Instant dueAt) {}

  /** A line of the journal. */
  @Serdeable
  public record LineView(
      Instant at,
      String what,
      @Nullable PersonView by,
      @Nullable String wearable,
      @Nullable String alarm,
      Map<String, String> details) {}

  /**
   * For the visitors themselves, who may not be alone with their screen: the plan, and nothing that
   * could betray a covert alarm.
   */
  public VisitView planOnly() {
    return followed(
        "planned".equals(state) ? state : "authorised",
        null,
        null,
        visitors.stream().map(VisitorView::planOnly).toList(),
        List.of(),
        List.of(),
        null);
  }

  VisitView with(List<LineView> lines) {
    return followed(state, closedAt, closedWhy, visitors, deadlines, alarms, lines);
  }

  /** The same plan, and this of how its watch is. */
  private VisitView followed(
      String itsState,
      @Nullable Instant ended,
      @Nullable String endedWhy,
      List<VisitorView> seen,
      List<DeadlineView> promises,
      List<AlarmView> raised,
      @Nullable List<LineView> lines) {
    return new VisitView(
        id,
        itsState,
        purpose,
        place,
        address,
        notes,
        forAlarm,
        expectedArrival,
        agreedEnd,
        silent,
        audiblePanic,
        version,
        plannedBy,
        plannedAt,
        authorisedBy,
        authorisedAt,
        ended,
        endedWhy,
        seen,
        promises,
        raised,
        lines);
  }
}
