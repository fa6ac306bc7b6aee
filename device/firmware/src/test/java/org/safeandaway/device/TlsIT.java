package org.safeandaway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.device.Rig.WEARABLE;
import static org.safeandaway.device.Rig.soon;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.device.uplink.BrokerAccess;

/** An encrypted connection, to a broker whose certificate a file vouches for. */
class TlsIT {
  @TempDir Path data;
  private final Mosquitto broker = new Mosquitto(Optional.of(Certificates.made()), WEARABLE);
  private Firmware firmware;

  @AfterEach
  void stop() {
    firmware.cutPower();
    broker.close();
  }

  @Test
  void connectsWhereTheFileVouchesForTheBroker() throws AlreadyRunning {
    firmware = start(broker.access(WEARABLE));

    soon().until(() -> broker.log().contains("Received SUBSCRIBE from w1"));
    soon().until(() -> broker.log().contains("'sa/v1/w1/up/state'"));
  }

  @Test
  void firesItsWillWhenThePowerIsCut() throws AlreadyRunning {
    firmware = start(broker.access(WEARABLE));
    soon().until(() -> broker.log().contains("'sa/v1/w1/up/state'"));
    firmware.cutPower();

    soon().until(() -> broker.log().contains("Client w1 closed its connection"));
    assertThat(broker.log()).doesNotContain("Received DISCONNECT from w1");
  }

  @Test
  void doesNotTellItsPasswordToABrokerThatNobodyVouchesFor() throws AlreadyRunning {
    BrokerAccess unvouched =
        new BrokerAccess(broker.uri(), WEARABLE.value(), Mosquitto.password(), Optional.empty());
    firmware = start(unvouched);

    soon().until(() -> broker.log().toLowerCase().contains("alert"));
    assertThat(broker.log()).doesNotContain("New client connected");
  }

  private Firmware start(BrokerAccess access) throws AlreadyRunning {
    return Firmware.start(
        FirmwareConfiguration.standard(WEARABLE, access, data, "test"),
        Surroundings.simulated(
            new MockBoard().board(),
            MonotonicClock.system(),
            Surroundings::randomBoot,
            FirmwareObserver.none()));
  }
}
