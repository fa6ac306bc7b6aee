package org.safeandaway.simulator.acceptance;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallbackExtended;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.Topic.Channel;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Account;
import org.safeandaway.simulator.parts.Broker;

/** Writes down every message that crosses the broker, and says nothing. */
final class Wiretap implements AutoCloseable {
  private final MqttClient client;
  private final List<Heard> tape = new CopyOnWriteArrayList<>();

  /** One message. */
  record Heard(String topic, byte[] payload) {
    boolean isOn(WearableId wearable, Channel channel) {
      return topic.equals(Topic.of(wearable, channel).path());
    }
  }

  Wiretap(Broker broker) throws MqttException {
    client = new MqttClient(broker.uri(), "wiretap", new MemoryPersistence());
    client.setTimeToWait(5_000);
    client.setCallback(new Writing());
    Account hub = broker.settings().hub();
    var options = new MqttConnectOptions();
    options.setUserName(hub.name());
    options.setPassword(hub.password().toCharArray());
    options.setAutomaticReconnect(true);
    options.setMaxReconnectDelay(1_000);
    client.connect(options);
    client.subscribe("sa/#", 1);
  }

  /** Each event of this kind from this wearable once, however many copies went by. */
  List<Message.Event> events(WearableId wearable, EventKind kind) {
    return tape.stream()
        .filter(heard -> heard.isOn(wearable, Topic.channelOf(kind)))
        .map(heard -> decoded(Codec.EVENT, heard))
        .filter(event -> event.kind() == kind)
        .collect(
            java.util.stream.Collectors.toMap(
                Message.Event::id,
                event -> event,
                (first, copy) -> first,
                java.util.LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  /** The hub's first word on an event. */
  Optional<Message.Receipt> receipt(WearableId wearable, EventId event) {
    return tape.stream()
        .filter(heard -> heard.isOn(wearable, Channel.DOWN_RECEIPT))
        .map(heard -> decoded(Codec.RECEIPT, heard))
        .filter(receipt -> receipt.id().equals(event))
        .findFirst();
  }

  /** Everything that was said to this wearable, in order. */
  List<Heard> saidTo(WearableId wearable) {
    return tape.stream()
        .filter(heard -> heard.topic().contains("/" + wearable + "/down/"))
        .toList();
  }

  /** The last notice of the visit. */
  Optional<Message.Visit> notice(WearableId wearable) {
    return tape.stream()
        .filter(heard -> heard.isOn(wearable, Channel.DOWN_VISIT))
        .reduce((earlier, later) -> later)
        .map(heard -> decoded(Codec.VISIT, heard));
  }

  static <M extends Message> M decoded(Codec<M> codec, Heard heard) {
    try {
      return codec.decode(heard.payload());
    } catch (UnreadableMessage e) {
      throw new AssertionError("unreadable on " + heard.topic(), e);
    }
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 1_000);
    client.close(true);
  }

  private final class Writing implements MqttCallbackExtended {
    @Override
    public void connectComplete(boolean again, String uri) {
      if (again) {
        Thread.ofVirtual().start(this::listenAgain);
      }
    }

    /** Not on Paho's thread, which would wait for itself. */
    private void listenAgain() {
      try {
        client.subscribe("sa/#", 1);
      } catch (MqttException e) {
        throw new AssertionError("the wiretap is deaf", e);
      }
    }

    @Override
    public void connectionLost(Throwable cause) {}

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      tape.add(new Heard(topic, message.getPayload()));
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
  }
}
