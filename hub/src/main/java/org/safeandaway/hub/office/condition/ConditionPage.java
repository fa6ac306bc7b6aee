package org.safeandaway.hub.office.condition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.health.CanaryWatch;
import org.safeandaway.hub.health.DeadMan.Turn;

/**
 * How the hub is, whole.
 *
 * @param canaries the last trial alarms of this start, the newest first
 * @param outside the last word to whoever waits for one outside; absent before the first
 * @param outsideSetUp whether anybody does
 * @param startedAt absent before it has started
 */
public record ConditionPage(
    String hub,
    List<ConditionRow> rows,
    List<CanaryWatch.Result> canaries,
    boolean outsideSetUp,
    @Nullable Turn outside,
    @Nullable Instant startedAt,
    Versions.Found versions) {
  public ConditionPage {
    rows = List.copyOf(rows);
    canaries = List.copyOf(canaries);
  }

  public boolean isWell() {
    return rows.stream().allMatch(ConditionRow::isWell);
  }
}
