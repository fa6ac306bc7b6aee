package org.safeandaway.simulator.parts;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;

/**
 * A part in a container of Testcontainers. Its port at the host is fixed, since Docker gives a
 * container a new one at each start.
 */
abstract class DockerPart implements Part {
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final Duration TO_FREEZE = Duration.ofSeconds(10);

  private final GenericContainer<?> container;
  private final int port = FreePort.next();
  private boolean created;
  private boolean running;
  private boolean paused;

  DockerPart(GenericContainer<?> container, int innerPort) {
    this.container = container;
    container
        .withExposedPorts(innerPort)
        .withCreateContainerCmdModifier(command -> fixPort(command, innerPort))
        .withStartupTimeout(TO_START);
  }

  private void fixPort(CreateContainerCmd command, int innerPort) {
    var atHost = Ports.Binding.bindIpAndPort("127.0.0.1", port);
    var host = command.getHostConfig();
    if (host == null) {
      throw new PartFailure("Testcontainers made no host configuration");
    }
    host.withPortBindings(new PortBinding(atHost, ExposedPort.tcp(innerPort)));
  }

  /** Whether the part answers its clients at the host's port. */
  abstract boolean answers();

  @Override
  public final void start() {
    if (running) {
      throw new PartFailure("already running: " + describe());
    }
    if (created) {
      docker().startContainerCmd(id()).exec();
    } else {
      container.start();
      created = true;
    }
    running = true;
    // The port accepts connections as soon as Docker listens for the container.
    Waiting.until(
        this::answers, () -> true, TO_START, () -> describe() + " does not answer:\n" + log());
  }

  @Override
  public final void kill() {
    docker().killContainerCmd(id()).withSignal("KILL").exec();
    docker().waitContainerCmd(id()).start().awaitStatusCode();
    running = false;
    paused = false;
  }

  @Override
  public final void pause() {
    Waiting.until(
        this::frozen, () -> true, TO_FREEZE, () -> "the kernel could not freeze " + describe());
    paused = true;
  }

  /**
   * Whether it could be frozen now. The kernel freezes a container's processes one by one, and the
   * runtime gives up and lets all of them go on if one is busy in the kernel for too long.
   */
  private boolean frozen() {
    try {
      docker().pauseContainerCmd(id()).exec();
      return true;
    } catch (InternalServerErrorException e) {
      if (!String.valueOf(e.getMessage()).contains("unable to freeze")) {
        throw e;
      }
      System.out.println("Real part: " + describe() + " was too busy to be frozen; once more");
      return false;
    }
  }

  @Override
  public final void resume() {
    if (paused) {
      docker().unpauseContainerCmd(id()).exec();
      paused = false;
    }
  }

  @Override
  public final boolean isRunning() {
    return running;
  }

  public final String host() {
    return container.getHost();
  }

  public final int port() {
    return port;
  }

  @Override
  public final String describe() {
    return "container " + container.getDockerImageName();
  }

  @Override
  public final String log() {
    return container.getLogs(OutputFrame.OutputType.STDOUT, OutputFrame.OutputType.STDERR);
  }

  @Override
  public final void close() {
    container.stop();
    running = false;
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }

  private String id() {
    return container.getContainerId();
  }
}
