package org.safeandaway.hub.office.channels;

import java.util.List;

/**
 * Every channel there is.
 *
 * @param rows those that are set up first
 */
public record ChannelList(List<ChannelRow> rows) {
  public ChannelList {
    rows = List.copyOf(rows);
  }

  /** Whether nobody can be told who does not look at a page. */
  public boolean noneSetUp() {
    return rows.stream().noneMatch(ChannelRow::isSetUp);
  }
}
