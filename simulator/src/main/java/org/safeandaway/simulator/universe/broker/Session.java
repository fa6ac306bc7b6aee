package org.safeandaway.simulator.universe.broker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the broker keeps for one client id: what it wants to hear, what was sent to it and not
 * acknowledged, and what waits behind that.
 */
final class Session {
  private final String clientId;
  private final boolean clean;
  private final List<TopicFilter> filters;
  private final Deque<MqttMessage> queue = new ArrayDeque<>();
  private final SortedMap<Integer, MqttMessage> unacknowledged = new TreeMap<>();
  private @Nullable Connection connection;
  private int lastPacket;

  Session(String clientId, boolean clean, List<TopicFilter> filters) {
    this.clientId = clientId;
    this.clean = clean;
    this.filters = List.copyOf(filters);
  }

  /** What persistence saves of it: everything but the connection. */
  Session saved() {
    Session copy = new Session(clientId, clean, filters);
    copy.queue.addAll(queue);
    copy.unacknowledged.putAll(unacknowledged);
    copy.lastPacket = lastPacket;
    return copy;
  }

  String clientId() {
    return clientId;
  }

  boolean isClean() {
    return clean;
  }

  @Nullable Connection connection() {
    return connection;
  }

  void disconnected() {
    connection = null;
  }

  boolean wants(String topic) {
    for (TopicFilter filter : filters) {
      if (filter.matches(topic)) {
        return true;
      }
    }
    return false;
  }

  /** Sent before and not acknowledged goes first, marked as a duplicate; then what waited. */
  void resume(Connection fresh, int maxInFlight) {
    connection = fresh;
    unacknowledged.forEach((packet, message) -> fresh.tell(message, packet, false, true));
    fill(maxInFlight);
  }

  /** Mosquitto drops what does not fit the queue, and has told the sender that all is well. */
  void offer(MqttMessage message, int qos, boolean retained, int maxInFlight, int maxQueued) {
    Connection current = connection;
    if (qos == 0) {
      if (current != null) {
        current.tell(message, 0, retained, false);
      }
    } else if (current != null && unacknowledged.size() < maxInFlight) {
      unacknowledged.put(++lastPacket, message);
      current.tell(message, lastPacket, retained, false);
    } else if (queue.size() < maxQueued) {
      queue.add(message);
    }
  }

  void acknowledged(int packet, int maxInFlight) {
    unacknowledged.remove(packet);
    fill(maxInFlight);
  }

  private void fill(int maxInFlight) {
    Connection current = connection;
    while (current != null && !queue.isEmpty() && unacknowledged.size() < maxInFlight) {
      MqttMessage next = queue.remove();
      unacknowledged.put(++lastPacket, next);
      current.tell(next, lastPacket, false, false);
    }
  }
}
