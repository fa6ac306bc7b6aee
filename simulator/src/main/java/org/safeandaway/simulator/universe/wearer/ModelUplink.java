package org.safeandaway.simulator.universe.wearer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.Input;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.Topic.Channel;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.simulator.universe.broker.Connection;
import org.safeandaway.simulator.universe.broker.ModelBroker;
import org.safeandaway.simulator.universe.broker.MqttClient;
import org.safeandaway.simulator.universe.broker.MqttMessage;
import org.safeandaway.simulator.universe.broker.Route;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;
import org.safeandaway.simulator.universe.time.Chance;
import org.safeandaway.simulator.universe.time.Timeline;

/**
 * A wearable's way to the broker, as protocol.md asks for it: a new client for each connection, a
 * clean session, its own reconnecting, a will that names the connection.
 */
final class ModelUplink {
  private final ModelWearable wearable;
  private final Timeline timeline;
  private final Chance chance;
  private final Tape tape;
  private final ModelBroker broker;
  private final Route route;
  private final Air air;
  private @Nullable Session session;
  private int attempts;
  private int lives;

  ModelUplink(
      ModelWearable wearable,
      Timeline timeline,
      Chance chance,
      Tape tape,
      ModelBroker broker,
      Route route,
      Air air) {
    this.wearable = wearable;
    this.timeline = timeline;
    this.chance = chance;
    this.tape = tape;
    this.broker = broker;
    this.route = route;
    this.air = air;
  }

  void start() {
    attempts = 0;
    connect(lives);
  }

  private void connect(int life) {
    if (life == lives && session == null) {
      session = new Session(chance.hex());
    }
  }

  /** Without power nothing is said to anybody. */
  void vanish() {
    Session current = session;
    session = null;
    lives++;
    if (current != null) {
      current.connection.vanish();
    }
  }

  void kill() {
    Session current = session;
    session = null;
    lives++;
    if (current != null) {
      current.connection.kill();
    }
  }

  /** The machine has given the link up. */
  void drop(String reason) {
    Session current = session;
    if (current != null) {
      current.connection.drop(reason);
    }
  }

  void send(Message.Event event) {
    Session current = session;
    if (current != null && current.connection.isOpen()) {
      Channel channel = Topic.channelOf(event.kind());
      int packet = current.publish(channel, Codec.EVENT.encode(event));
      current.sent.put(packet, event.id());
    }
  }

  void send(Message.State state) {
    Session current = session;
    if (current != null && current.connection.isOpen()) {
      current.publish(Channel.UP_STATE, Codec.STATE.encode(state));
    }
  }

  /** Source of the times: protocol.md, "reconnect". */
  private Duration pause() {
    int attempt = Math.min(attempts++, 5);
    return switch (wearable.urgency()) {
      case IDLE -> chance.between(Duration.ZERO, Duration.ofSeconds(Math.min(30, 1L << attempt)));
      case VISIT -> chance.between(Duration.ZERO, Duration.ofSeconds(Math.min(5, 1L << attempt)));
      case PANIC -> {
        long millis = List.of(500L, 1000L, 2000L, 4000L, 5000L, 5000L).get(attempt);
        yield chance.between(
            Duration.ofMillis(millis * 8 / 10), Duration.ofMillis(millis * 12 / 10));
      }
    };
  }

  /** One connection, from the attempt to its end. */
  private final class Session implements MqttClient {
    private final String name;
    private final Connection connection;
    private final Map<Integer, EventId> sent = new HashMap<>();

    Session(String name) {
      this.name = name;
      byte[] will = Codec.LINK.encode(new Message.Link(false, name));
      this.connection =
          broker.connect(
              route,
              new Connection.Options(
                  wearable.id().value(),
                  true,
                  new MqttMessage(Topic.of(wearable.id(), Channel.LINK).path(), will, 1, false),
                  List.of("sa/v1/" + wearable.id() + "/down/#", Topic.PULSE_PATH)),
              this);
    }

    int publish(Channel channel, byte[] payload) {
      String topic = Topic.of(wearable.id(), channel).path();
      return connection.publish(new MqttMessage(topic, payload, channel.qos(), false));
    }

    private boolean isCurrent() {
      return session == this;
    }

    @Override
    public void connected(boolean sessionPresent) {
      if (isCurrent()) {
        attempts = 0;
        tape.saw(new Seen.Connected(wearable.id(), true));
        publish(Channel.LINK, Codec.LINK.encode(new Message.Link(true, name)));
        wearable.take(new Input.LinkUp(name));
      }
    }

    @Override
    public void received(MqttMessage message, int packet, boolean retained, boolean duplicate) {
      if (packet != 0) {
        connection.acknowledge(packet);
      }
      if (isCurrent()) {
        try {
          hear(message);
        } catch (UnreadableMessage e) {
          throw new IllegalStateException("the hub sent what nobody can read", e);
        }
      }
    }

    private void hear(MqttMessage message) throws UnreadableMessage {
      if (message.topic().equals(Topic.PULSE_PATH)) {
        wearable.take(new Input.PulseHeard(air.pulse(message.payload())));
      } else if (message.topic().endsWith(Channel.DOWN_RECEIPT.suffix())) {
        Message.Receipt receipt = Codec.RECEIPT.decode(message.payload());
        tape.saw(new Seen.Receipted(wearable.id(), receipt));
        wearable.take(new Input.ReceiptHeard(receipt));
      } else {
        Message.Visit notice = Codec.VISIT.decode(message.payload());
        tape.saw(new Seen.Noticed(wearable.id(), notice));
        wearable.take(new Input.VisitHeard(notice));
      }
    }

    @Override
    public void acknowledged(int packet) {
      EventId event = sent.remove(packet);
      if (isCurrent() && event != null) {
        wearable.take(new Input.Acknowledged(event));
      }
    }

    @Override
    public void closed(String why) {
      if (isCurrent()) {
        session = null;
        tape.saw(new Seen.Connected(wearable.id(), false));
        wearable.take(new Input.LinkDown());
        int life = lives;
        timeline.after(pause(), () -> connect(life));
      }
    }
  }
}
