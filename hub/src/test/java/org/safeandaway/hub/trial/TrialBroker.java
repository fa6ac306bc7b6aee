package org.safeandaway.hub.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Mosquitto as a process of this machine, on a loopback port that stays the same when it is killed
 * and started again. A shell holds a pipe of this JVM and ends the broker when the JVM dies.
 */
public final class TrialBroker implements AutoCloseable {
  private final Path folder;
  private final int port;
  private @Nullable Process guard;

  public TrialBroker() {
    try {
      folder = Files.createTempDirectory("trial-broker-");
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = socket.getLocalPort();
      }
      Files.writeString(
          folder.resolve("mosquitto.conf"),
          """
          listener %d 127.0.0.1
          allow_anonymous true
          user %s
          persistence true
          persistence_location %s/
          max_inflight_messages 1000
          max_queued_messages 10000
          log_dest stderr
          """
              .formatted(port, System.getProperty("user.name"), folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  public void start() {
    try {
      guard =
          new ProcessBuilder(
                  "/bin/sh",
                  "-c",
                  "\"$0\" -c \"$1\" </dev/null >>\"$2\" 2>&1 & p=$!;"
                      + " cat >/dev/null; kill -9 $p 2>/dev/null; wait $p",
                  program().toString(),
                  folder.resolve("mosquitto.conf").toString(),
                  folder.resolve("log").toString())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await().ignoreException(ConnectException.class).until(this::answers);
  }

  private boolean answers() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    }
  }

  /** As {@code kill -9}: what was not written to its file yet is lost. */
  public void kill() {
    if (guard != null) {
      try {
        guard.getOutputStream().close();
        guard.waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  public String url() {
    return "tcp://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    kill();
  }

  private static Path program() {
    return Stream.concat(
            Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")),
            Stream.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"))
        .map(folder -> Path.of(folder, "mosquitto"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("install mosquitto"));
  }
}
