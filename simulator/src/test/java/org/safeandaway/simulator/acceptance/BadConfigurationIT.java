package org.safeandaway.simulator.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.simulator.parts.Account;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.HubProgram;
import org.safeandaway.simulator.parts.HubSettings;
import org.safeandaway.simulator.parts.RealParts;

/** A hub or a wearable that is told nonsense does not start, and says in one line what to do. */
@ExtendWith(RealParts.class)
class BadConfigurationIT {
  /** {@code EX_CONFIG} of sysexits.h: a service manager need not try again. */
  private static final int BAD_CONFIGURATION = 78;

  @TempDir private Path folder;

  private record Ending(int code, List<String> said) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "safeandaway.mqtt.url=.*     | safeandaway.mqtt.url=carrier-pigeon  | safeandaway.mqtt.url",
        "safeandaway.listen.port=.*  | safeandaway.listen.port=99999        | safeandaway.listen.port",
        "safeandaway.database.url=.* | safeandaway.database.url=            | safeandaway.database.url",
      })
  void theHubNamesTheKey(String line, String instead, String key)
      throws IOException, InterruptedException {
    Ending ending = hub(text -> text.replaceAll("(?m)^" + line + "$", instead));
    assertThat(ending.code()).isEqualTo(BAD_CONFIGURATION);
    assertThat(ending.said()).hasSize(1).first().asString().contains(key);
  }

  /** Only the database itself can tell. */
  @Test
  void theHubNamesThePasswordThatTheDatabaseRefuses(Database database)
      throws IOException, InterruptedException {
    String url = "safeandaway.database.url=" + database.jdbcUrl();
    Ending ending = hub(text -> text.replaceAll("(?m)^safeandaway.database.url=.*$", url));
    assertThat(ending.code()).isEqualTo(BAD_CONFIGURATION);
    assertThat(ending.said())
        .hasSize(1)
        .first()
        .asString()
        .contains("safeandaway.database.password")
        .doesNotContain("wrong-password");
  }

  private Ending hub(UnaryOperator<String> spoil) throws IOException, InterruptedException {
    var settings =
        new HubSettings(
            "hub-1",
            0,
            "jdbc:postgresql://127.0.0.1:1/nowhere",
            "safeandaway",
            "wrong-password",
            "tcp://127.0.0.1:1",
            new Account("hub", "secret"),
            false);
    Path file = Files.writeString(folder.resolve("hub.properties"), spoil.apply(settings.text()));
    return run(HubProgram.command(School.repository(), file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wearable.id=W1!           | wearable.id",
        "broker.uri=carrier-pigeon | broker.uri",
        "wearabel.id=w1            | wearabel.id",
      })
  void theWearableNamesFileAndKey(String line, String key)
      throws IOException, InterruptedException {
    Path file = folder.resolve("wearable.properties");
    Path password = Files.writeString(folder.resolve("password"), "secret");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    String good =
        """
        wearable.id=w1
        broker.uri=tcp://127.0.0.1:1
        broker.password.file=%s
        data.folder=%s
        """
            .formatted(password, folder.resolve("data"));
    String ownKey = line.substring(0, line.indexOf('='));
    Files.writeString(file, good.replaceAll("(?m)^" + ownKey + "=.*\n", "") + line + "\n");
    Ending ending = wearable(file);
    assertThat(ending.code()).isEqualTo(BAD_CONFIGURATION);
    assertThat(ending.said()).hasSize(1).first().asString().contains(file.toString()).contains(key);
  }

  @Test
  void theWearableNamesTheFileThatIsNotThere() throws IOException, InterruptedException {
    Path file = folder.resolve("nowhere.properties");
    Ending ending = wearable(file);
    assertThat(ending.code()).isEqualTo(BAD_CONFIGURATION);
    assertThat(ending.said()).hasSize(1).first().asString().contains(file.toString());
  }

  /** As it is installed: the jar with lib/ beside it, and not with all that tests bring. */
  private static Ending wearable(Path file) throws IOException, InterruptedException {
    return run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            School.repository()
                .resolve("device/firmware/target/safeandaway-firmware.jar")
                .toString(),
            file.toString()));
  }

  /** Everything that it says, on either stream: there is nothing to search through. */
  private static Ending run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> said = process.inputReader().lines().toList();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ending(process.exitValue(), said);
  }
}
