package org.safeandaway.simulator.browser;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttMessageListener;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.DeadlineKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.Topic.Channel;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Account;
import org.safeandaway.simulator.parts.Broker;

/** As much of a hub as a wearer hears: it is there, it has a visit, and it counts every event. */
final class TalkingHub implements AutoCloseable {
  static final String VISIT = "v-1";
  private static final String EPOCH = "epoch-1";

  private final MqttClient client;

  /** Nothing may be published from Paho's own callbacks. */
  private final ScheduledExecutorService voice = Executors.newSingleThreadScheduledExecutor();

  TalkingHub(Broker broker) throws MqttException {
    client = new MqttClient(broker.uri(), "talking-hub", new MemoryPersistence());
    client.setTimeToWait(5_000);
    Account hub = broker.settings().hub();
    MqttConnectOptions options = new MqttConnectOptions();
    options.setUserName(hub.name());
    options.setPassword(hub.password().toCharArray());
    client.connect(options);
    IMqttMessageListener answer = (topic, message) -> answer(topic, message.getPayload());
    client.subscribe(Channel.UP_PANIC.filter(), 1, answer);
    client.subscribe(Channel.UP_EVENT.filter(), 1, answer);
    voice.scheduleAtFixedRate(this::pulse, 0, 1, TimeUnit.SECONDS);
  }

  private void answer(String path, byte[] payload) throws UnreadableMessage {
    if (Topic.parse(path) instanceof Topic.OfWearable(var wearable, var lane)) {
      Message.Event event = Codec.EVENT.decode(payload);
      voice.execute(() -> tell(wearable, counted(event)));
    }
  }

  private static Message.Receipt counted(Message.Event event) {
    return new Message.Receipt(
        event.boot(), event.seq(), Outcome.COUNTED, Instant.now(), EPOCH, false);
  }

  private void pulse() {
    publish(
        Topic.PULSE_PATH,
        Codec.PULSE.encode(Message.Pulse.of("hub-1", Instant.now(), "start-1", EPOCH)),
        Channel.UP_STATE);
  }

  private void tell(WearableId wearable, Message.Receipt receipt) {
    Channel lane = Channel.DOWN_RECEIPT;
    publish(Topic.of(wearable, lane).path(), Codec.RECEIPT.encode(receipt), lane);
  }

  /** Somebody is in a visit and must check in within two minutes. */
  void sendIn(WearableId wearable) {
    tell(wearable, 1, List.of());
  }

  /** A person has the panic of somebody in a visit. */
  void take(WearableId wearable) {
    tell(wearable, 2, List.of(new Message.OpenAlarm("a-1", AlarmKind.PANIC, true)));
  }

  private void tell(WearableId wearable, long revision, List<Message.OpenAlarm> alarms) {
    Message.Deadline checkIn =
        new Message.Deadline(
            DeadlineKind.CHECK_IN, Instant.now().plus(Duration.ofMinutes(2)), List.of());
    Message.Visit visit =
        new Message.Visit(
            VISIT, Phase.VISIT, List.of(checkIn), false, false, alarms, revision, null, EPOCH);
    Channel lane = Channel.DOWN_VISIT;
    voice.execute(() -> publish(Topic.of(wearable, lane).path(), Codec.VISIT.encode(visit), lane));
  }

  private void publish(String topic, byte[] payload, Channel channel) {
    try {
      client.publish(topic, payload, channel.qos(), channel.retained());
    } catch (MqttException e) {
      throw new IllegalStateException(topic, e);
    }
  }

  @Override
  public void close() throws MqttException {
    voice.shutdownNow();
    client.disconnectForcibly(0, 1_000);
    client.close(true);
  }
}
