package org.safeandaway.hub.watch;

import java.util.Map;
import org.safeandaway.hub.watch.WatchState.Closed;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.protocol.Phase;

/** How a visit's watch ends: when everyone is over and no alarm about any of them is open. */
final class Closing {
  private Closing() {}

  /** Lets go of a wearer who is over, unless an alarm about them is open; then closes if it can. */
  static void release(Draft draft, Participant who) {
    if (draft.current(who).phase() == Phase.OVER && draft.openAlarmsAbout(who).isEmpty()) {
      draft.disarmAll(who);
      draft.put(draft.current(who).sayingSafe(null));
    }
    if (draft.state() instanceof Guarding guarding && allReleased(draft, guarding)) {
      draft.become(
          new Closed(
              guarding.plan(),
              guarding.plannedBy(),
              draft.now,
              Closed.EVERYONE_SAFE,
              guarding.participants()));
      draft.journal(Happening.VISIT_CLOSED, Map.of());
    }
  }

  private static boolean allReleased(Draft draft, Guarding guarding) {
    return guarding.participants().stream()
        .allMatch(each -> each.phase() == Phase.OVER && draft.openAlarmsAbout(each).isEmpty());
  }

  /**
   * What resolving an alarm does to the wearer it was about. A covert alarm that ends changes
   * nothing that the wearable can see.
   */
  static void afterResolving(Draft draft, Participant who, Alarm resolved) {
    if (!resolved.kind().isCovert() && who.phase() != Phase.OVER) {
      boolean moreOpen =
          draft.openAlarmsAbout(who).stream().anyMatch(alarm -> !alarm.kind().isCovert());
      if (who.saidSafe() == null) {
        Promises.resume(draft, who, resolved.id());
      } else if (!moreOpen) {
        draft.enter(who, Phase.OVER);
      }
    }
    release(draft, who);
  }
}
