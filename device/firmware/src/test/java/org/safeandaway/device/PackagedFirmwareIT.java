package org.safeandaway.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The firmware as it is installed: one jar, and the folder {@code lib} beside it. */
class PackagedFirmwareIT {
  private static final Path JAR = Path.of("target", "safeandaway-firmware.jar");
  @TempDir Path folder;

  /** How a process ended. */
  private record Ended(int code, String errors) {}

  @Test
  void stopsWithOneLineAtAWrongConfiguration() throws Exception {
    Path file = Files.writeString(folder.resolve("wearable.properties"), "wearable.id = Nobody\n");
    Ended ended = run(file);

    assertThat(ended.code()).isEqualTo(78);
    assertThat(ended.errors().strip().lines()).hasSize(1);
    assertThat(ended.errors()).contains(file.toString(), "wearable.id", "1 to 32 of a-z", "Nobody");
  }

  @Test
  void findsAllItNeedsBesideIt() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "secret");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    Path file =
        Files.writeString(
            folder.resolve("wearable.properties"),
            """
            wearable.id = w1
            broker.uri = tcp://127.0.0.1:1
            broker.password.file = %s
            data.folder = %s
            gpio.chip = no-such-chip
            """
                .formatted(password, folder.resolve("data")));
    Ended ended = run(file);

    // On no Raspberry Pi, and on one without that chip, it gets as far as the pins.
    assertThat(ended.errors()).doesNotContain("NoClassDefFoundError");
    assertThat(ended.code()).as(ended.errors()).isEqualTo(69);
  }

  @Test
  void leavesTheMockOutOfIt() throws IOException {
    try (var jars = Files.list(Path.of("target", "lib"))) {
      List<String> names = jars.map(jar -> jar.getFileName().toString()).toList();
      assertThat(names).anyMatch(name -> name.startsWith("pi4j-plugin-gpiod"));
      assertThat(names).noneMatch(name -> name.contains("mock"));
    }
  }

  private Ended run(Path configuration) throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.logging.config.file=src/main/dist/logging.properties",
                "-jar",
                JAR.toString(),
                configuration.toString())
            .redirectError(errors.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(errors, StandardCharsets.UTF_8));
  }
}
