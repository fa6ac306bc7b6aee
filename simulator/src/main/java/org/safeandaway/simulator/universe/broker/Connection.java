package org.safeandaway.simulator.universe.broker;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's end of one MQTT connection, from the attempt to connect until its end. After the end
 * everything asked of it is silently nothing, as with a socket that is gone.
 */
public final class Connection {
  /** Source: protocol.md, "connect time limit". */
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

  private final ModelBroker broker;
  private final Line line;
  private final Options options;
  private final MqttClient client;
  private boolean established;
  private boolean over;
  private int lastPacket;

  /**
   * How a client connects.
   *
   * @param will published by the broker when the connection is lost
   * @param filters subscribed to at once, at QoS 1
   */
  public record Options(
      String clientId, boolean cleanSession, @Nullable MqttMessage will, List<String> filters) {}

  Connection(ModelBroker broker, Route route, Options options, MqttClient client) {
    this.broker = broker;
    this.options = options;
    this.client = client;
    this.line = new Line(route);
    line.onClientClosed(this::ended);
    line.toBroker(() -> broker.onConnect(this));
    route.timeline().after(CONNECT_WITHIN, this::giveUpConnecting);
  }

  private void giveUpConnecting() {
    if (!established && !over) {
      line.dropAtClient(true);
      ended("connect timed out");
    }
  }

  private void ended(String why) {
    if (!over) {
      over = true;
      client.closed(why);
    }
  }

  public boolean isOpen() {
    return established && !over;
  }

  /** Sends a message; its PUBACK comes with the number returned. */
  public int publish(MqttMessage message) {
    int packet = message.qos() == 0 ? 0 : ++lastPacket;
    line.toBroker(() -> broker.onPublish(this, message, packet));
    return packet;
  }

  public void acknowledge(int packet) {
    line.toBroker(() -> broker.onAcknowledge(this, packet));
  }

  /** Gives the connection up by itself: the other end learns it if the way is open. */
  public void drop(String why) {
    line.dropAtClient(true);
    ended(why);
  }

  /** The machine behind it loses its power: nobody is told, and nothing more is heard. */
  public void vanish() {
    over = true;
    line.dropAtClient(false);
  }

  /** The process behind it is killed: the kernel resets the connection. */
  public void kill() {
    over = true;
    line.dropAtClient(true);
  }

  Line line() {
    return line;
  }

  Options options() {
    return options;
  }

  void tellConnected(boolean sessionPresent) {
    line.toClient(
        () -> {
          established = true;
          client.connected(sessionPresent);
        });
  }

  void tell(MqttMessage message, int packet, boolean retained, boolean duplicate) {
    line.toClient(() -> client.received(message, packet, retained, duplicate));
  }

  void tellAcknowledged(int packet) {
    line.toClient(() -> client.acknowledged(packet));
  }
}
