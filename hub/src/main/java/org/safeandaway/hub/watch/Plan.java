package org.safeandaway.hub.watch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a visit's watch needs of its plan. Who, where and why in words stay in the visit's row.
 *
 * @param visitors who goes, in the order in which they were named; when the visit is planned {@link
 *     ParticipantId} counts them from 1
 * @param expectedArrival at the door, in hub time
 * @param agreedEnd everybody safe and away by then, in hub time
 * @param silent the wearables tick instead of sounding
 * @param audiblePanic a panic may be heard at the wearable
 * @param safeWord a safe word was agreed; the watch does not know it (rule PLAN-6)
 * @param version counts the changes of the plan, from 1, so that nobody changes what they have not
 *     seen
 */
public record Plan(
    VisitId visit,
    List<PersonId> visitors,
    Instant expectedArrival,
    Instant agreedEnd,
    boolean silent,
    boolean audiblePanic,
    boolean safeWord,
    int version) {
  public Plan {
    visitors = List.copyOf(visitors);
    // As fine as the store keeps them: a plan that is read back is the same plan.
    expectedArrival = expectedArrival.truncatedTo(ChronoUnit.MICROS);
    agreedEnd = agreedEnd.truncatedTo(ChronoUnit.MICROS);
    if (visitors.isEmpty()) {
      throw new IllegalArgumentException("a visit needs at least one visitor");
    }
    if (!agreedEnd.isAfter(expectedArrival)) {
      throw new IllegalArgumentException("a visit must end after it begins");
    }
    if (version < 1) {
      throw new IllegalArgumentException("versions count from 1: " + version);
    }
  }

  /** A plan as it is made first, without a safe word. */
  public Plan(
      VisitId visit,
      List<PersonId> visitors,
      Instant expectedArrival,
      Instant agreedEnd,
      boolean silent,
      boolean audiblePanic) {
    this(visit, visitors, expectedArrival, agreedEnd, silent, audiblePanic, false, 1);
  }

  /** The next version, after this one. */
  Plan after(Plan before) {
    return new Plan(
        visit,
        visitors,
        expectedArrival,
        agreedEnd,
        silent,
        audiblePanic,
        safeWord,
        Math.addExact(before.version, 1));
  }

  Plan endingAt(Instant end) {
    return new Plan(visit, visitors, expectedArrival, end, silent, audiblePanic, safeWord, version);
  }
}
