package org.safeandaway.hub.watch;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whoever was told of an alarm and could not take it is to hear that they need do nothing, so that
 * not several people drive to the same house. To whom messages went only the rows know, so what is
 * said here is who has it, and who is never to be told.
 */
final class StandingDown {
  private StandingDown() {}

  /** A named person has it. A second one is said again. */
  static void taken(Draft draft, Alarm alarm) {
    alarm.ownedBy().ifPresent(owner -> add(draft, alarm, owner.person(), false));
  }

  /**
   * It is over.
   *
   * @param by who closed it; absent of a drill that a real alarm ended
   */
  static void closed(Draft draft, Alarm alarm, @Nullable PersonId by) {
    add(draft, alarm, by, true);
  }

  private static void add(Draft draft, Alarm alarm, @Nullable PersonId by, boolean closed) {
    Set<PersonId> never = new HashSet<>();
    // As on the ladder: whoever it is about, and whoever may stand beside the danger.
    draft.participants().forEach(each -> never.add(each.person()));
    addTo(never, alarm.wearerThen());
    addTo(never, alarm.wearerNow());
    addTo(never, by);
    alarm.ownedBy().ifPresent(owner -> never.add(owner.person()));
    draft.add(new WatchEffect.StandDown(alarm.id(), alarm.version(), by, closed, never));
  }

  private static void addTo(Set<PersonId> people, @Nullable PersonId person) {
    if (person != null) {
      people.add(person);
    }
  }
}
