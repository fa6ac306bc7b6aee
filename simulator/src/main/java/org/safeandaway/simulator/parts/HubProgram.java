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

/**
 * The hub as a process of its own, from the built jar, so that it can be broken like a real one.
 */
public final class HubProgram extends ProgramPart {
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final Duration TO_STOP = Duration.ofSeconds(10);
  private static final Duration TO_ANSWER = Duration.ofSeconds(2);

  private final Path repository;
  private final Path folder;
  private final HubSettings settings;

  /**
   * @param repository whose module {@code hub} is built
   * @param folder for its configuration and its log; it exists
   */
  public HubProgram(Path repository, Path folder, HubSettings settings) {
    super(logFile(folder), "TERM", TO_STOP);
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
    requireStopped();
    try (var client = HttpClient.newHttpClient()) {
      run(command(repository, writtenSettings()), () -> answers(client), TO_START);
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
  public String describe() {
    return "hub " + settings.hub();
  }

  public Path logFile() {
    return logFile(folder);
  }

  private static Path logFile(Path folder) {
    return folder.toAbsolutePath().resolve("hub.log");
  }
}
