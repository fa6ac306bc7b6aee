package org.safeandaway.hub.uplink;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker, from CONNECT until it ends. It has a Paho client of its own: a
 * client that is reconnected keeps state of the broken connection (message numbers, half-sent
 * packets), and acknowledges with it.
 *
 * <p>Paho's callbacks run on the thread that also reads the socket; they only hand over. Whoever
 * blocks or throws in one stops the connection.
 */
final class Connection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** Keepalive and connect time limit. Source: protocol.md, "Timing". */
  private static final int KEEP_ALIVE_SECONDS = 15;

  private static final int CONNECT_SECONDS = 5;
  private static final Duration SUBSCRIBE_LIMIT = Duration.ofSeconds(5);

  /** By then the broker has sent what it had kept for us, thousands of messages included. */
  private static final Duration QUEUE_IS_READ = Duration.ofSeconds(5);

  /**
   * To write the DISCONNECT. Paho waits for all of it each time, since nothing tells it that the
   * packet has gone; a broker that never gets it finds out by the end of the connection.
   */
  private static final long CLOSE_MS = 100;

  /** As many as Mosquitto is configured to have in flight. */
  private static final int MAX_IN_FLIGHT = 1000;

  private static final int DENIED = 128;

  /** What a connection is for. */
  record Purpose(String clientId, boolean cleanSession, Subscription... subscriptions) {}

  record Subscription(String filter, int qos) {}

  private final long openedAt = System.nanoTime();
  private final PatientClient client;
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT - 1);

  private Connection(PatientClient client) {
    this.client = client;
  }

  /**
   * Connects and subscribes.
   *
   * @param arrivals told of each message on Paho's thread; must neither block nor throw
   * @throws MqttException the broker is away, refuses us, or refuses a subscription
   */
  static Connection open(MqttSettings settings, Purpose purpose, Consumer<Arrival> arrivals)
      throws MqttException {
    PatientClient client = new PatientClient(settings.url(), purpose.clientId());
    Connection connection = new Connection(client);
    client.setManualAcks(true);
    client.setCallback(connection.new Callback(arrivals));
    try {
      client
          .connect(options(settings, purpose.cleanSession()))
          .waitForCompletion(TimeUnit.SECONDS.toMillis(CONNECT_SECONDS + 1));
      for (Subscription subscription : purpose.subscriptions()) {
        connection.subscribe(subscription);
      }
      return connection;
    } catch (MqttException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static MqttConnectOptions options(MqttSettings settings, boolean cleanSession) {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setAutomaticReconnect(false);
    options.setCleanSession(cleanSession);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setConnectionTimeout(CONNECT_SECONDS);
    options.setMaxInflight(MAX_IN_FLIGHT);
    if (settings.username() != null) {
      options.setUserName(settings.username());
    }
    if (settings.password() != null) {
      options.setPassword(settings.password().toCharArray());
    }
    return options;
  }

  private void subscribe(Subscription subscription) throws MqttException {
    IMqttToken token = client.subscribe(subscription.filter(), subscription.qos());
    token.waitForCompletion(SUBSCRIBE_LIMIT.toMillis());
    for (int granted : token.getGrantedQos()) {
      if (granted == DENIED) {
        LOG.error(
            "the broker does not let us read {}: check its access list", subscription.filter());
        throw new MqttException(MqttException.REASON_CODE_NOT_AUTHORIZED);
      }
    }
  }

  /** Completed with the reason once this connection is over. */
  CompletableFuture<String> ended() {
    return ended;
  }

  /** Ends this connection; whoever keeps it open closes it and makes a new one. */
  void drop(String why) {
    ended.complete(why);
  }

  boolean isOpen() {
    return !ended.isDone();
  }

  /**
   * Publishes at QoS 1, waiting for room among the messages in flight.
   *
   * @return false if it could not be handed to the broker; the connection is then over
   */
  boolean publish(String topic, byte[] payload, int qos, boolean retained)
      throws InterruptedException {
    if (!isOpen()) {
      return false;
    }
    if (qos > 0 && !inFlight.tryAcquire(CONNECT_SECONDS, TimeUnit.SECONDS)) {
      drop("the broker confirms nothing");
      return false;
    }
    try {
      client.publish(topic, payload, qos, retained, null, new Confirmed(qos));
      return true;
    } catch (MqttException e) {
      drop("publishing failed: " + e.getMessage());
      return false;
    }
  }

  /** Waits until this connection is over, at most so long. */
  boolean awaitEnd(Duration limit) throws InterruptedException {
    try {
      ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("an end is never a failure", e);
    }
  }

  @Override
  public void close() {
    ended.complete("closed");
    try {
      client.awaitBegun();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    quietly(() -> client.disconnectForcibly(0, CLOSE_MS, client.isConnected()));
    quietly(() -> client.close(true));
  }

  private interface Closing {
    void run() throws MqttException;
  }

  /** What cannot be closed is over already, or is given up by Paho when its socket ends. */
  private static void quietly(Closing closing) {
    try {
      closing.run();
    } catch (MqttException e) {
      LOG.debug("closing an MQTT connection: {}", e.getMessage());
    }
  }

  private void acknowledge(int id, int qos) {
    if (!isOpen()) {
      return;
    }
    try {
      client.messageArrivedComplete(id, qos);
    } catch (MqttException e) {
      drop("acknowledging failed: " + e.getMessage());
    }
  }

  /** A message of this connection, waiting to be acknowledged on it and on no other. */
  final class Arrival {
    private final String topic;
    private final MqttMessage message;

    private Arrival(String topic, MqttMessage message) {
      this.topic = topic;
      this.message = message;
    }

    String topic() {
      return topic;
    }

    byte[] payload() {
      return message.getPayload();
    }

    boolean retained() {
      return message.isRetained();
    }

    /** Whether the broker kept it in order with everything else that was queued for us. */
    boolean inOrder() {
      return message.getQos() > 0;
    }

    /**
     * Whether it may have lain in our queue at the broker before: it came again, or the connection
     * is so young that it may be one of those that waited for it.
     */
    boolean mayHaveWaited() {
      return message.isDuplicate()
          || System.nanoTime() - Connection.this.openedAt < QUEUE_IS_READ.toNanos();
    }

    /** Tells the broker that it need not send this one again. */
    void acknowledge() {
      if (message.getQos() > 0) {
        Connection.this.acknowledge(message.getId(), message.getQos());
      }
    }

    /** There is no room for it: the connection ends, and the broker sends it again. */
    void refuse(String why) {
      drop(why);
    }
  }

  private final class Callback implements MqttCallback {
    private final Consumer<Arrival> arrivals;

    Callback(Consumer<Arrival> arrivals) {
      this.arrivals = arrivals;
    }

    @Override
    public void connectionLost(Throwable cause) {
      String why = cause.getMessage();
      drop(why == null ? cause.getClass().getSimpleName() : why);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      arrivals.accept(new Arrival(topic, message));
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
      // Confirmed hears of it too.
    }
  }

  private final class Confirmed implements IMqttActionListener {
    private final int qos;

    Confirmed(int qos) {
      this.qos = qos;
    }

    @Override
    public void onSuccess(IMqttToken token) {
      if (qos > 0) {
        inFlight.release();
      }
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      drop("not confirmed: " + cause.getMessage());
    }
  }
}
