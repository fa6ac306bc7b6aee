package org.safeandaway.hub.uplink;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.safeandaway.hub.desk.InputId;

/**
 * Of an event that waits on the desk only the newest message is held. A desk that falls behind
 * would else be buried under what the wearables repeat and the broker delivers again because it is
 * behind: each copy kept, each receipted.
 *
 * <p>The one before is acknowledged as soon as a newer one is held. Nothing is lost by that: until
 * the commit the broker still has one that was never acknowledged.
 */
final class Copies<M> {
  private final Map<InputId, M> newest = new ConcurrentHashMap<>();
  private final Consumer<M> acknowledge;

  /**
   * @param acknowledge does nothing for a message of a connection that is over
   */
  Copies(Consumer<M> acknowledge) {
    this.acknowledge = acknowledge;
  }

  /** Holds it. Returns whether an earlier copy waits already, which then answers for both. */
  boolean joins(InputId event, M message) {
    M before = newest.put(event, message);
    if (before != null) {
      acknowledge.accept(before);
    }
    return before != null;
  }

  /**
   * The event waits no more.
   *
   * @param first what was laid on the desk
   * @return the message to be answered: the newest copy
   */
  M end(InputId event, M first) {
    M held = newest.remove(event);
    return held == null ? first : held;
  }
}
