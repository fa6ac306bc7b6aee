package org.safeandaway.hub.uplink;

import java.util.EnumSet;
import java.util.Set;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Topic.Channel;

/**
 * What a hub says to itself by the broker. Both of its persistent sessions prove by it that they
 * have read what was queued before this start, and from then on that they can hear.
 */
final class Markers {
  private static final Set<Channel> READING = EnumSet.of(Channel.UP_PANIC, Channel.UP_EVENT);

  private final Uplink.Identity identity;
  private final Outgoing outgoing;
  private final Runnable allAreBack;
  private final Set<Channel> toCome = EnumSet.copyOf(READING);

  /**
   * @param allAreBack told once, when all that was queued before this start is committed
   */
  Markers(Uplink.Identity identity, Outgoing outgoing, Runnable allAreBack) {
    this.identity = identity;
    this.outgoing = outgoing;
    this.allAreBack = allAreBack;
  }

  /** Until a marker is back it must come in order; from then on it only proves that we can hear. */
  void send() {
    Message.Marker marker = new Message.Marker(identity.hub(), identity.start());
    for (Channel channel : READING) {
      outgoing.marker(channel, marker, isToCome(channel));
    }
  }

  /** Whether it is this hub's, of this start. */
  boolean isOurs(Message.Marker marker) {
    return marker.hub().equals(identity.hub()) && marker.start().equals(identity.start());
  }

  /** One of ours came in order. */
  void back(Channel channel) {
    boolean all;
    synchronized (toCome) {
      all = toCome.remove(channel) && toCome.isEmpty();
    }
    if (all) {
      allAreBack.run();
    }
  }

  private boolean isToCome(Channel channel) {
    synchronized (toCome) {
      return toCome.contains(channel);
    }
  }
}
