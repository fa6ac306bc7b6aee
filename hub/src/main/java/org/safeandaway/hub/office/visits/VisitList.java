package org.safeandaway.hub.office.visits;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.visit.VisitView;

/**
 * The list of visits: what matters now first, other days below.
 *
 * @param sections those of today, each with its heading
 * @param later days that are to come
 * @param earlier days that are over
 * @param more whether there are earlier ones still
 * @param filter what was asked for
 */
public record VisitList(
    List<Section> sections,
    List<Section> later,
    List<Section> earlier,
    boolean more,
    VisitFilter filter) {

  /** Visits under a heading. */
  public record Section(String id, String heading, List<VisitRow> visits) {}

  public boolean isEmpty() {
    return sections.isEmpty() && later.isEmpty() && earlier.isEmpty();
  }

  /** What a filter found, in the order in which it was found. */
  static VisitList found(List<VisitView> visits, boolean more, VisitFilter filter, Times times) {
    return new VisitList(List.of(), List.of(), byDay(visits, times), more, filter);
  }

  /**
   * Everything at a glance.
   *
   * @param open authorised, and not everybody is safe and away, of whatever day
   * @param today of today, of whatever state
   */
  static VisitList overview(
      List<VisitView> open,
      List<VisitView> today,
      List<VisitView> later,
      List<VisitView> earlier,
      boolean more,
      VisitFilter filter,
      Times times) {
    Instant midnight = startOfDay(times, 0);
    List<VisitView> out =
        open.stream()
            .filter(each -> !VisitWords.isReady(each) || each.expectedArrival().isBefore(midnight))
            .toList();
    List<String> outIds = out.stream().map(VisitView::id).toList();
    List<VisitView> rest = today.stream().filter(each -> !outIds.contains(each.id())).toList();
    List<Section> sections = new ArrayList<>();
    add(sections, "out", "Out now", out, times);
    add(
        sections,
        "coming-up",
        "Coming up today",
        rest.stream().filter(each -> !each.state().equals("closed")).toList(),
        times);
    add(
        sections,
        "finished",
        "Finished today",
        rest.stream().filter(each -> each.state().equals("closed")).toList(),
        times);
    return new VisitList(
        sections, byDay(later, times), byDay(without(earlier, outIds), times), more, filter);
  }

  private static List<VisitView> without(List<VisitView> visits, List<String> ids) {
    return visits.stream().filter(each -> !ids.contains(each.id())).toList();
  }

  private static void add(
      List<Section> sections, String id, String heading, List<VisitView> visits, Times times) {
    if (!visits.isEmpty()) {
      sections.add(new Section(id, heading, rows(visits, times)));
    }
  }

  private static List<VisitRow> rows(List<VisitView> visits, Times times) {
    return visits.stream().map(each -> VisitRow.of(each, times)).toList();
  }

  private static List<Section> byDay(List<VisitView> visits, Times times) {
    Map<LocalDate, List<VisitView>> days = new LinkedHashMap<>();
    for (VisitView visit : visits) {
      LocalDate day = visit.expectedArrival().atZone(times.zone()).toLocalDate();
      days.computeIfAbsent(day, any -> new ArrayList<>()).add(visit);
    }
    return days.entrySet().stream()
        .map(
            day ->
                new Section(
                    "day-" + day.getKey(),
                    Telling.start(times.day(day.getValue().getFirst().expectedArrival())),
                    rows(day.getValue(), times)))
        .toList();
  }

  /** The first instant of a day, so many days from today. */
  static Instant startOfDay(Times times, int days) {
    return times
        .instant()
        .atZone(times.zone())
        .toLocalDate()
        .plusDays(days)
        .atStartOfDay(times.zone())
        .toInstant();
  }

  /** The address of the next page of earlier ones; null if there is none. */
  public @Nullable String next() {
    return more ? filter.page(filter.page() + 1).address() : null;
  }
}
