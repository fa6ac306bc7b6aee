package org.safeandaway.simulator.parts;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.safeandaway.protocol.WearableId;

/** A bare MQTT client that writes down what it hears, for looking at a broker from outside. */
public final class TestClient implements AutoCloseable {
  private static final long LIMIT_MILLIS = 5_000;

  private final MqttAsyncClient client;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  public static TestClient hub(Broker broker) throws MqttException {
    return new TestClient(broker.uri(), broker.settings().hub());
  }

  public static TestClient wearable(Broker broker, WearableId id) throws MqttException {
    return new TestClient(broker.uri(), broker.settings().wearable(id));
  }

  static TestClient anonymous(String uri) throws MqttException {
    return new TestClient(uri, new MqttConnectOptions());
  }

  public TestClient(String uri, Account account) throws MqttException {
    this(uri, options(account));
  }

  private static MqttConnectOptions options(Account account) {
    var options = new MqttConnectOptions();
    options.setUserName(account.name());
    options.setPassword(account.password().toCharArray());
    return options;
  }

  private TestClient(String uri, MqttConnectOptions options) throws MqttException {
    client = new MqttAsyncClient(uri, MqttAsyncClient.generateClientId(), new MemoryPersistence());
    options.setConnectionTimeout(5);
    try {
      client.connect(options).waitForCompletion(LIMIT_MILLIS);
    } catch (MqttException e) {
      client.close(true);
      throw e;
    }
  }

  public void subscribe(String filter) throws MqttException {
    client
        .subscribe(
            filter,
            1,
            (topic, message) ->
                heard.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8)))
        .waitForCompletion(LIMIT_MILLIS);
  }

  /** Returns with the broker's acknowledgement, which a denied message gets too. */
  public void publish(String topic, String payload) throws MqttException {
    publishWithoutWaiting(topic, payload).waitForCompletion(LIMIT_MILLIS);
  }

  public void retain(String topic, String payload) throws MqttException {
    client.publish(topic, bytes(payload), 1, true).waitForCompletion(LIMIT_MILLIS);
  }

  IMqttDeliveryToken publishWithoutWaiting(String topic, String payload) throws MqttException {
    return client.publish(topic, bytes(payload), 1, false);
  }

  private static byte[] bytes(String payload) {
    return payload.getBytes(StandardCharsets.UTF_8);
  }

  /** The next message heard, as "topic payload"; "nothing" if none comes in time. */
  public String next() {
    try {
      String next = heard.poll(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
      return next == null ? "nothing" : next;
    } catch (InterruptedException e) {
      throw PartFailure.interrupted("listening", e);
    }
  }

  boolean isConnected() {
    return client.isConnected();
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect(0).waitForCompletion(LIMIT_MILLIS);
    }
    client.close(true);
  }
}
