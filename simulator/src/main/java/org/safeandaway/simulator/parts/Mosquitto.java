package org.safeandaway.simulator.parts;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where a broker comes from on this machine. {@link #findOrInstall} takes the first that works:
 *
 * <ol>
 *   <li>the program, on the PATH or where package managers put it;
 *   <li>a Docker daemon that answers;
 *   <li>as root on Debian: the program, installed with apt-get;
 *   <li>else a {@link PartFailure} that says what to install.
 * </ol>
 */
public sealed interface Mosquitto {
  /** A broker from here, not started. Its files lie in {@code folder}. */
  Broker broker(Path folder, int port, BrokerSettings settings);

  /** For one printed line. */
  String describe();

  /** Mosquitto as a program of this machine. */
  record Program(Path path) implements Mosquitto {
    @Override
    public Broker broker(Path folder, int port, BrokerSettings settings) {
      return new NativeBroker(path, folder, port, settings);
    }

    @Override
    public String describe() {
      return "program " + path;
    }
  }

  /** Mosquitto in a container. */
  record Container(String image) implements Mosquitto {
    @Override
    public Broker broker(Path folder, int port, BrokerSettings settings) {
      return new ContainerBroker(image, folder, port, settings);
    }

    @Override
    public String describe() {
      return "image " + image;
    }
  }

  /** The image that stands for the program. */
  String IMAGE = "eclipse-mosquitto:2.0.22";

  /** Package managers put servers where a user's PATH often does not look. */
  List<String> SERVER_FOLDERS =
      List.of(
          "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin", "/usr/local/opt/mosquitto/sbin");

  /** The program, if it is installed. */
  static Optional<Path> installed() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Arrays.stream(path.split(File.pathSeparator)), SERVER_FOLDERS.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "mosquitto"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * A way to a broker, if need be by installing it.
   *
   * @param say gets a line when something takes long
   */
  static Mosquitto findOrInstall(Consumer<String> say) {
    var program = installed();
    if (program.isPresent()) {
      return new Program(program.get());
    }
    if (succeeds(List.of("docker", "version"), Duration.ofSeconds(20))) {
      return new Container(IMAGE);
    }
    if (System.getProperty("user.name").equals("root")
        && Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
      return new Program(install(say));
    }
    throw new PartFailure(
        "a Mosquitto broker is needed, and neither the program nor Docker was found. Install it: "
            + "sudo apt-get install mosquitto   or   brew install mosquitto");
  }

  private static Path install(Consumer<String> say) {
    say.accept("No Mosquitto here; installing it: apt-get install mosquitto");
    // The service that the package would start is not wanted, only the program.
    String script =
        """
        export DEBIAN_FRONTEND=noninteractive
        policy=/usr/sbin/policy-rc.d
        if [ ! -e $policy ]; then
          printf '#!/bin/sh\\nexit 101\\n' >$policy; chmod +x $policy; trap "rm -f $policy" EXIT
        fi
        apt-get -qq update && apt-get -qq install -y --no-install-recommends mosquitto
        """;
    if (!succeeds(List.of("/bin/sh", "-c", script), Duration.ofMinutes(5))) {
      throw new PartFailure("apt-get install mosquitto failed; run it by hand to see why");
    }
    return installed()
        .orElseThrow(() -> new PartFailure("mosquitto was installed and is still not found"));
  }

  private static boolean succeeds(List<String> command, Duration limit) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException e) {
      throw PartFailure.interrupted("running " + command, e);
    }
  }
}
