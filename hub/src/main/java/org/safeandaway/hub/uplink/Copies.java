package org.safeandaway.hub.uplink;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.protocol.Message;

/**
 * Of an event that waits on the desk only the newest message is held. A desk that falls behind
 * would else be buried under what the wearables repeat and the broker delivers again because it is
 * behind: each copy kept, each receipted.
 *
 * <p>The one before is acknowledged as soon as a newer one is held. Nothing is lost by that: until
 * the commit the broker still has one that was never acknowledged.
 *
 * <p>A copy that knows better when the event happened is no mere copy: it is laid on the desk too.
 */
final class Copies<M> {
  private final Map<Waiting, M> newest = new ConcurrentHashMap<>();
  private final Consumer<M> acknowledge;

  /** How well a message knows when its event happened. */
  enum Dating {
    /** Not before some moment: it may have waited anywhere. */
    UNCERTAIN,
    /** So long before it came. */
    AGE,
    /** By hub time. */
    HUB_TIME;

    static Dating of(Message.Event event) {
      if (event.hubAt() != null) {
        return HUB_TIME;
      }
      return event.ageUncertain() ? UNCERTAIN : AGE;
    }
  }

  private record Waiting(InputId event, Dating dating) {}

  /**
   * @param acknowledge does nothing for a message of a connection that is over
   */
  Copies(Consumer<M> acknowledge) {
    this.acknowledge = acknowledge;
  }

  /** Holds it. Returns whether one that knows as much waits already, and answers for both. */
  boolean joins(InputId event, Dating dating, M message) {
    for (Dating atLeast : Dating.values()) {
      if (atLeast.compareTo(dating) > 0 && replaces(new Waiting(event, atLeast), message)) {
        return true;
      }
    }
    M before = newest.put(new Waiting(event, dating), message);
    if (before != null) {
      acknowledge.accept(before);
    }
    return before != null;
  }

  private boolean replaces(Waiting waiting, M message) {
    M before = newest.replace(waiting, message);
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
  M end(InputId event, Dating dating, M first) {
    M held = newest.remove(new Waiting(event, dating));
    return held == null ? first : held;
  }
}
