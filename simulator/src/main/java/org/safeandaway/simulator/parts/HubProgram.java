package org.safeandaway.simulator.parts;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The hub as a process of its own, from the built jar, so that it can be broken like a real one.
 */
public final class HubProgram implements Part {
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final Duration TO_STOP = Duration.ofSeconds(10);
  private static final Duration TO_ANSWER = Duration.ofSeconds(2);
  private static final int LAST_WORDS = 15;

  private final Path repository;
  private final Path folder;
  private final HubSettings settings;
  private @Nullable GuardedProcess process;

  /**
   * @param repository whose module {@code hub} is built
   * @param folder for its configuration and its log; it exists
   */
  public HubProgram(Path repository, Path folder, HubSettings settings) {
    this.repository = repository;
    this.folder = folder.toAbsolutePath();
    this.settings = settings;
  }

  /** The command line that runs a hub with this configuration file. */
  public static List<String> command(Path repository, Path configuration) {
    Path target = repository.resolve("hub/target");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Dmicronaut.config.files=" + configuration,
        "-cp",
        target.resolve("safeandaway-hub.jar")
            + File.pathSeparator
            + target.resolve("lib").resolve("*"),
        "org.safeandaway.hub.Application");
  }

  /** Runs the hub's own command that makes the first administrator, and returns their token. */
  public String makeAdministrator(String id, String name) {
    var command = new ArrayList<>(command(repository, writtenSettings()));
    command.addAll(List.of("administrator", id, name, "--with-token"));
    try {
      Path output = Files.createTempFile("safeandaway-", ".txt"); // closed to other users
      Process made =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = made.waitFor(TO_START.toSeconds(), TimeUnit.SECONDS);
      List<String> said = Files.readAllLines(output);
      Files.delete(output);
      if (!ended || made.exitValue() != 0) {
        made.destroyForcibly();
        throw new PartFailure("the first administrator was not made:\n" + String.join("\n", said));
      }
      // The log may say something before and after it, in words with blanks between them.
      return said.stream()
          .filter(line -> !line.isBlank() && !line.contains(" "))
          .reduce((earlier, later) -> later)
          .orElseThrow(() -> new PartFailure("no token among:\n" + String.join("\n", said)));
    } catch (IOException e) {
      throw new PartFailure("the first administrator was not made", e);
    } catch (InterruptedException e) {
      throw PartFailure.interrupted("making the first administrator", e);
    }
  }

  @Override
  public void start() {
    if (isRunning()) {
      throw new PartFailure("already running: " + describe());
    }
    var started = GuardedProcess.start(logFile(), command(repository, writtenSettings()));
    process = started;
    try (var client = HttpClient.newHttpClient()) {
      Waiting.until(
          () -> answers(client),
          started::isAlive,
          TO_START,
          () -> "the hub did not start; its last words, from " + logFile() + ":\n" + lastWords());
    }
  }

  private Path writtenSettings() {
    Path file = folder.resolve("hub.properties");
    try {
      settings.writeTo(file);
      return file;
    } catch (IOException e) {
      throw new PartFailure("the hub's configuration cannot be written: " + file, e);
    }
  }

  /** Whatever it answers: how healthy it is depends on the other parts too. */
  private boolean answers(HttpClient client) {
    try {
      var health = HttpRequest.newBuilder(address().resolve("/health")).timeout(TO_ANSWER).build();
      return client.send(health, BodyHandlers.discarding()).statusCode() > 0;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      throw PartFailure.interrupted("waiting for the hub", e);
    }
  }

  private String lastWords() {
    List<String> lines = log().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }

  /** Where it listens; without a path. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + settings.port());
  }

  /** The REST API's root. */
  public URI api() {
    return address().resolve("/api/v1/");
  }

  public long pid() {
    return running().pid();
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
  public String describe() {
    return "hub " + settings.hub();
  }

  @Override
  public String log() {
    return GuardedProcess.readLog(logFile());
  }

  public Path logFile() {
    return folder.resolve("hub.log");
  }

  @Override
  public void close() {
    if (process != null) {
      process.stop("TERM", TO_STOP);
      process = null;
    }
  }
}
