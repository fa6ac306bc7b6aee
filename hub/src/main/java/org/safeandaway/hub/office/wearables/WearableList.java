package org.safeandaway.hub.office.wearables;

import java.util.List;
import org.safeandaway.hub.office.forms.Sheet;

/**
 * The list of wearables as its page shows it.
 *
 * @param rows those that were asked for, in the order that was asked for
 * @param all how many are in use
 * @param words what was searched for; empty if nothing was
 * @param register the form that adds one
 */
public record WearableList(
    List<WearableRow> rows, int all, String words, WearableRow.Order order, Sheet register) {
  public WearableList {
    rows = List.copyOf(rows);
  }

  public long heard() {
    return rows.stream().filter(row -> row.health().touch() == WearableHealth.Touch.HEARD).count();
  }
}
