package org.safeandaway.simulator.wearables;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.IMqttMessageListener;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.Topic.Channel;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Account;
import org.safeandaway.simulator.parts.Broker;

/** Hears at the broker what the hub would hear, and can speak as the hub. */
final class HubEar implements AutoCloseable {
  private final MqttClient client;
  private final List<Message.Event> panics = new CopyOnWriteArrayList<>();
  private final List<Message.Event> events = new CopyOnWriteArrayList<>();
  private final List<Message.State> states = new CopyOnWriteArrayList<>();
  private final List<Message.Link> links = new CopyOnWriteArrayList<>();
  private final List<String> unreadable = new CopyOnWriteArrayList<>();

  HubEar(Broker broker) throws MqttException {
    client = new MqttClient(broker.uri(), "hub-ear", new MemoryPersistence());
    client.setTimeToWait(5_000);
    Account hub = broker.settings().hub();
    MqttConnectOptions options = new MqttConnectOptions();
    options.setUserName(hub.name());
    options.setPassword(hub.password().toCharArray());
    client.connect(options);
    listen(Channel.UP_PANIC, message -> panics.add(Codec.EVENT.decode(message)));
    listen(Channel.UP_EVENT, message -> events.add(Codec.EVENT.decode(message)));
    listen(Channel.UP_STATE, message -> states.add(Codec.STATE.decode(message)));
    listen(Channel.LINK, message -> links.add(Codec.LINK.decode(message)));
  }

  private interface Ear {
    void hear(byte[] message) throws UnreadableMessage;
  }

  private void listen(Channel channel, Ear ear) throws MqttException {
    IMqttMessageListener listener = (topic, message) -> hear(topic, message, ear);
    client.subscribe(channel.filter(), 1, listener);
  }

  private void hear(String topic, MqttMessage message, Ear ear) {
    try {
      ear.hear(message.getPayload());
    } catch (UnreadableMessage e) {
      unreadable.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8));
    }
  }

  void tell(WearableId wearable, Message.Visit visit) throws MqttException {
    say(Topic.of(wearable, Channel.DOWN_VISIT), Channel.DOWN_VISIT, Codec.VISIT.encode(visit));
  }

  void tell(WearableId wearable, Message.Receipt receipt) throws MqttException {
    say(
        Topic.of(wearable, Channel.DOWN_RECEIPT),
        Channel.DOWN_RECEIPT,
        Codec.RECEIPT.encode(receipt));
  }

  void pulse(Message.Pulse pulse) throws MqttException {
    client.publish(Topic.PULSE_PATH, Codec.PULSE.encode(pulse), 0, false);
  }

  private void say(Topic topic, Channel channel, byte[] payload) throws MqttException {
    client.publish(topic.path(), payload, channel.qos(), channel.retained());
  }

  /** What came in the panic lane, copies included. */
  List<Message.Event> panics() {
    return heard(panics);
  }

  /** What came beside it, copies included. */
  List<Message.Event> events() {
    return heard(events);
  }

  List<Message.State> states() {
    return heard(states);
  }

  List<Message.Link> links() {
    return heard(links);
  }

  private <M> List<M> heard(List<M> messages) {
    if (!unreadable.isEmpty()) {
      throw new AssertionError("unreadable: " + unreadable);
    }
    return List.copyOf(messages);
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 1_000);
    client.close(true);
  }
}
