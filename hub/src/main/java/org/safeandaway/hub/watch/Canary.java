package org.safeandaway.hub.watch;

import java.time.Duration;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.WearableId;

/**
 * The hub's own wearable. It misses a check-in again and again, so that the way of an alarm is
 * walked all the time: broker, desk, keeper, desk.
 *
 * <p>It ends in a sink: nothing of it is told to anybody. It is registered nowhere, nobody wears
 * it, no line is written of it; what remains of a check-in that it missed is the row of the
 * deadline, which says when it was armed, when it fell due and when it fired.
 */
public final class Canary {
  private static final String PREFIX = "canary-";

  /** It never checks in again, so any time will do; a short one, to know soon. */
  private static final Duration WITHIN = Duration.ofSeconds(1);

  private static final Deadline.Key KEY = new Deadline.Key(null, null, Deadline.Kind.CANARY);

  private Canary() {}

  /** The canary of a hub. */
  public static WearableId of(String hub) {
    return new WearableId(PREFIX + hub);
  }

  /** Whether it is a canary, and so may be nobody's wearable. */
  public static boolean is(WearableId wearable) {
    return wearable.value().startsWith(PREFIX);
  }

  /** Whether this is the watch over a canary. */
  public static boolean is(WatchId watch) {
    return watch.wearable().filter(Canary::is).isPresent();
  }

  static Answer takeIn(Draft draft) {
    draft.arm(KEY, draft.now, draft.now.plus(WITHIN));
    return new Answer.Receipted(Outcome.COUNTED);
  }
}
