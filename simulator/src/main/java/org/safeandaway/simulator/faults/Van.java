package org.safeandaway.simulator.faults;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Account;
import org.safeandaway.simulator.parts.TcpProxy;

/**
 * Some wearables that share one connection, over a link of their own, since one process cannot hold
 * hundreds. Like each of them would, it connects afresh whenever the connection ends or a message
 * is not acknowledged, and then everything unsent is sent again.
 */
final class Van implements AutoCloseable {
  private static final long PUBACK_WITHIN_NANOS = 6_000_000_000L;
  private static final int LONGEST_WAIT_MILLIS = 1000;

  private final int number;
  private final Dialler dialler;
  private final TcpProxy link;
  private final SortedMap<WearableId, LightWearable> wearables = new TreeMap<>();
  private final HubClock clock;
  private final Map<Integer, Long> unacknowledged = new ConcurrentHashMap<>();
  private final AtomicLong redelivered = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private final Thread keeper;
  private volatile @Nullable MqttAsyncClient client;
  private volatile boolean powered = true;
  private volatile boolean running = true;

  Van(int number, Account account, TcpProxy link, HubClock clock) {
    this.number = number;
    this.dialler = new Dialler(account);
    this.link = link;
    this.clock = clock;
    this.keeper = Thread.ofPlatform().daemon().name("van-" + number).unstarted(this::keepConnected);
  }

  void board(LightWearable wearable) {
    wearables.put(wearable.id(), wearable);
  }

  Iterable<LightWearable> wearables() {
    return wearables.values();
  }

  void start() {
    keeper.start();
  }

  TcpProxy link() {
    return link;
  }

  boolean isPowered() {
    return powered;
  }

  /** All of its wearables lose their power, and get it back. */
  void power(boolean on) {
    if (!on) {
      powered = false;
      drop();
      wearables.values().forEach(LightWearable::powerCut);
    } else {
      powered = true;
    }
  }

  /** Messages that came again, though they were acknowledged or nearly so. */
  long redelivered() {
    return redelivered.get();
  }

  long connections() {
    return connections.get();
  }

  /** Sends what is due, and gives the connection up if the broker acknowledges nothing. */
  void send(long now) {
    MqttAsyncClient open = client;
    if (open == null) {
      return;
    }
    if (unacknowledged.values().stream().anyMatch(at -> now - at > PUBACK_WITHIN_NANOS)) {
      drop();
      return;
    }
    for (LightWearable wearable : wearables.values()) {
      for (Message.Event event : wearable.due(now)) {
        Topic topic = Topic.of(wearable.id(), Topic.channelOf(event.kind()));
        EventId id = new EventId(event.boot(), event.seq());
        publish(
            open,
            topic,
            Codec.EVENT.encode(event),
            1,
            () -> wearable.acknowledged(id, System.nanoTime()));
      }
    }
  }

  void sendStates() {
    MqttAsyncClient open = client;
    if (open != null) {
      for (LightWearable wearable : wearables.values()) {
        Topic topic = Topic.of(wearable.id(), Topic.Channel.UP_STATE);
        publish(open, topic, Codec.STATE.encode(wearable.state()), 0, () -> {});
      }
    }
  }

  /** What cannot be published now is sent again later: it has no receipt. */
  private void publish(
      MqttAsyncClient open, Topic topic, byte[] payload, int qos, Runnable onAcknowledged) {
    try {
      IMqttDeliveryToken token = open.publish(topic.path(), payload, qos, false);
      if (qos > 0) {
        unacknowledged.put(token.getMessageId(), System.nanoTime());
        Acknowledged acknowledged = new Acknowledged(token.getMessageId(), onAcknowledged);
        token.setActionCallback(acknowledged);
        if (token.isComplete() && token.getException() == null) {
          acknowledged.onSuccess(token);
        }
      }
    } catch (MqttException notNow) {
      drop();
    }
  }

  private void drop() {
    MqttAsyncClient open = client;
    client = null;
    if (open != null) {
      Dialler.close(open);
    }
  }

  private void keepConnected() {
    try {
      while (running) {
        MqttAsyncClient open = client;
        if (open != null && !open.isConnected()) {
          drop();
        }
        if (client == null && powered) {
          dialler.connect(link, wearables.keySet(), new Callback()).ifPresent(this::connected);
        }
        Thread.sleep(ThreadLocalRandom.current().nextInt(50, LONGEST_WAIT_MILLIS / 2));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void connected(MqttAsyncClient fresh) {
    unacknowledged.clear();
    long connection = connections.incrementAndGet();
    long now = System.nanoTime();
    for (LightWearable wearable : wearables.values()) {
      wearable.connected(now);
      Message.Link online = new Message.Link(true, number + "-" + connection);
      publish(
          fresh,
          Topic.of(wearable.id(), Topic.Channel.LINK),
          Codec.LINK.encode(online),
          1,
          () -> {});
    }
    client = fresh;
    sendStates();
  }

  private void heard(String topic, MqttMessage message) throws UnreadableMessage {
    long now = System.nanoTime();
    if (message.isDuplicate()) {
      redelivered.incrementAndGet();
    }
    switch (Topic.parse(topic)) {
      case Topic.HubPulse() -> {
        if (clock.heard(Codec.PULSE.decode(message.getPayload()), now)) {
          wearables.values().forEach(wearable -> wearable.hurry(now));
        }
      }
      case Topic.HubMarker(var channel) -> throw new IllegalStateException("not for us: " + topic);
      case Topic.OfWearable(var id, var channel) -> {
        LightWearable wearable = wearables.get(id);
        if (wearable != null && channel == Topic.Channel.DOWN_RECEIPT) {
          wearable.receipt(Codec.RECEIPT.decode(message.getPayload()), now);
        } else if (wearable != null && channel == Topic.Channel.DOWN_VISIT) {
          wearable.notice(Codec.VISIT.decode(message.getPayload()));
        }
      }
    }
  }

  @Override
  public void close() {
    running = false;
    keeper.interrupt();
    drop();
  }

  private final class Callback implements MqttCallback {
    @Override
    public void connectionLost(Throwable cause) {
      // The keeper sees it.
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws UnreadableMessage {
      heard(topic, message);
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
      // Acknowledged hears of it too.
    }
  }

  private final class Acknowledged implements IMqttActionListener {
    private final int message;
    private final Runnable then;

    Acknowledged(int message, Runnable then) {
      this.message = message;
      this.then = then;
    }

    @Override
    public void onSuccess(IMqttToken token) {
      unacknowledged.remove(message);
      then.run();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      // The connection is over, and everything goes again on the next.
    }
  }
}
