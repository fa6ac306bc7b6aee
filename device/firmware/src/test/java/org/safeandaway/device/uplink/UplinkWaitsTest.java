package org.safeandaway.device.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.device.MonotonicClock;
import org.safeandaway.device.wearable.Input;
import org.safeandaway.device.wearable.Urgency;
import org.safeandaway.protocol.WearableId;

/** How long the uplink waits between two attempts, before a door that turns everybody away. */
class UplinkWaitsTest {
  private static final WearableId WEARABLE = new WearableId("waiting");
  private final MonotonicClock clock = MonotonicClock.system();
  private final List<Duration> attempts = new CopyOnWriteArrayList<>();
  private final List<Input> heard = new CopyOnWriteArrayList<>();
  private ServerSocket door;
  private Uplink uplink;

  /** Chance that always draws the longest wait. */
  private static final RandomGenerator LONGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return -1L;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  @BeforeEach
  void start() throws IOException {
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::turnEverybodyAway);
    BrokerAccess access =
        new BrokerAccess(
            URI.create("tcp://127.0.0.1:" + door.getLocalPort()), "w", "p", Optional.empty());
    uplink =
        Uplink.start(
            access,
            WEARABLE,
            "0123456789abcdef",
            clock,
            LONGEST,
            new UplinkListener() {
              @Override
              public void heard(Input input) {
                heard.add(input);
              }

              @Override
              public void broken(Throwable bug) {
                throw new AssertionError(bug);
              }
            });
  }

  @AfterEach
  void stop() throws IOException {
    uplink.close();
    door.close();
  }

  @Test
  void growLongerWithEachFailure() {
    awaitAttempts(3);

    assertThat(wait(1)).isBetween(Duration.ofMillis(950), Duration.ofMillis(1900));
    assertThat(wait(2)).isBetween(Duration.ofMillis(1950), Duration.ofMillis(3500));
    assertThat(heard).as("no link, so none was lost").isEmpty();
  }

  @Test
  @Tag("PAN-1")
  void areCutShortByAPanic() {
    awaitAttempts(3);
    Duration pressed = clock.now();
    uplink.hurry(Urgency.PANIC);
    awaitAttempts(4);

    assertThat(clock.now().minus(pressed)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void doNotDelayTheEnd() {
    awaitAttempts(3);
    Duration asked = clock.now();
    uplink.close();

    assertThat(clock.now().minus(asked)).isLessThan(Duration.ofSeconds(2));
    int made = attempts.size();
    await()
        .during(Duration.ofSeconds(5))
        .atMost(Duration.ofSeconds(6))
        .until(() -> attempts.size() == made);
  }

  private Duration wait(int attempt) {
    return attempts.get(attempt).minus(attempts.get(attempt - 1));
  }

  private void awaitAttempts(int count) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(20))
        .until(() -> attempts.size() >= count);
  }

  private void turnEverybodyAway() {
    while (!door.isClosed()) {
      try {
        door.accept().close();
        attempts.add(clock.now());
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
