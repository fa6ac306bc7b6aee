package org.safeandaway.hub.uplink;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.Topic.Channel;

/**
 * A hub's three sessions with the broker: one that reads panics, one that reads everything else,
 * and one that only writes.
 */
final class BrokerSessions {
  private final Session panics;
  private final Session ordinary;
  private final Session writing;

  /** What is told of one of them; see {@link Session}. */
  record Listeners(Consumer<Connection.Arrival> arrivals, Consumer<Connection> onOpen) {}

  BrokerSessions(MqttSettings settings, Listeners panics, Listeners ordinary, Listeners writing) {
    this.panics = session(settings, panicPurpose(settings), panics);
    this.ordinary = session(settings, ordinaryPurpose(settings), ordinary);
    this.writing = session(settings, writingPurpose(settings), writing);
  }

  private static Session session(
      MqttSettings settings, Connection.Purpose purpose, Listeners listeners) {
    return new Session(settings, purpose, listeners.arrivals(), listeners.onOpen());
  }

  private static Connection.Purpose panicPurpose(MqttSettings settings) {
    return new Connection.Purpose(
        settings.panicClient(), false, new Connection.Subscription(Topic.PANIC_FILTER, 1));
  }

  private static Connection.Purpose ordinaryPurpose(MqttSettings settings) {
    return new Connection.Purpose(
        settings.ordinaryClient(),
        false,
        new Connection.Subscription(Channel.UP_EVENT.filter(), Channel.UP_EVENT.qos()),
        new Connection.Subscription(Channel.UP_STATE.filter(), Channel.UP_STATE.qos()),
        new Connection.Subscription(Channel.LINK.filter(), Channel.LINK.qos()));
  }

  private static Connection.Purpose writingPurpose(MqttSettings settings) {
    return new Connection.Purpose(settings.writingClient(), true);
  }

  Session writing() {
    return writing;
  }

  void start() {
    all().forEach(Session::start);
  }

  /** Ends the connections of now; new ones are made at once. */
  void renew(String why) {
    all().forEach(session -> session.renew(why));
  }

  /** The same for the one that reads this channel. */
  void renew(Channel channel, String why) {
    (channel == Channel.UP_PANIC ? panics : ordinary).renew(why);
  }

  void hold(String why) {
    all().forEach(session -> session.hold(why));
  }

  void release() {
    all().forEach(Session::release);
  }

  /** What is wrong with them, in words; empty if nothing is. */
  Optional<String> disconnected() {
    return all().stream().allMatch(BrokerSessions::isConnected)
        ? Optional.empty()
        : Optional.of("the MQTT broker is not connected");
  }

  void measure(MeterRegistry meters) {
    for (Map.Entry<String, Session> each :
        Map.of("panic", panics, "ordinary", ordinary, "writing", writing).entrySet()) {
      Gauge.builder(
              "safeandaway.uplink.connected",
              each.getValue(),
              session -> isConnected(session) ? 1 : 0)
          .tag("session", each.getKey())
          .register(meters);
    }
  }

  void closeReading() {
    // Together, since each takes its time.
    List.of(panics, ordinary).forEach(Session::stop);
    panics.close();
    ordinary.close();
  }

  void closeWriting() {
    writing.close();
  }

  private List<Session> all() {
    return List.of(panics, ordinary, writing);
  }

  private static boolean isConnected(Session session) {
    return session.connection().isPresent();
  }
}
