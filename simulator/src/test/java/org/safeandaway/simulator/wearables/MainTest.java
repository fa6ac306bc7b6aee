package org.safeandaway.simulator.wearables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.simulator.parts.FreePort;

/** Virtual wearables in a process of their own: what it says when it starts and when it cannot. */
class MainTest {
  @TempDir private Path folder;

  @Test
  void saysInOneLineWhatIsWrongWithItsSettings() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("w.properties"), "port=here\n");
    Process process = start(file.toString());
    assertThat(ended(process)).isEqualTo(78);
    assertThat(process.errorReader().lines())
        .singleElement()
        .asString()
        .contains(file.toString(), "broker: is missing");
  }

  @Test
  void saysInOneLineThatItNeedsSettings() throws IOException, InterruptedException {
    Process process = start();
    assertThat(ended(process)).isEqualTo(78);
    assertThat(process.errorReader().lines())
        .containsExactly("expected one argument, the settings file");
  }

  @Test
  void runsUntilItIsToldToStop() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("passwords"), "w1:secret\n");
    Path file =
        Files.writeString(
            folder.resolve("w.properties"),
            "port=0\nbroker=127.0.0.1:%d\nfolder=disks\npasswords=passwords\n"
                .formatted(FreePort.next()));
    Process process = start(file.toString());
    try (BufferedReader out = process.inputReader()) {
      String line = out.readLine();
      assertThat(line).startsWith("virtual wearables at http://127.0.0.1:");
      URI address = URI.create(line.replaceAll("^.* at |/$", ""));
      try (Remote remote = new Remote(address)) {
        assertThat(remote.get("w1").power()).isTrue();
      }
      process.destroy();
      assertThat(ended(process)).isEqualTo(143);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }
}
