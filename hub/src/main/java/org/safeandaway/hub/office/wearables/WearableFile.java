package org.safeandaway.hub.office.wearables;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.safeandaway.hub.fleet.WearableHistory.Said;
import org.safeandaway.hub.fleet.WearableHistory.State;
import org.safeandaway.hub.fleet.WearableHistory.Worn;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.PersonView;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;

/**
 * One wearable as its page shows it: how it is, and what became of it. Always the newest first.
 *
 * @param worn by whom, on which visit
 * @param said every event, self-tests too
 * @param states how it was
 * @param places where the visits among these go, by visit
 * @param retire the form that takes it out of use
 */
public record WearableFile(
    WearableRow row,
    List<Worn> worn,
    List<Said> said,
    List<AlarmView> alarms,
    List<State> states,
    Map<String, String> places,
    Sheet retire) {
  public WearableFile {
    worn = List.copyOf(worn);
    said = List.copyOf(said);
    alarms = List.copyOf(alarms);
    states = List.copyOf(states);
    places = Map.copyOf(places);
  }

  /** Where this visit goes. */
  public String place(String visit) {
    return places.getOrDefault(visit, "The visit");
  }

  /**
   * Whoever gave the duress signal may not be alone with their screen: to somebody who has worn the
   * wearable it is the ordinary check-in that it looks like.
   */
  WearableFile asSeenBy(String reader) {
    boolean wore =
        worn.stream()
            .map(Worn::person)
            .filter(Objects::nonNull)
            .map(PersonView::id)
            .anyMatch(reader::equals);
    if (!wore) {
      return this;
    }
    return new WearableFile(
        row,
        worn,
        said.stream().map(WearableFile::plain).toList(),
        alarms.stream().filter(each -> !each.kind().equals(AlarmKind.DURESS.name())).toList(),
        states,
        places,
        retire);
  }

  private static Said plain(Said it) {
    if (!EventKind.DURESS.name().equals(it.kind())) {
      return it;
    }
    return new Said(
        it.boot(),
        it.seq(),
        EventKind.CHECK_IN.name(),
        it.receivedAt(),
        it.occurredAt(),
        it.occurredKnown(),
        it.outcome(),
        it.watch());
  }

  public List<Said> tests() {
    return said.stream().filter(each -> EventKind.SELF_TEST.name().equals(each.kind())).toList();
  }

  /** How the battery went; drawn only if there is anything to compare. */
  public BatteryLine battery() {
    return BatteryLine.of(states);
  }
}
