package org.safeandaway.hub.trial;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttMessageListener;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallbackExtended;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.Topic.Channel;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.protocol.WearableId;

/** Speaks to the hub as a wearable does, without buttons: what it sends, the test decides. */
public final class TrialWearable implements AutoCloseable {
  public static final String BOOT = "00000000000000aa";

  private static final long PATIENCE_MS = 5000;

  private final WearableId id;
  private final MqttAsyncClient client;
  private final AtomicLong seq = new AtomicLong();
  private volatile long lastPulseAt;
  private final List<Message.Receipt> receipts = new CopyOnWriteArrayList<>();
  private final List<Message.Visit> notices = new CopyOnWriteArrayList<>();
  private final List<Message.Pulse> pulses = new CopyOnWriteArrayList<>();
  private final List<Heard> everything = new CopyOnWriteArrayList<>();

  /** Any message, as it crossed the broker. */
  public record Heard(String topic, byte[] payload) {}

  public TrialWearable(String brokerUrl, String id) {
    this.id = new WearableId(id);
    try {
      client = new MqttAsyncClient(brokerUrl, "trial-" + id, new MemoryPersistence());
      MqttConnectOptions options = new MqttConnectOptions();
      options.setAutomaticReconnect(true);
      options.setMaxReconnectDelay(500);
      options.setCleanSession(false);
      options.setMaxInflight(1000);
      client.setCallback(new Resubscribing());
      client.connect(options).waitForCompletion(PATIENCE_MS);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on keeps every message of the protocol, from anybody to anybody. */
  public void overhear() {
    subscribe("sa/#", (topic, message) -> everything.add(new Heard(topic, message.getPayload())));
  }

  /** A broker that was killed has forgotten what we wanted to hear. */
  private final class Resubscribing implements MqttCallbackExtended {
    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
      try {
        client.subscribe(
            path(Channel.DOWN_RECEIPT), 1, (t, m) -> receipts.add(receipt(m.getPayload())));
        client.subscribe(
            path(Channel.DOWN_VISIT), 1, (t, m) -> notices.add(notice(m.getPayload())));
        client.subscribe(Topic.PULSE_PATH, 1, (t, m) -> beat(pulse(m.getPayload())));
      } catch (MqttException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void connectionLost(Throwable cause) {
      // It connects again by itself.
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      // Each subscription has its own listener.
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
      // Publishing waits for its token.
    }
  }

  private void subscribe(String filter, IMqttMessageListener listener) {
    try {
      client.subscribe(filter, 1, listener).waitForCompletion(PATIENCE_MS);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a new event, of this moment. */
  public Message.Event send(EventKind kind) {
    return send(kind, null);
  }

  public Message.Event send(EventKind kind, @Nullable String visit) {
    Instant hubAt = hubTime();
    Message.Event event =
        new Message.Event(BOOT, seq.incrementAndGet(), kind, visit, hubAt, 0, false, false);
    send(event);
    return event;
  }

  private void beat(Message.Pulse pulse) {
    lastPulseAt = System.nanoTime();
    pulses.add(pulse);
  }

  /** As a wearable has it: from the last pulse on by its own monotonic clock. */
  private @Nullable Instant hubTime() {
    return pulses.isEmpty()
        ? null
        : pulses.getLast().hubTime().plusNanos(System.nanoTime() - lastPulseAt);
  }

  /** Sends this event, once more or for the first time. */
  public void send(Message.Event event) {
    publish(Topic.of(id, Topic.channelOf(event.kind())).path(), Codec.EVENT.encode(event), 1);
  }

  public void state(Phase phase, long revision, int unsent) {
    publish(path(Channel.UP_STATE), state(unsent, phase, revision), 0);
  }

  /** A state as it crosses the broker. */
  public static byte[] state(int unsent) {
    return state(unsent, Phase.OVER, 0);
  }

  private static byte[] state(int unsent, Phase phase, long revision) {
    return Codec.STATE.encode(
        new Message.State(
            BOOT, phase, null, revision, 81, 64, unsent, "trial-1", 1234, List.of("stuck:panic")));
  }

  public void link(boolean online, String connection) {
    publish(path(Channel.LINK), Codec.LINK.encode(new Message.Link(online, connection)), 1);
  }

  public void publish(String topic, byte[] payload, int qos) {
    publish(topic, payload, qos, false);
  }

  public void publishRetained(String topic, byte[] payload) {
    publish(topic, payload, 1, true);
  }

  private void publish(String topic, byte[] payload, int qos, boolean retained) {
    try {
      client.publish(topic, payload, qos, retained).waitForCompletion(PATIENCE_MS);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }

  public Optional<Message.Receipt> receipt(Message.Event event) {
    return receipts.stream().filter(each -> each.id().equals(event.id())).findFirst();
  }

  public List<Message.Receipt> receipts() {
    return receipts;
  }

  public List<Message.Visit> notices() {
    return notices;
  }

  public List<Message.Pulse> pulses() {
    return pulses;
  }

  public List<Heard> everything() {
    return everything;
  }

  private String path(Channel channel) {
    return Topic.of(id, channel).path();
  }

  private static Message.Receipt receipt(byte[] bytes) throws UnreadableMessage {
    return Codec.RECEIPT.decode(bytes);
  }

  private static Message.Visit notice(byte[] bytes) throws UnreadableMessage {
    return Codec.VISIT.decode(bytes);
  }

  private static Message.Pulse pulse(byte[] bytes) throws UnreadableMessage {
    return Codec.PULSE.decode(bytes);
  }

  @Override
  public void close() {
    try {
      client.disconnectForcibly(0, 200, true);
      client.close(true);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }
}
