package org.safeandaway.hub.uplink;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.WearableId;

/**
 * What was heard of each wearable since it was last written to its row: the newest of everything.
 *
 * <p>It also knows which connection of a wearable is the newest, since the will of a broken
 * connection is published by the broker long after the wearable is back on another.
 */
final class Hearing {
  private final Map<WearableId, FleetStore.Heard> heard = new HashMap<>();
  private final Map<WearableId, String> connections = new HashMap<>();

  synchronized void heard(WearableId wearable, Instant at) {
    heard.merge(wearable, new FleetStore.Heard(at, null, null), Hearing::newer);
  }

  synchronized void state(WearableId wearable, Message.State state, Instant at) {
    FleetStore.Said said = new FleetStore.Said(state, at);
    heard.merge(wearable, new FleetStore.Heard(at, said, null), Hearing::newer);
  }

  /**
   * Takes in what {@code link} says.
   *
   * @return false if it is the will of an older connection, and means nothing
   */
  synchronized boolean link(WearableId wearable, Message.Link link, Instant at) {
    FleetStore.Linked linked = new FleetStore.Linked(link.online(), at);
    if (link.online()) {
      connections.put(wearable, link.connection());
      heard.merge(wearable, new FleetStore.Heard(at, null, linked), Hearing::newer);
      return true;
    }
    String newest = connections.get(wearable);
    if (newest != null && !newest.equals(link.connection())) {
      return false;
    }
    // The broker speaks here and not the wearable, so nothing was heard.
    heard.merge(wearable, new FleetStore.Heard(null, null, linked), Hearing::newer);
    return true;
  }

  /** Everything since the last call. */
  synchronized Map<WearableId, FleetStore.Heard> take() {
    Map<WearableId, FleetStore.Heard> taken = Map.copyOf(heard);
    heard.clear();
    return taken;
  }

  /** What could not be written comes back; what was heard meanwhile is newer. */
  synchronized void putBack(Map<WearableId, FleetStore.Heard> taken) {
    taken.forEach(
        (wearable, old) -> heard.merge(wearable, old, (newer, ignored) -> newer(old, newer)));
  }

  private static FleetStore.Heard newer(FleetStore.Heard old, FleetStore.Heard young) {
    return new FleetStore.Heard(
        later(old.at(), young.at()),
        young.state() == null ? old.state() : young.state(),
        young.link() == null ? old.link() : young.link());
  }

  private static @Nullable Instant later(@Nullable Instant old, @Nullable Instant young) {
    return young == null || old != null && old.isAfter(young) ? old : young;
  }
}
