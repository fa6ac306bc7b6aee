package org.safeandaway.hub.notify;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.safeandaway.hub.configuration.BadConfiguration;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.notify.Channel.Delivery;
import org.safeandaway.hub.notify.Channel.Outcome;
import org.safeandaway.hub.policy.ChannelKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every channel there is, each a bean of its own. Of several of one kind the first that is set up
 * is preferred and the others are there if it fails; which is first is said by {@code
 * safeandaway.notify.order}, and else by their names.
 */
@Singleton
public class Channels implements Providers {
  private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
  private static final String ORDER = "order";

  /** As exact as anybody reads it, and no load when a hundred messages go out together. */
  private static final Duration NOTED_EVERY = Duration.ofSeconds(1);

  private final List<Channel> all;
  private final ChannelResults results;

  /** When each was last noted to have worked, if it has not failed since. */
  private final Map<String, Instant> worked = new ConcurrentHashMap<>();

  public Channels(List<Channel> channels, NotifySettings settings, ChannelResults results) {
    List<String> first = settings.names(ORDER);
    for (String name : first) {
      if (channels.stream().noneMatch(each -> each.name().equals(name))) {
        throw new BadConfiguration(
            NotifySettings.PREFIX + ORDER, "names channels; none is called '" + name + "'");
      }
    }
    this.all =
        channels.stream()
            .sorted(
                Comparator.comparingInt((Channel each) -> place(first, each.name()))
                    .thenComparing(Channel::name))
            .toList();
    this.results = results;
  }

  private static int place(List<String> first, String name) {
    int at = first.indexOf(name);
    return at < 0 ? first.size() : at;
  }

  /** Set up or not, the preferred ones first. */
  public List<Channel> all() {
    return all;
  }

  public Optional<Channel> named(String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  @Override
  public List<Channel> of(ChannelKind kind) {
    return all.stream().filter(each -> each.kind() == kind && each.missing().isEmpty()).toList();
  }

  @Override
  public Optional<Channel.Tracked> tracked(String name) {
    return named(name).filter(Channel.Tracked.class::isInstance).map(Channel.Tracked.class::cast);
  }

  /**
   * It never fails: a message that was sent stays sent, also while nothing can be noted. Of many
   * that a channel takes one after the other one a second is noted, since all are one row.
   */
  @Override
  public void noted(Channel channel, Outcome outcome, Instant at) {
    boolean works = outcome instanceof Outcome.Accepted;
    Instant before = works ? worked.put(channel.name(), at) : worked.remove(channel.name());
    if (works && before != null && at.isBefore(before.plus(NOTED_EVERY))) {
      worked.put(channel.name(), before);
      return;
    }
    note(channel, () -> results.note(channel.name(), outcome, at));
  }

  /** As the other, it never fails. */
  @Override
  public void noted(Channel channel, Delivery delivery, Instant at) {
    note(channel, () -> results.note(channel.name(), delivery, at));
  }

  private static void note(Channel channel, Runnable noting) {
    try {
      noting.run();
    } catch (DeskStore.Outage outage) {
      LOG.warn("what came of {} could not be noted: {}", channel.name(), outage.getMessage());
    }
  }
}
