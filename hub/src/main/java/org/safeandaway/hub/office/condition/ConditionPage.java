package org.safeandaway.hub.office.condition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.health.DeadMan.Turn;

/**
 * How the hub is, whole.
 *
 * @param outside the last word to whoever waits for one outside; absent before the first
 * @param outsideSetUp whether anybody does
 * @param startedAt absent before it has started
 */
public record ConditionPage(
    String hub,
    List<ConditionRow> rows,
    boolean outsideSetUp,
    @Nullable Turn outside,
    @Nullable Instant startedAt,
    Versions.Found versions) {
  public ConditionPage {
    rows = List.copyOf(rows);
  }

  public boolean isWell() {
    return rows.stream().allMatch(ConditionRow::isWell);
  }
}
