package org.safeandaway.device.uplink;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.Topic.Channel;
import org.safeandaway.protocol.WearableId;

/**
 * One connection to the broker, from its first byte to its last. A client of Paho's is used for one
 * connection and never again: its state after a broken one is not to be trusted.
 *
 * <p>Every wait has a limit. Callbacks only hand on.
 */
final class Connection {
  static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final Duration GOODBYE_LIMIT = Duration.ofSeconds(1);
  private static final int KEEPALIVE_SECONDS = 15;
  private static final int MAX_INFLIGHT = 1000;
  private static final int REFUSED = 0x80;

  private final WearableId wearable;
  private final String id;
  private final PatientClient client;
  private final CuttableSockets sockets = new CuttableSockets();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile String reason = "";

  /** Takes what arrives on a topic; see {@link UplinkListener} for the manners. */
  interface Arrivals {
    void arrived(String topic, byte[] payload);
  }

  /**
   * @param id names this connection to the hub, in the "online" and in the will
   */
  private Connection(WearableId wearable, String id, PatientClient client) {
    this.wearable = wearable;
    this.id = id;
    this.client = client;
  }

  /** A connection that is yet to {@link #open}. */
  static Connection prepare(BrokerAccess access, WearableId wearable, String id, Arrivals arrivals)
      throws IOException {
    try {
      PatientClient client = new PatientClient(access.uri().toString(), wearable.value());
      Connection connection = new Connection(wearable, id, client);
      client.setCallback(connection.callback(arrivals));
      return connection;
    } catch (MqttException e) {
      throw new IOException(access + ": " + describe(e), e);
    }
  }

  /**
   * Connects, subscribes and says "online".
   *
   * @throws IOException if any of it is refused or takes too long; nothing is left open
   */
  void open(BrokerAccess access) throws IOException {
    try {
      greet(access);
    } catch (MqttException e) {
      close();
      throw new IOException(access + ": " + describe(e), e);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  String id() {
    return id;
  }

  /** Waits until the connection has ended, at most {@code limit}; says whether it has. */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  String reason() {
    return reason;
  }

  /** Makes the connection be given up; {@link #close} does the rest. */
  void end(String why) {
    if (ended.getCount() > 0) {
      note(why);
    }
    ended.countDown();
  }

  /**
   * Hands a message to Paho, now or not at all.
   *
   * @param acknowledged is run on the broker's PUBACK, on Paho's thread
   */
  void publish(Channel channel, byte[] payload, Runnable acknowledged) {
    if (ended.getCount() == 0) {
      return;
    }
    String topic = Topic.of(wearable, channel).path();
    try {
      client.publish(
          topic, payload, channel.qos(), channel.retained(), null, onSuccess(acknowledged));
    } catch (MqttException e) {
      end("publish: " + describe(e));
    }
  }

  /** Leaves orderly, having said so: an orderly end fires no will. */
  void leave() {
    try {
      send(false).waitForCompletion(GOODBYE_LIMIT.toMillis());
      client.disconnect(0).waitForCompletion(GOODBYE_LIMIT.toMillis());
    } catch (MqttException e) {
      end("leaving: " + describe(e));
    }
    close();
  }

  /** Ends it without a farewell and frees what it held. Bounded, but not instant. */
  void close() {
    end("closed");
    try {
      client.awaitBegun();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      client.disconnectForcibly(0, GOODBYE_LIMIT.toMillis(), false);
    } catch (MqttException e) {
      note(describe(e));
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      note(describe(e));
    }
  }

  /** Cuts the wire as a power failure would, at once; {@link #close} must follow. */
  void cut() {
    end("cut");
    try {
      sockets.cut();
    } catch (IOException e) {
      note(e.toString());
    }
  }

  /** Takes its lock for no longer than this, since Paho's threads come here too. */
  private synchronized void note(String why) {
    reason = reason.isEmpty() ? why : reason + "; then " + why;
  }

  private void greet(BrokerAccess access) throws IOException, MqttException {
    client.connect(options(access)).waitForCompletion(CONNECT_LIMIT.toMillis() + 1000);
    String[] filters = {"sa/v1/" + wearable + "/down/#", Topic.PULSE_PATH};
    IMqttToken subscribed = client.subscribe(filters, new int[] {1, 0});
    subscribed.waitForCompletion(ANSWER_LIMIT.toMillis());
    for (int granted : subscribed.getGrantedQos()) {
      if (granted == REFUSED) {
        throw new IOException(access + ": the broker refuses this wearable a subscription");
      }
    }
    if (ended.getCount() == 0) {
      throw new IOException(access + ": ended before it began: " + reason);
    }
    send(true).waitForCompletion(ANSWER_LIMIT.toMillis());
  }

  private MqttConnectOptions options(BrokerAccess access) throws IOException {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(true);
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout((int) CONNECT_LIMIT.toSeconds());
    options.setKeepAliveInterval(KEEPALIVE_SECONDS);
    options.setMaxInflight(MAX_INFLIGHT);
    options.setUserName(access.username());
    options.setPassword(access.password().toCharArray());
    options.setWill(
        Topic.of(wearable, Channel.LINK).path(),
        link(false),
        Channel.LINK.qos(),
        Channel.LINK.retained());
    if (!access.isEncrypted()) {
      options.setSocketFactory(sockets);
    } else if (access.authorities().isPresent()) {
      options.setSocketFactory(Tls.trusting(access.authorities().get()));
    }
    return options;
  }

  private IMqttDeliveryToken send(boolean online) throws MqttException {
    String topic = Topic.of(wearable, Channel.LINK).path();
    return client.publish(topic, link(online), Channel.LINK.qos(), Channel.LINK.retained());
  }

  private byte[] link(boolean online) {
    return Codec.LINK.encode(new Message.Link(online, id));
  }

  private MqttCallback callback(Arrivals arrivals) {
    return new MqttCallback() {
      @Override
      public void connectionLost(Throwable cause) {
        end("lost: " + cause.getMessage());
      }

      @Override
      public void messageArrived(String topic, MqttMessage message) {
        arrivals.arrived(topic, message.getPayload());
      }

      @Override
      public void deliveryComplete(IMqttDeliveryToken token) {
        // Each publish has its own listener.
      }
    };
  }

  private static IMqttActionListener onSuccess(Runnable acknowledged) {
    return new IMqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        acknowledged.run();
      }

      @Override
      public void onFailure(IMqttToken token, Throwable cause) {
        // The connection is lost, and says so itself.
      }
    };
  }

  private static String describe(MqttException e) {
    return "MQTT " + e.getReasonCode() + " " + e.getMessage();
  }
}
