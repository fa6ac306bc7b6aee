package org.safeandaway.simulator.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.protocol.WearableId;
import org.testcontainers.utility.DockerImageName;

/** The broker that the demo takes where there is Docker and no Mosquitto. */
@Tag("engine")
class ContainerBrokerDockerIT {
  private static final WearableId W1 = new WearableId("w1");
  private static final String IMAGE =
      new LocalImages().apply(DockerImageName.parse(Mosquitto.IMAGE)).asCanonicalNameString();

  @TempDir Path folder;

  @Test
  void servesFreezesAndComesBackAfterAKill() throws MqttException {
    int port = FreePort.next();
    var settings = BrokerSettings.forWearables(List.of(W1));
    try (var broker = new Mosquitto.Container(IMAGE).broker(folder, port, settings)) {
      broker.start();
      assertThat(echo(broker)).isEqualTo("sa/v1/w1/up/panic help");

      broker.pause();
      broker.resume();
      assertThat(echo(broker)).isEqualTo("sa/v1/w1/up/panic help");

      broker.kill();
      assertThatThrownBy(() -> echo(broker)).isInstanceOf(MqttException.class);
      broker.start();
      assertThat(broker.port()).isEqualTo(port);
      assertThat(echo(broker)).isEqualTo("sa/v1/w1/up/panic help");
    }
    assertThat(FreePort.isFree(port)).isTrue();
  }

  @Test
  void takesThePlaceOfOneThatWasLeftBehind() throws MqttException {
    int port = FreePort.next();
    var settings = BrokerSettings.forWearables(List.of(W1));
    var leftBehind = new Mosquitto.Container(IMAGE).broker(folder, port, settings);
    leftBehind.start();
    try (var broker = new Mosquitto.Container(IMAGE).broker(folder, port, settings)) {
      broker.start();
      assertThat(echo(broker)).isEqualTo("sa/v1/w1/up/panic help");
    }
  }

  private static String echo(Broker broker) throws MqttException {
    try (var hub = TestClient.hub(broker);
        var wearable = TestClient.wearable(broker, W1)) {
      hub.subscribe("sa/v1/w1/up/panic");
      wearable.publish("sa/v1/w1/up/panic", "help");
      return hub.next();
    }
  }
}
