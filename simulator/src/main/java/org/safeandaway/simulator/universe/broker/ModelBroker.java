package org.safeandaway.simulator.universe.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.simulator.universe.time.Chance;

/**
 * Does what Mosquitto was seen to do (protocol.md, "as found by experiment"). It acknowledges a
 * publication when it arrives, whether or not anybody will ever get it: nobody subscribed, the
 * queue is full, the sender was not allowed, or the session is lost at a kill.
 */
public final class ModelBroker {
  private final Chance chance;
  private final Limits limits;
  private SortedMap<String, Session> sessions = new TreeMap<>();
  private SortedMap<String, MqttMessage> retained = new TreeMap<>();
  private @Nullable Saved saved;
  private boolean running = true;
  private boolean discarding;

  /**
   * The broker's settings and habits.
   *
   * @param maxInFlight per session; protocol.md asks for 1000, Mosquitto's default is 20
   * @param maxQueued per session; what does not fit is dropped silently
   * @param qosZeroLost of the messages at QoS 0
   */
  public record Limits(int maxInFlight, int maxQueued, double qosZeroLost) {}

  private record Saved(
      SortedMap<String, Session> sessions, SortedMap<String, MqttMessage> retained) {}

  public ModelBroker(Chance chance, Limits limits) {
    this.chance = chance;
    this.limits = limits;
  }

  /** Begins to connect. The client hears of it when it is done, or that it came to nothing. */
  public Connection connect(Route route, Connection.Options options, MqttClient client) {
    return new Connection(this, route, options, client);
  }

  /** From now on publications upwards are acknowledged and thrown away, as by a wrong ACL. */
  public void discard(boolean upwards) {
    discarding = upwards;
  }

  /** Writes everything that persists, as every {@code autosave_interval}. */
  public void save() {
    SortedMap<String, Session> copies = new TreeMap<>();
    sessions.forEach(
        (id, session) -> {
          if (!session.isClean()) {
            copies.put(id, session.saved());
          }
        });
    saved = new Saved(copies, new TreeMap<>(retained));
  }

  /** {@code kill -9}: what was not saved is forgotten, although it was acknowledged. */
  public void kill() {
    running = false;
    for (Session session : List.copyOf(sessions.values())) {
      Connection connection = session.connection();
      session.disconnected();
      if (connection != null) {
        connection.line().dropAtBroker("the broker was killed");
      }
    }
    Saved last = saved;
    sessions = last == null ? new TreeMap<>() : last.sessions();
    retained = last == null ? new TreeMap<>() : last.retained();
    saved = null;
  }

  public void start() {
    running = true;
  }

  void onConnect(Connection connection) {
    if (!running) {
      connection.line().dropAtBroker("connection refused");
      return;
    }
    Connection.Options options = connection.options();
    Session old = sessions.get(options.clientId());
    if (old != null && old.connection() != null) {
      takeOver(old, old.connection());
    }
    boolean present = !options.cleanSession() && old != null && !old.isClean();
    Session session = present && old != null ? old : begin(options);
    connection.line().onBrokerClosed(why -> lost(session, connection));
    connection.tellConnected(present);
    session.resume(connection, limits.maxInFlight());
    retained.forEach((topic, message) -> deliver(session, message, true));
  }

  private Session begin(Connection.Options options) {
    List<TopicFilter> filters = new ArrayList<>();
    options.filters().forEach(filter -> filters.add(new TopicFilter(filter)));
    Session session = new Session(options.clientId(), options.cleanSession(), filters);
    sessions.put(options.clientId(), session);
    return session;
  }

  /** Two connections of one client id: the newer throws the older out. */
  private void takeOver(Session session, Connection older) {
    older.line().dropAtBroker("another client took this id");
    lost(session, older);
  }

  private void lost(Session session, Connection connection) {
    if (session.connection() != connection) {
      return;
    }
    session.disconnected();
    if (session.isClean()) {
      sessions.remove(session.clientId());
    }
    MqttMessage will = connection.options().will();
    if (will != null) {
      route(will);
    }
  }

  void onPublish(Connection from, MqttMessage message, int packet) {
    if (!from.line().isOpenAtBroker()) {
      return;
    }
    if (packet != 0) {
      from.tellAcknowledged(packet);
    }
    if (!(discarding && message.topic().contains("/up/"))) {
      route(message);
    }
  }

  private void route(MqttMessage message) {
    if (message.retain()) {
      retained.put(message.topic(), message);
    }
    for (Session session : List.copyOf(sessions.values())) {
      deliver(session, message, false);
    }
  }

  private void deliver(Session session, MqttMessage message, boolean fromRetained) {
    if (!session.wants(message.topic())
        || message.qos() == 0 && chance.happens(limits.qosZeroLost())) {
      return;
    }
    session.offer(message, message.qos(), fromRetained, limits.maxInFlight(), limits.maxQueued());
  }

  void onAcknowledge(Connection from, int packet) {
    Session session = sessions.get(from.options().clientId());
    if (session != null && session.connection() == from) {
      session.acknowledged(packet, limits.maxInFlight());
    }
  }
}
