package org.safeandaway.simulator.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.safeandaway.protocol.WearableId;

/** The broker lets each through to what is theirs, and breaks as it is told to. */
@ExtendWith(RealParts.class)
@Tag("engine")
class BrokerIT {
  private static final WearableId W1 = new WearableId("w1");
  private static final WearableId W2 = new WearableId("w2");

  @Test
  void letsTheHubAndAWearableTalk(Broker broker) throws MqttException {
    try (var hub = TestClient.hub(broker);
        var wearable = TestClient.wearable(broker, W1)) {
      hub.subscribe("sa/+/+/up/panic");
      wearable.subscribe("sa/v1/w1/down/+");
      wearable.subscribe("sa/v1/hub/pulse");

      wearable.publish("sa/v1/w1/up/panic", "help");
      assertThat(hub.next()).isEqualTo("sa/v1/w1/up/panic help");
      hub.publish("sa/v1/w1/down/receipt", "counted");
      assertThat(wearable.next()).isEqualTo("sa/v1/w1/down/receipt counted");
      hub.publish("sa/v1/hub/pulse", "beat");
      assertThat(wearable.next()).isEqualTo("sa/v1/hub/pulse beat");
    }
  }

  @Test
  @Tag("CONF-1")
  void keepsAWearableFromTheTopicsOfAnother(Broker broker) throws MqttException {
    try (var hub = TestClient.hub(broker);
        var wearable = TestClient.wearable(broker, W1);
        var other = TestClient.wearable(broker, W2)) {
      hub.subscribe("sa/#");
      other.subscribe("sa/v1/w1/down/visit");
      other.subscribe("sa/v1/w1/up/event");
      other.subscribe("#");
      for (String forbidden :
          new String[] {
            "sa/v1/w1/up/panic",
            "sa/v1/w1/link",
            "sa/v1/w2/down/receipt",
            "sa/v1/hub/pulse",
            "sa/v1/hub/up/panic",
            "elsewhere"
          }) {
        other.publish(forbidden, "forged");
      }
      hub.publish("sa/v1/w1/down/visit", "private");
      wearable.publish("sa/v1/w1/up/event", "private");
      assertThat(hub.next()).isEqualTo("sa/v1/w1/down/visit private");
      assertThat(hub.next()).isEqualTo("sa/v1/w1/up/event private");

      // The last allowed message shows that all before it had their chance.
      hub.publish("sa/v1/w2/down/visit", "yours");
      assertThat(other.next()).isEqualTo("sa/v1/w2/down/visit yours");
    }
  }

  @Test
  void turnsAwayAWrongPasswordAndNoPassword(Broker broker) {
    assertThatThrownBy(() -> new TestClient(broker.uri(), new Account("w1", "guessed")))
        .isInstanceOf(MqttException.class);
    assertThatThrownBy(() -> TestClient.anonymous(broker.uri())).isInstanceOf(MqttException.class);
  }

  @Test
  void comesBackAtItsAddressWithItsStoreAfterAKill(Broker broker) throws MqttException {
    try (var hub = TestClient.hub(broker)) {
      hub.retain("sa/v1/w1/down/visit", "kept");
    }
    awaitSaved(broker);
    int port = broker.port();

    broker.kill();
    assertThat(broker.isRunning()).isFalse();
    assertThatThrownBy(() -> TestClient.hub(broker)).isInstanceOf(MqttException.class);
    broker.start();

    assertThat(broker.port()).isEqualTo(port);
    try (var wearable = TestClient.wearable(broker, W1)) {
      wearable.subscribe("sa/v1/w1/down/visit");
      assertThat(wearable.next()).isEqualTo("sa/v1/w1/down/visit kept");
    }
  }

  @Test
  void freezesAndThawsWithItsConnectionsOpen(Broker broker) throws MqttException {
    try (var wearable = TestClient.wearable(broker, W1)) {
      broker.pause();
      var publishing = wearable.publishWithoutWaiting("sa/v1/w1/up/event", "late");
      // Paho's waitForCompletion keeps its own time-out and throws it again at the next call.
      await().during(Duration.ofMillis(500)).until(() -> !publishing.isComplete());
      assertThat(wearable.isConnected()).isTrue();

      broker.resume();
      await().atMost(Duration.ofSeconds(10)).until(publishing::isComplete);
    }
  }

  /** The store is written once a second; the second write after now holds what is there now. */
  private static void awaitSaved(Broker broker) {
    long saved = saves(broker);
    await().atMost(Duration.ofSeconds(10)).until(() -> saves(broker) >= saved + 2);
  }

  private static long saves(Broker broker) {
    return broker.log().lines().filter(line -> line.contains("Saving in-memory database")).count();
  }
}
