package org.safeandaway.hub.office.visits;

import java.util.List;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.visit.VisitView;

/**
 * A visit as a list shows it.
 *
 * @param begin as {@code 14:20}, the expected arrival
 * @param end as {@code 15:05}, the agreed end as it is now
 */
public record VisitRow(
    String id,
    String day,
    String begin,
    String end,
    String place,
    String purpose,
    String who,
    VisitWords.State state,
    List<VisitWords.Lack> lacks) {

  static VisitRow of(VisitView visit, Times times) {
    return new VisitRow(
        visit.id(),
        times.day(visit.expectedArrival()),
        times.clock(visit.expectedArrival()),
        times.clock(visit.agreedEnd()),
        visit.place(),
        visit.purpose(),
        VisitWords.who(visit),
        VisitWords.state(visit, times),
        VisitWords.lacks(visit, times));
  }
}
