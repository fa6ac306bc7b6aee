package org.safeandaway.simulator.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Mosquitto in a container, by the {@code docker} command alone, for the demo on a machine without
 * the program. A container outlives a killed JVM, so its name is its port's: the next start on that
 * port removes it.
 */
final class ContainerBroker implements Broker {
  private static final int INNER_PORT = 1883;
  private static final String INNER_FOLDER = "/mosquitto/config";
  private static final String INNER_DATA = "/mosquitto/data";
  private static final Duration TO_START = Duration.ofSeconds(30);

  private final String image;
  private final Path folder;
  private final int port;
  private final BrokerSettings settings;
  private final String name;
  private boolean created;
  private boolean running;

  ContainerBroker(String image, Path folder, int port, BrokerSettings settings) {
    this.image = image;
    this.folder = folder.toAbsolutePath();
    this.port = port;
    this.settings = settings;
    this.name = "safeandaway-broker-" + port;
  }

  @Override
  public void start() {
    if (running) {
      throw new PartFailure("already running: " + describe());
    }
    if (!created) {
      create();
      created = true;
    }
    docker("start", name);
    running = true;
    Waiting.until(
        () -> MqttProbe.answers(LOOPBACK, port),
        () -> true,
        TO_START,
        () -> describe() + " did not start on port " + port + ":\n" + log());
  }

  private void create() {
    try {
      settings.writeTo(
          folder, settings.configuration("0.0.0.0", INNER_PORT, INNER_FOLDER, INNER_DATA, "root"));
    } catch (IOException e) {
      throw new PartFailure("the broker's folder cannot be written: " + folder, e);
    }
    docker("rm", "--force", "--volumes", name);
    docker("create", "--name", name, "--publish", LOOPBACK + ":" + port + ":" + INNER_PORT, image);
    docker("cp", folder + "/.", name + ":" + INNER_FOLDER);
  }

  @Override
  public void kill() {
    docker("kill", name);
    running = false;
  }

  @Override
  public void pause() {
    docker("pause", name);
  }

  @Override
  public void resume() {
    docker("unpause", name);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public BrokerSettings settings() {
    return settings;
  }

  @Override
  public String describe() {
    return "container " + image;
  }

  @Override
  public String log() {
    return docker("logs", name);
  }

  @Override
  public void close() {
    if (created) {
      docker("rm", "--force", "--volumes", name);
      created = false;
      running = false;
    }
  }

  private static String docker(String... arguments) {
    var command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new PartFailure(command + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new PartFailure("docker cannot be run", e);
    } catch (InterruptedException e) {
      throw PartFailure.interrupted("running " + command, e);
    }
  }
}
