package org.safeandaway.hub.office.alarms;

import java.util.Arrays;
import java.util.List;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.protocol.AlarmKind;

/**
 * All alarms as their page shows them.
 *
 * @param open nobody's first, then the oldest
 * @param history a page of those that are closed
 */
public record AlarmListed(List<AlarmView> open, AlarmHistory history) {
  /** To choose from. */
  public static final List<String> KINDS =
      Arrays.stream(AlarmKind.values())
          .filter(kind -> kind != AlarmKind.UNKNOWN)
          .map(AlarmKind::name)
          .toList();

  public AlarmListed {
    open = List.copyOf(open);
  }
}
