package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.List;

/**
 * What a visit's watch needs of its plan. Who, where and why in words stay in the visit's row.
 *
 * @param visitors who goes, in order; {@link ParticipantId} counts them from 1
 * @param expectedArrival at the door, in hub time
 * @param agreedEnd everybody safe and away by then, in hub time
 * @param silent the wearables tick instead of sounding
 * @param audiblePanic a panic may be heard at the wearable
 */
public record Plan(
    VisitId visit,
    List<PersonId> visitors,
    Instant expectedArrival,
    Instant agreedEnd,
    boolean silent,
    boolean audiblePanic) {
  public Plan {
    visitors = List.copyOf(visitors);
    if (visitors.isEmpty()) {
      throw new IllegalArgumentException("a visit needs at least one visitor");
    }
    if (!agreedEnd.isAfter(expectedArrival)) {
      throw new IllegalArgumentException("a visit must end after it begins");
    }
  }
}
