package org.safeandaway.device.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.safeandaway.protocol.WearableId;

/** A peer that accepts and closes at once, as a proxy before a broker that is down. */
class PatientClientIT {
  private static final WearableId WEARABLE = new WearableId("impatient");

  @Test
  void leavesNoThreadBehindHoweverOftenItIsTurnedAway() throws Exception {
    try (ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread porter = Thread.ofPlatform().daemon().start(() -> turnEverybodyAway(door));
      BrokerAccess access =
          new BrokerAccess(
              URI.create("tcp://127.0.0.1:" + door.getLocalPort()), "w", "p", Optional.empty());
      for (int attempt = 0; attempt < 20; attempt++) {
        Connection connection =
            Connection.prepare(access, WEARABLE, "c" + attempt, (topic, payload) -> {});
        assertThatThrownBy(() -> connection.open(access)).isInstanceOf(IOException.class);
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
        .filter(name -> name.contains(WEARABLE.value()))
        .toList();
  }
}
