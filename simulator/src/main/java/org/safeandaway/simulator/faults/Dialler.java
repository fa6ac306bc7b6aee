package org.safeandaway.simulator.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Account;
import org.safeandaway.simulator.parts.TcpProxy;

/** Makes a van's connections, each with a client of its own. */
final class Dialler {
  private static final int IN_FLIGHT = 1000;
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Account account;

  Dialler(Account account) {
    this.account = account;
  }

  /**
   * Connects and subscribes to what is for these wearables, and to the pulses.
   *
   * @return absent if the broker is away
   */
  Optional<MqttAsyncClient> connect(
      TcpProxy link, Collection<WearableId> wearables, MqttCallback callback) {
    MqttAsyncClient fresh = null;
    try {
      fresh =
          new MqttAsyncClient(
              link.uri(), MqttAsyncClient.generateClientId(), new MemoryPersistence());
      fresh.setCallback(callback);
      fresh.connect(options()).waitForCompletion(LIMIT.toMillis());
      fresh.subscribe(filters(wearables), qos(wearables)).waitForCompletion(LIMIT.toMillis());
      return Optional.of(fresh);
    } catch (MqttException away) {
      if (fresh != null) {
        close(fresh);
      }
      return Optional.empty();
    }
  }

  private MqttConnectOptions options() {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setUserName(account.name());
    options.setPassword(account.password().toCharArray());
    options.setAutomaticReconnect(false);
    options.setCleanSession(true);
    options.setKeepAliveInterval(15);
    options.setConnectionTimeout((int) LIMIT.toSeconds());
    options.setMaxInflight(IN_FLIGHT);
    return options;
  }

  private static String[] filters(Collection<WearableId> wearables) {
    String[] filters = new String[wearables.size() + 1];
    int at = 0;
    filters[at++] = new Topic.HubPulse().path();
    for (WearableId id : wearables) {
      filters[at++] = "sa/v1/" + id + "/down/+";
    }
    return filters;
  }

  private static int[] qos(Collection<WearableId> wearables) {
    int[] qos = new int[wearables.size() + 1];
    Arrays.fill(qos, 1);
    qos[0] = 0;
    return qos;
  }

  static void close(MqttAsyncClient open) {
    try {
      open.disconnectForcibly(0, 200, false);
    } catch (MqttException alreadyOver) {
      // It is as disconnected as it was to be.
    }
    try {
      open.close(true);
    } catch (MqttException alreadyOver) {
      // The same.
    }
  }
}
