package org.safeandaway.hub.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private static final Connection.Purpose PURPOSE = new Connection.Purpose("turned-away", true);

  /** As a proxy before a dead broker does; a hub tries again for as long as that lasts. */
  @Test
  void leavesNoThreadBehindHoweverOftenItIsTurnedAway() throws Exception {
    try (ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread porter = Thread.ofPlatform().daemon().start(() -> turnEverybodyAway(door));
      MqttSettings settings =
          new MqttSettings("tcp://127.0.0.1:" + door.getLocalPort(), null, null, "trial");
      for (int attempt = 0; attempt < 20; attempt++) {
        assertThatThrownBy(() -> Connection.open(settings, PURPOSE, arrival -> {}))
            .isInstanceOf(MqttException.class);
      }
      await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(threads()).isEmpty());
      door.close();
      porter.join();
    }
  }

  private static void turnEverybodyAway(ServerSocket door) {
    while (!door.isClosed()) {
      try {
        door.accept().close();
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains(PURPOSE.clientId()))
        .toList();
  }
}
