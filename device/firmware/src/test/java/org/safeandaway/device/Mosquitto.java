package org.safeandaway.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.safeandaway.device.uplink.BrokerAccess;
import org.safeandaway.protocol.WearableId;

/**
 * A real Mosquitto that a test may kill, freeze and start again on the same port, set up as
 * protocol.md asks: passwords, and each wearable confined to its own topics.
 */
public final class Mosquitto implements AutoCloseable {
  public static final String HUB = "test-hub";
  private static final String PASSWORD = "a-password-for-tests";
  private final Path folder;
  private final int port;
  private final Optional<Certificates> certificates;
  private Optional<Process> process = Optional.empty();

  public Mosquitto(WearableId... wearables) {
    this(Optional.empty(), wearables);
  }

  /** One that is reached through TLS only, where certificates are given. */
  Mosquitto(Optional<Certificates> certificates, WearableId... wearables) {
    this.certificates = certificates;
    try {
      folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "mosquitto");
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      writePasswords(wearables);
      Files.writeString(folder.resolve("acl"), acl());
      Files.writeString(folder.resolve("conf"), configuration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  public URI uri() {
    return URI.create((certificates.isPresent() ? "ssl" : "tcp") + "://127.0.0.1:" + port);
  }

  public BrokerAccess access(WearableId wearable) {
    return new BrokerAccess(
        uri(), wearable.value(), PASSWORD, certificates.map(Certificates::certificate));
  }

  public static String password() {
    return PASSWORD;
  }

  /** Starts it and waits until it takes connections. */
  public void start() {
    try {
      process =
          Optional.of(
              new ProcessBuilder(find("mosquitto"), "-c", folder.resolve("conf").toString())
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                  .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(this::takesConnections);
  }

  /** As {@code kill -9}. */
  public void kill() {
    Process running = process.orElseThrow();
    running.destroyForcibly();
    waitFor(running);
    process = Optional.empty();
  }

  /** As {@code kill -STOP}: connections stay, nothing answers. */
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  public String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process.isPresent()) {
      kill();
    }
  }

  private boolean takesConnections() throws IOException {
    if (!process.orElseThrow().isAlive()) {
      throw new IllegalStateException("mosquitto did not start:\n" + log());
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }

  private void writePasswords(WearableId... wearables) throws IOException {
    Path file = Files.createFile(folder.resolve("passwords"));
    for (String user :
        Stream.concat(Stream.of(HUB), Arrays.stream(wearables).map(WearableId::value)).toList()) {
      Process hashing =
          new ProcessBuilder(find("mosquitto_passwd"), "-b", file.toString(), user, PASSWORD)
              .inheritIO()
              .start();
      if (waitFor(hashing) != 0) {
        throw new IllegalStateException("mosquitto_passwd failed for " + user);
      }
    }
  }

  private static String acl() {
    return """
        user %s
        topic readwrite sa/#

        pattern write sa/v1/%%u/up/#
        pattern write sa/v1/%%u/link
        pattern read sa/v1/%%u/down/#
        pattern read sa/v1/hub/pulse
        """
        .formatted(HUB);
  }

  private String configuration() {
    return """
        listener %d 127.0.0.1
        %s
        per_listener_settings false
        allow_anonymous false
        password_file %s
        acl_file %s
        user %s
        persistence true
        persistence_location %s/
        autosave_interval 60
        max_inflight_messages 1000
        max_queued_messages 10000
        max_keepalive 120
        log_dest stderr
        log_type all
        """
        .formatted(
            port,
            certificates
                .map(made -> "certfile " + made.certificate() + "\nkeyfile " + made.key())
                .orElse(""),
            folder.resolve("passwords"),
            folder.resolve("acl"),
            System.getProperty("user.name"),
            folder);
  }

  private void signal(String name) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.orElseThrow().pid()))
              .inheritIO()
              .start();
      if (waitFor(kill) != 0) {
        throw new IllegalStateException("kill -" + name + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int waitFor(Process process) {
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("still running: " + process.info());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String find(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Arrays.stream(path.split(":")),
            List.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin").stream())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    program
                        + " is not installed, and these tests need it (on Debian: apt-get"
                        + " install mosquitto mosquitto-clients)"));
  }
}
