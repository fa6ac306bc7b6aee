package org.safeandaway.hub.office.alarms;

import java.util.Arrays;
import java.util.List;
import org.safeandaway.hub.office.Sentence;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.protocol.AlarmKind;

/**
 * All alarms as their page shows them. A covert one is kept from whoever gave it, who may not be
 * alone with their screen, and stays kept when it is closed: somebody may ask them to show it.
 *
 * @param open nobody's first, then the largest, then the oldest
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

  static AlarmListed of(List<AlarmView> open, AlarmHistory history, String reader) {
    return new AlarmListed(
        open.stream()
            .filter(alarm -> !alarm.isKeptFrom(reader))
            .sorted(Sentence.LARGEST_FIRST)
            .toList(),
        history.without(alarm -> alarm.isKeptFrom(reader)));
  }
}
