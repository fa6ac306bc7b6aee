package org.safeandaway.hub.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.safeandaway.hub.policy.ChannelKind;

/** Every channel of this hub that lacks nothing, in the order in which they are given. */
public record ConfiguredChannels(List<Channel> all) implements Providers {
  public ConfiguredChannels {
    all = List.copyOf(all);
  }

  @Override
  public List<Channel> of(ChannelKind kind) {
    return all.stream().filter(each -> each.kind() == kind && each.missing().isEmpty()).toList();
  }

  @Override
  public Optional<Channel.Tracked> tracked(String name) {
    return all.stream()
        .filter(each -> each.name().equals(name))
        .filter(Channel.Tracked.class::isInstance)
        .map(Channel.Tracked.class::cast)
        .findFirst();
  }

  @Override
  public void noted(Channel channel, Channel.Outcome outcome, Instant at) {
    // The outbox keeps what became of each message; nothing more is kept by channel.
  }
}
