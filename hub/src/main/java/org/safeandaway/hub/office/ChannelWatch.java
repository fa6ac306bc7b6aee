package org.safeandaway.hub.office;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.notify.ChannelHealth;
import org.safeandaway.hub.notify.ChannelResults;
import org.safeandaway.hub.notify.ChannelResults.Result;
import org.safeandaway.hub.notify.Channels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps how the channels are, so that no page has to ask, and tells open pages when that changes:
 * any hub may have sent something, or a test may have come further.
 */
@Singleton
public class ChannelWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelWatch.class);

  private final Channels channels;
  private final ChannelResults results;
  private final Revision revision;
  private volatile List<Result> seen = List.of();

  ChannelWatch(Channels channels, ChannelResults results, Revision revision) {
    this.channels = channels;
    this.results = results;
    this.revision = revision;
  }

  @Scheduled(fixedDelay = "1s")
  synchronized void look() {
    try {
      List<Result> now = results.all();
      if (!now.equals(seen)) {
        seen = now;
        revision.bump();
      }
    } catch (DeskStore.Outage outage) {
      // That the database does not answer is said by the condition of the hub.
      LOG.debug("how the channels are is not known: {}", outage.getMessage());
    }
  }

  /** How each channel is that is set up, as far as it was seen. */
  List<ChannelHealth> seen() {
    Map<String, Result> byName =
        seen.stream().collect(Collectors.toMap(Result::channel, Function.identity()));
    return channels.all().stream()
        .filter(channel -> channel.missing().isEmpty())
        .map(channel -> ChannelHealth.of(channel, byName.get(channel.name())))
        .toList();
  }
}
