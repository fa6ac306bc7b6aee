package org.safeandaway.simulator.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProcessTest {
  private static final List<String> SLEEP = List.of("sleep", "300");

  @TempDir Path folder;

  @Test
  void killsTheProgramAndWhatItStarted() throws IOException {
    var process =
        GuardedProcess.start(log(), List.of("/bin/sh", "-c", "sleep 300 & echo $!; wait"));
    await().until(() -> Files.size(log()) > 0);
    long child = Long.parseLong(GuardedProcess.readLog(log()).strip());

    process.kill();

    assertThat(process.isAlive()).isFalse();
    assertThat(lives(child)).isFalse();
  }

  @Test
  void freezesAndThaws() throws IOException {
    var talking = List.of("/bin/sh", "-c", "while :; do echo x; sleep 0.01; done");
    var process = GuardedProcess.start(log(), talking);
    await().until(() -> Files.size(log()) > 0);

    process.freeze();
    long said = Files.size(log());
    await().during(Duration.ofMillis(300)).until(() -> Files.size(log()) == said);

    process.thaw();
    await().until(() -> Files.size(log()) > said);
    process.stop("TERM", Duration.ofSeconds(5));
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void endsWithItsJvmEvenWhenThatIsKilled() throws IOException {
    var jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                log().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var output = new BufferedReader(new InputStreamReader(jvm.getInputStream()));
    long program = Long.parseLong(output.readLine());
    assertThat(lives(program)).isTrue();

    jvm.destroyForcibly();

    await().atMost(Duration.ofSeconds(5)).until(() -> !lives(program));
  }

  /** A JVM that starts a program and waits to be killed. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws IOException {
      var process = GuardedProcess.start(Path.of(arguments[0]), SLEEP);
      System.out.println(process.pid());
      System.in.read();
    }
  }

  private Path log() {
    return folder.resolve("log");
  }

  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
