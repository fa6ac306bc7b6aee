package org.safeandaway.simulator.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mosquitto as a process of this machine, listening on the loopback address only. */
public final class NativeBroker implements Broker {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration TO_START = Duration.ofSeconds(10);
  private static final Duration TO_STOP = Duration.ofSeconds(5);

  private final Path program;
  private final Path folder;
  private final int port;
  private final BrokerSettings settings;
  private @Nullable GuardedProcess process;

  /**
   * @param program the Mosquitto to run
   * @param folder for its configuration, store and log; kept by {@link #close}
   */
  public NativeBroker(Path program, Path folder, int port, BrokerSettings settings) {
    this.program = program;
    this.folder = folder.toAbsolutePath();
    this.port = port;
    this.settings = settings;
  }

  @Override
  public void start() {
    if (isRunning()) {
      throw new PartFailure("already running: " + describe());
    }
    var configuration =
        settings.configuration(
            LOOPBACK, port, folder.toString(), folder.toString(), System.getProperty("user.name"));
    try {
      settings.writeTo(folder, configuration);
    } catch (IOException e) {
      throw new PartFailure("the broker's folder cannot be written: " + folder, e);
    }
    var started =
        GuardedProcess.start(
            logFile(),
            List.of(
                program.toString(), "-c", folder.resolve(BrokerSettings.CONFIGURATION).toString()));
    process = started;
    Waiting.until(
        () -> MqttProbe.answers(LOOPBACK, port),
        started::isAlive,
        TO_START,
        () -> describe() + " did not start on port " + port + ":\n" + log());
  }

  @Override
  public void kill() {
    running().kill();
    process = null;
  }

  @Override
  public void pause() {
    running().freeze();
  }

  @Override
  public void resume() {
    running().thaw();
  }

  @Override
  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  private GuardedProcess running() {
    if (process == null) {
      throw new PartFailure("not running: " + describe());
    }
    return process;
  }

  @Override
  public String host() {
    return LOOPBACK;
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

  @Override
  public String log() {
    return GuardedProcess.readLog(logFile());
  }

  @Override
  public void close() {
    if (process != null) {
      process.stop("TERM", TO_STOP);
      process = null;
    }
  }

  private Path logFile() {
    return folder.resolve("log");
  }
}
