package org.safeandaway.simulator.parts;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Mosquitto in a container. */
final class DockerBroker extends DockerPart implements Broker {
  private static final int INNER_PORT = 1883;
  private static final String FOLDER = "/mosquitto/config";

  private final BrokerSettings settings;

  DockerBroker(BrokerSettings settings) {
    super(container(settings), INNER_PORT);
    this.settings = settings;
  }

  private static GenericContainer<?> container(BrokerSettings settings) {
    var configuration =
        settings.configuration("0.0.0.0", INNER_PORT, FOLDER, "/mosquitto/data", "root");
    return new GenericContainer<>(DockerImageName.parse(Mosquitto.IMAGE))
        .withCopyToContainer(
            Transferable.of(configuration), FOLDER + "/" + BrokerSettings.CONFIGURATION)
        .withCopyToContainer(
            Transferable.of(settings.passwordFile(), 0600), FOLDER + "/" + BrokerSettings.PASSWORDS)
        .withCopyToContainer(
            Transferable.of(settings.accessFile(), 0600), FOLDER + "/" + BrokerSettings.ACCESS)
        .waitingFor(Wait.forLogMessage(".*mosquitto version .* running.*\\n", 1));
  }

  @Override
  boolean answers() {
    return MqttProbe.answers(host(), port());
  }

  @Override
  public BrokerSettings settings() {
    return settings;
  }
}
