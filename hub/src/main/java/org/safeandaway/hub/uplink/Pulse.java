package org.safeandaway.hub.uplink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.safeandaway.protocol.Topic;

/**
 * Decides whether the hub may say "you are watched". It may unless the desk has not committed, or
 * is far behind with what came in, the keeper is late, or what we send to ourselves through the
 * broker does not come back; nothing else stops it, since everything that does makes every wearable
 * in a visit beep.
 *
 * <p>Times are of the monotonic clock, in nanoseconds.
 */
final class Pulse {
  /** Source: protocol.md, topic {@code sa/v1/hub/pulse}. */
  static final Duration EVERY = Duration.ofSeconds(5);

  /** An idle desk commits a heartbeat more often than this. */
  private static final Duration COMMIT_LIMIT = Duration.ofSeconds(5);

  private static final Duration KEEPER_LIMIT = Duration.ofSeconds(5);

  /** Two probes may be lost. */
  private static final Duration INPUT_LIMIT = Duration.ofSeconds(12);

  private final Vitals vitals;
  private final Map<Topic.Channel, Long> heardOurselves = new EnumMap<>(Topic.Channel.class);

  Pulse(Vitals vitals, long now) {
    this.vitals = vitals;
    heardOurselves.put(Topic.Channel.UP_PANIC, now);
    heardOurselves.put(Topic.Channel.UP_EVENT, now);
  }

  /** A marker or probe came back through this session. */
  synchronized void heardOurselves(Topic.Channel channel, long now) {
    heardOurselves.put(channel, now);
  }

  /** The sessions through which nothing of ours has come back for too long. */
  synchronized List<Topic.Channel> stalled(long now) {
    List<Topic.Channel> stalled = new ArrayList<>();
    heardOurselves.forEach(
        (channel, at) -> {
          if (now - at > INPUT_LIMIT.toNanos()) {
            stalled.add(channel);
          }
        });
    return stalled;
  }

  /**
   * Why there must be no pulse now; empty if there may be one.
   *
   * @param oldestWaiting how long something that came in has waited for its commit
   */
  List<String> reasonsForSilence(long now, Duration oldestWaiting) {
    List<String> reasons = new ArrayList<>();
    if (oldestWaiting.compareTo(INPUT_LIMIT) > 0) {
      reasons.add("what came in " + seconds(oldestWaiting) + " ago is not committed");
    }
    if (vitals.sinceCommit().compareTo(COMMIT_LIMIT) > 0) {
      reasons.add("the desk has committed nothing for " + seconds(vitals.sinceCommit()));
    }
    if (vitals.keeperLate().compareTo(KEEPER_LIMIT) > 0) {
      reasons.add("the keeper is late by " + seconds(vitals.keeperLate()));
    }
    for (Topic.Channel channel : stalled(now)) {
      reasons.add("nothing comes in by " + channel.suffix());
    }
    return reasons;
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }
}
