package org.safeandaway.hub.drill;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.visit.PersonView;

/**
 * A drill as people see it.
 *
 * @param kind of alarm that is practised
 * @param state {@code planned}, {@code going-on}, {@code over} or {@code called-off}
 * @param imaginary whom it is about, by a name that is nobody's; absent if it is about nobody
 * @param alarm that it raised; absent before that
 * @param takenAt when a person first had it; absent if nobody did
 * @param takenBy who has or had it last; absent if nobody did
 * @param endedAt when it was closed or called off
 * @param endedBy absent if a real alarm ended it, or the hub called it off
 * @param ending how it ended, in words
 * @param rungs the steps of the ladder that began, in order
 */
@Serdeable
public record DrillView(
    String id,
    String kind,
    String state,
    PersonView plannedBy,
    Instant plannedAt,
    Instant beginsAt,
    boolean announced,
    @Nullable String imaginary,
    @Nullable String alarm,
    @Nullable Instant raisedAt,
    @Nullable Instant takenAt,
    @Nullable PersonView takenBy,
    @Nullable Instant endedAt,
    @Nullable PersonView endedBy,
    @Nullable String ending,
    List<RungView> rungs) {
  public static final String PLANNED = "planned";
  public static final String GOING_ON = "going-on";
  public static final String OVER = "over";
  public static final String CALLED_OFF = "called-off";

  public DrillView {
    rungs = List.copyOf(rungs);
  }

  /**
   * A step of the ladder began.
   *
   * @param step of the plan, counted from 1
   * @param round from 2 on the last step repeats
   * @param messages how many it sent, the board among them
   */
  @Serdeable
  public record RungView(int round, int step, Instant at, int messages) {}

  public boolean isPlanned() {
    return state.equals(PLANNED);
  }

  public boolean isGoingOn() {
    return state.equals(GOING_ON);
  }

  public boolean isPlannedBy(String person) {
    return plannedBy.id().equals(person);
  }

  /** How long it waited for a person; absent if nobody took it. */
  public @Nullable Duration waited() {
    return raisedAt == null || takenAt == null ? null : Duration.between(raisedAt, takenAt);
  }

  DrillView with(List<RungView> its) {
    return new DrillView(
        id, kind, state, plannedBy, plannedAt, beginsAt, announced, imaginary, alarm, raisedAt,
        takenAt, takenBy, endedAt, endedBy, ending, its);
  }
}
