package org.safeandaway.device;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.Topic.Channel;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.protocol.WearableId;

/** As much of a hub as the wearable can see: it hears, and says what a test makes it say. */
public final class TestHub implements AutoCloseable {
  private static final long LIMIT_MS = 5000;
  private final MqttAsyncClient client;
  private final List<Message.Event> events = new CopyOnWriteArrayList<>();
  private final List<Message.State> states = new CopyOnWriteArrayList<>();
  private final List<Message.Link> links = new CopyOnWriteArrayList<>();
  private final List<String> unreadable = new CopyOnWriteArrayList<>();

  public TestHub(URI broker) {
    try {
      client = new MqttAsyncClient(broker.toString(), "test-hub", new MemoryPersistence());
      client.setCallback(new Ears());
      MqttConnectOptions options = new MqttConnectOptions();
      options.setUserName(Mosquitto.HUB);
      options.setPassword(Mosquitto.password().toCharArray());
      client.connect(options).waitForCompletion(LIMIT_MS);
      for (Channel channel : List.of(Channel.UP_PANIC, Channel.UP_EVENT, Channel.LINK)) {
        client.subscribe(channel.filter(), 1).waitForCompletion(LIMIT_MS);
      }
      client.subscribe(Channel.UP_STATE.filter(), 0).waitForCompletion(LIMIT_MS);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  public List<Message.Event> events() {
    return events;
  }

  public List<Message.State> states() {
    return states;
  }

  public List<Message.Link> links() {
    return links;
  }

  public List<String> unreadable() {
    return unreadable;
  }

  public void receipt(WearableId wearable, Message.Event event) {
    say(
        Topic.of(wearable, Channel.DOWN_RECEIPT).path(),
        Codec.RECEIPT.encode(
            new Message.Receipt(
                event.boot(), event.seq(), Outcome.COUNTED, Instant.now(), "epoch-1", false)),
        1,
        false);
  }

  public void visit(WearableId wearable, Message.Visit visit) {
    say(Topic.of(wearable, Channel.DOWN_VISIT).path(), Codec.VISIT.encode(visit), 1, true);
  }

  public void pulse() {
    say(
        Topic.PULSE_PATH,
        Codec.PULSE.encode(Message.Pulse.of("hub-1", Instant.now(), "start-1", "epoch-1")),
        0,
        false);
  }

  public void say(String topic, byte[] payload, int qos, boolean retained) {
    try {
      client.publish(topic, payload, qos, retained).waitForCompletion(LIMIT_MS);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      client.disconnectForcibly(0, 500, false);
      client.close(true);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  private void hear(String topic, byte[] payload) throws UnreadableMessage {
    if (!(Topic.parse(topic) instanceof Topic.OfWearable(WearableId id, Channel channel))) {
      throw new UnreadableMessage(UnreadableMessage.Cause.TOPIC, topic);
    }
    switch (channel) {
      case UP_PANIC, UP_EVENT -> events.add(Codec.EVENT.decode(payload));
      case UP_STATE -> states.add(Codec.STATE.decode(payload));
      case LINK -> links.add(Codec.LINK.decode(payload));
      case DOWN_RECEIPT, DOWN_VISIT ->
          throw new UnreadableMessage(
              UnreadableMessage.Cause.TOPIC, Map.of("not for a hub", id).toString());
    }
  }

  private final class Ears implements MqttCallback {
    @Override
    public void connectionLost(Throwable cause) {}

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      try {
        hear(topic, message.getPayload());
      } catch (UnreadableMessage e) {
        unreadable.add(topic + ": " + e.getMessage());
      }
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
  }
}
