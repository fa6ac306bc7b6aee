package org.safeandaway.simulator.universe.office;

import java.time.Duration;
import java.util.List;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.protocol.WearableId;

/**
 * A visit that is to be made in a universe.
 *
 * @param wearers who goes and what each wears, in the order of the plan
 * @param plannedAt true time at which somebody plans it
 * @param expectedArrival true time
 * @param agreedEnd true time
 */
public record Visit(
    VisitId id,
    List<Wearer> wearers,
    Duration plannedAt,
    Duration expectedArrival,
    Duration agreedEnd,
    boolean silent,
    boolean audiblePanic) {
  public Visit {
    wearers = List.copyOf(wearers);
  }

  /** One visitor. */
  public record Wearer(PersonId person, WearableId wearable) {}
}
