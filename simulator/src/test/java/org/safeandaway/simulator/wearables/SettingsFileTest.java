package org.safeandaway.simulator.wearables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.simulator.parts.Account;

/** A wrong setting stops the start with one line that names file, key and what is expected. */
class SettingsFileTest {
  private static final String GOOD =
      """
      port=0
      broker=localhost:1883
      folder=disks
      passwords=passwords.txt
      """;

  @TempDir private Path folder;
  private Path file;
  private Path passwords;

  @BeforeEach
  void writeGoodFiles() throws IOException {
    file = Files.writeString(folder.resolve("wearables.properties"), GOOD);
    passwords =
        Files.writeString(
            folder.resolve("passwords.txt"), "# who they are\n\nw-01:secret:1\nw-02:secret 2\n");
  }

  @Test
  void readsEverySetting() throws SettingsFile.Unusable {
    WearablesSettings settings = SettingsFile.read(file);
    assertThat(settings.port()).isZero();
    assertThat(settings.brokerHost()).isEqualTo("localhost");
    assertThat(settings.brokerPort()).isEqualTo(1883);
    assertThat(settings.folder()).isEqualTo(folder.resolve("disks"));
    assertThat(settings.accounts())
        .containsExactly(new Account("w-01", "secret:1"), new Account("w-02", "secret 2"));
  }

  @Test
  void readsWhereTheOfficeIs() throws SettingsFile.Unusable, IOException {
    assertThat(SettingsFile.read(file).office()).isEmpty();
    Files.writeString(file, GOOD + "office=http://localhost:8080\n");
    assertThat(SettingsFile.read(file).office()).contains(URI.create("http://localhost:8080"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port=0               | port=x           | port: expected a port from 0 to 65535; found 'x'",
        "port=0               | port=65536       | port: expected a port from 0 to 65535",
        "port=0               | port=            | port: is missing",
        "port=0               | prot=0           | prot: no such key; there are broker, folder",
        "broker=localhost:1883| broker=localhost | broker: expected host:port, such as",
        "broker=localhost:1883| broker=a:0       | broker: expected a port from 1 to 65535",
        "broker=localhost:1883| broker=:1883     | broker: expected host:port",
        "port=0               | port=0\\noffice=home | office: expected the address of a site",
        "port=0               | port=0\\noffice=javascript:alert(1) | office: expected the address",
        "passwords=passwords.txt| passwords=none | passwords: expected a file of lines id:password",
        "port=0               | port=\\u00zz     | cannot be read as a properties file",
      })
  void refusesAWrongSetting(String right, String wrong, String line) throws IOException {
    Files.writeString(file, GOOD.replace(right, wrong.replace("\\n", "\n")));
    assertUnusable(file, line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hub:secret              | a line must be id:password",
        "W:secret                | a line must be id:password",
        "w-01                    | a line must be id:password",
        "w-01:                   | a line must be id:password",
        "w-01:secret\\nw-01:other| w-01 is named twice",
        "# secret                | there must be at least one line",
      })
  void refusesWrongPasswords(String lines, String line) throws IOException {
    Files.writeString(passwords, lines.replace("\\n", "\n"));
    assertUnusable(passwords, line);
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertUnusable(folder.resolve("none.properties"), "cannot be read");
  }

  private void assertUnusable(Path named, String line) {
    Path read = Files.exists(named) ? file : named;
    assertThatThrownBy(() -> SettingsFile.read(read))
        .isInstanceOf(SettingsFile.Unusable.class)
        .hasMessageContaining(named.toString())
        .hasMessageContaining(line)
        .hasMessageNotContaining("secret")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }
}
