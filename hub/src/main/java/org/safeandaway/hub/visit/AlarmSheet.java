package org.safeandaway.hub.visit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known around one alarm, for whoever has to do something about it.
 *
 * @param visit absent if the alarm belongs to none
 * @param knows absent if it came from no wearable that is registered
 * @param reach whom it is about and who is with them
 * @param others every other alarm of the same watch, open ones first, then the newest
 */
public record AlarmSheet(
    AlarmView alarm,
    @Nullable VisitView visit,
    @Nullable WearableKnows knows,
    List<Reach> reach,
    List<AlarmView> others) {
  public AlarmSheet {
    reach = List.copyOf(reach);
    others = List.copyOf(others);
  }

  /** What somebody has to do with the alarm. */
  public enum Part {
    /** Wears the wearable, or is the visitor whom it is about. */
    WEARER,
    /** Wore it when it happened, and does no more. */
    WORE_IT_THEN,
    /** Wears it now, and did not when it happened. */
    WEARS_IT_NOW,
    /** Goes on the same visit. */
    COMPANION
  }

  /**
   * Somebody, and how to reach them.
   *
   * @param phase where in the visit they are; absent off a visit
   */
  public record Reach(
      PersonView person, Part part, @Nullable String mobile, @Nullable String phase) {}

  /** Whether the alarm is about this person, who then may neither take nor close it (ESC-3). */
  public boolean isAbout(String person) {
    return reach.stream()
        .anyMatch(each -> each.part() != Part.COMPANION && each.person().id().equals(person));
  }
}
