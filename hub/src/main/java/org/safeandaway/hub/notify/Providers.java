package org.safeandaway.hub.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.safeandaway.hub.policy.ChannelKind;

/** The channels that are set up in this hub. */
public interface Providers {

  /** Those by which this kind can be sent, the preferred one first; empty if none is set up. */
  List<Channel> of(ChannelKind kind);

  /** The one of this name, if its provider can be asked what became of a message. */
  Optional<Channel.Tracked> tracked(String name);

  /** Something was attempted by this channel. */
  void noted(Channel channel, Channel.Outcome outcome, Instant at);

  /** The provider of this channel has told what became of something that it took. */
  void noted(Channel channel, Channel.Delivery delivery, Instant at);
}
