package org.safeandaway.simulator.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Mosquitto as a process of this machine, listening on the loopback address only. */
public final class NativeBroker extends ProgramPart implements Broker {
  private static final Duration TO_START = Duration.ofSeconds(10);
  private static final Duration TO_STOP = Duration.ofSeconds(5);

  private final Path program;
  private final Path folder;
  private final int port;
  private final BrokerSettings settings;

  /**
   * @param program the Mosquitto to run
   * @param folder for its configuration, store and log; kept by {@link #close}
   */
  public NativeBroker(Path program, Path folder, int port, BrokerSettings settings) {
    super(folder.toAbsolutePath().resolve("log"), "TERM", TO_STOP);
    this.program = program;
    this.folder = folder.toAbsolutePath();
    this.port = port;
    this.settings = settings;
  }

  @Override
  public void start() {
    requireStopped();
    var configuration =
        settings.configuration(
            LOOPBACK, port, folder.toString(), folder.toString(), System.getProperty("user.name"));
    try {
      settings.writeTo(folder, configuration);
    } catch (IOException e) {
      throw new PartFailure("the broker's folder cannot be written: " + folder, e);
    }
    run(
        List.of(program.toString(), "-c", folder.resolve(BrokerSettings.CONFIGURATION).toString()),
        () -> MqttProbe.answers(LOOPBACK, port),
        TO_START);
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
    return "process " + program;
  }
}
