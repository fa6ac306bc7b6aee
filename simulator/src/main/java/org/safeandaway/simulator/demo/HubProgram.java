package org.safeandaway.simulator.demo;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.safeandaway.simulator.parts.GuardedProcess;

/**
 * The hub as a process of its own, from the built jar, so that it can be killed like a real one.
 */
final class HubProgram implements AutoCloseable {
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final Duration TO_STOP = Duration.ofSeconds(10);

  private final GuardedProcess process;
  private final URI address;
  private final Path log;

  private HubProgram(GuardedProcess process, URI address, Path log) {
    this.process = process;
    this.address = address;
    this.log = log;
  }

  /**
   * Starts the hub and returns once it answers.
   *
   * @param configuration its configuration file
   */
  static HubProgram start(Path repository, Path configuration, URI address, Path log)
      throws IOException, InterruptedException {
    var process = GuardedProcess.start(log, command(repository, configuration));
    var hub = new HubProgram(process, address, log);
    try {
      hub.awaitAnswer();
      return hub;
    } catch (IOException | InterruptedException | RuntimeException e) {
      hub.close();
      throw e;
    }
  }

  private static List<String> command(Path repository, Path configuration) {
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
  static String makeAdministrator(Path repository, Path configuration)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(command(repository, configuration));
    command.addAll(List.of("administrator", "admin", "Administrator of the demo"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> said = process.inputReader().lines().toList();
    if (process.waitFor() != 0 || said.isEmpty()) {
      throw new IOException("the first administrator was not made:\n" + String.join("\n", said));
    }
    return said.getLast();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    long end = System.nanoTime() + TO_START.toNanos();
    try (var client = HttpClient.newHttpClient()) {
      while (!answers(client)) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException(
              "the hub did not start; its last words, from " + log + ":\n" + tail());
        }
        Thread.sleep(Duration.ofMillis(100));
      }
    }
  }

  private boolean answers(HttpClient client) throws InterruptedException {
    try {
      var health =
          HttpRequest.newBuilder(address.resolve("/health")).timeout(Duration.ofSeconds(2)).build();
      return client.send(health, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private String tail() {
    List<String> lines = GuardedProcess.readLog(log).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }

  @Override
  public void close() {
    process.stop("TERM", TO_STOP);
  }
}
