package org.safeandaway.hub.office.drills;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.drill.Answering;
import org.safeandaway.hub.drill.DrillView;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.watch.WatchInput.PlanDrill;

/**
 * Drills as their page shows them.
 *
 * @param me whoever looks
 * @param sheet the form of a new drill
 * @param trouble what could not be done to one of the drills; absent if nothing was tried
 * @param planned and going on, the next first
 * @param past the latest first
 */
public record DrillsPage(
    String me,
    Sheet sheet,
    @Nullable String trouble,
    List<DrillView> planned,
    List<DrillView> past,
    Answering answering) {
  /** After so long nobody needs to be told how their drill went. */
  private static final Duration FRESH = Duration.ofDays(7);

  public static final List<String> KINDS = PlanDrill.KINDS.stream().map(Enum::name).toList();

  public DrillsPage {
    planned = List.copyOf(planned);
    past = List.copyOf(past);
  }

  static DrillsPage of(
      Page page,
      Sheet sheet,
      @Nullable String trouble,
      List<DrillView> drills,
      Answering answering) {
    return new DrillsPage(
        page.person() == null ? "" : page.person().id(),
        sheet,
        trouble,
        drills.stream().filter(each -> each.isPlanned() || each.isGoingOn()).toList().reversed(),
        drills.stream().filter(each -> !each.isPlanned() && !each.isGoingOn()).toList(),
        answering);
  }

  /** Whether this person plans drills. */
  public static boolean plans(Page page) {
    return page.is(Role.AUTHORISER) || page.is(Role.ADMIN);
  }

  public boolean isMine(DrillView drill) {
    return drill.isPlannedBy(me);
  }

  /** The reader's own that ended last, if it was lately, and not by their own cancelling. */
  public Optional<DrillView> mine(Instant now) {
    return past.stream()
        .filter(this::isMine)
        .filter(each -> each.state().equals(DrillView.OVER) || each.endedBy() == null)
        .filter(each -> endedAt(each).plus(FRESH).isAfter(now))
        .max(Comparator.comparing(DrillsPage::endedAt));
  }

  private static Instant endedAt(DrillView drill) {
    return drill.endedAt() == null ? drill.beginsAt() : drill.endedAt();
  }

  public Chart distribution() {
    return Chart.distribution(
        "distribution", "How long alarms waited for a person: up to …", answering);
  }

  public Chart realMonths() {
    return Chart.months("real-months", "Real alarms, month by month", answering.months(), false);
  }

  public Chart drillMonths() {
    return Chart.months("drill-months", "Drills, month by month", answering.months(), true);
  }
}
