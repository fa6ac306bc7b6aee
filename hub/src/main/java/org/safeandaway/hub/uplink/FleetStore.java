package org.safeandaway.hub.uplink;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.WearableId;

/**
 * The wearables' rows, as the uplink needs them. What is written here is how a wearable is, never
 * what a watch decides: that is the desk's.
 */
public interface FleetStore {

  /** Every stored notice, complete with revision and epoch. */
  Map<WearableId, Message.Visit> notices();

  /** Those of these wearables. */
  Map<WearableId, Message.Visit> notices(Set<WearableId> wearables);

  /**
   * Writes what was heard.
   *
   * @return what the rows have to say in turn
   * @throws DeskStore.Outage nothing was written; to be tried again
   */
  Written write(Map<WearableId, Heard> heard);

  /**
   * What was heard of one wearable since the last time.
   *
   * @param at hub time of its last message of any kind; absent if only the broker spoke, which told
   *     its will
   * @param state the last {@code up/state}; absent if none came
   * @param link the last {@code link}; absent if none came
   */
  record Heard(@Nullable Instant at, @Nullable Said state, @Nullable Linked link) {}

  /** A state, and when it came. */
  record Said(Message.State state, Instant at) {}

  /** Whether it is connected, by a word that came at {@code at}. */
  record Linked(boolean online, Instant at) {}

  /**
   * @param otherRevision wearables that hold another revision than they should
   * @param silentNoMore wearables that an alarm called lost, open or not, and whose silence nobody
   *     watches any more although their visit goes on
   */
  record Written(Set<WearableId> otherRevision, Map<WearableId, AlarmId> silentNoMore) {
    public Written {
      otherRevision = Set.copyOf(otherRevision);
      silentNoMore = Map.copyOf(silentNoMore);
    }
  }
}
