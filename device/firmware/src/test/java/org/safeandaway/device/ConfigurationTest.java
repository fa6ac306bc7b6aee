package org.safeandaway.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.device.board.Board;
import org.safeandaway.device.board.Pins;
import org.safeandaway.device.wearable.WearableSettings;
import org.safeandaway.protocol.WearableId;

class ConfigurationTest {
  @TempDir Path folder;
  private Path passwordFile;

  @BeforeEach
  void writePassword() throws IOException {
    passwordFile = Files.writeString(folder.resolve("password"), "s3cret\n");
    open(passwordFile, "rw-------");
  }

  @Test
  void readsTheLeastThatIsNeeded() throws Exception {
    Configuration read = Configuration.read(file(least()), "1.2.3");

    FirmwareConfiguration firmware = read.firmware();
    assertThat(firmware.wearable()).isEqualTo(new WearableId("w1"));
    assertThat(firmware.broker().uri()).hasToString("tcp://127.0.0.1:1883");
    assertThat(firmware.broker().username()).isEqualTo("w1");
    assertThat(firmware.broker().password()).isEqualTo("s3cret");
    assertThat(firmware.version()).isEqualTo("1.2.3");
    assertThat(firmware.settings()).isEqualTo(WearableSettings.standard());
    assertThat(read.pins()).isEqualTo(Pins.DEFAULT);
    assertThat(read.debounce()).isEqualTo(Board.DEBOUNCE);
    assertThat(read.chip()).isEmpty();
  }

  @Test
  void readsEverything() throws Exception {
    Configuration read =
        Configuration.read(
            file(
                least()
                    + """
                    broker.username = somebody
                    gpio.buzzer = 5
                    gpio.debounce-ms = 30
                    gpio.chip = gpiochip4
                    gpio.board = ZERO_V2
                    gesture.panic-hold-ms = 2000
                    gesture.panic-presses = 4
                    """),
            "1");

    assertThat(read.firmware().broker().username()).isEqualTo("somebody");
    assertThat(read.pins()).isEqualTo(new Pins(17, 27, 5, 23));
    assertThat(read.debounce()).isEqualTo(Duration.ofMillis(30));
    assertThat(read.chip()).isEqualTo(Optional.of("gpiochip4"));
    assertThat(read.model()).isEqualTo(Optional.of("ZERO_V2"));
    assertThat(read.firmware().settings().gestures().panicHold()).isEqualTo(Duration.ofSeconds(2));
    assertThat(read.firmware().settings().gestures().panicPresses()).isEqualTo(4);
  }

  @Test
  void neverShowsThePassword() throws Exception {
    assertThat(Configuration.read(file(least()), "1").toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wearable.id | Hub1 | 1 to 32 of a-z",
        "wearable.id | hub | not 'hub'",
        "broker.uri | mqtt://x | tcp://host:port or ssl://host:port",
        "broker.uri | tcp://no-port | tcp://host:port",
        "data.folder | somewhere | a folder of its own, absolute",
        "gpio.buzzer | 28 | a BCM number from 2 to 27",
        "gpio.buzzer | many | a BCM number from 2 to 27",
        "gpio.debounce-ms | 0 | milliseconds from 1 to 100",
        "gesture.hold-ms | -1 | milliseconds from 1 to 600000",
        "broker.password.file | /nonexistent | holds the password alone",
        "broker.ca.file | /nonexistent | readable file of certificates"
      })
  void namesFileKeyAndWhatIsExpected(String key, String value, String expected) throws IOException {
    String without =
        least()
            .lines()
            .filter(line -> !line.startsWith(key + " "))
            .reduce("", (a, b) -> a + b + "\n");
    assertThat(refusal(without + key + " = " + value + "\n"))
        .contains("wearable.properties", key, expected, value);
  }

  @Test
  void namesAKeyThatIsMissing() throws IOException {
    assertThat(refusal("wearable.id = w1\n")).contains("broker.uri", "missing");
  }

  @Test
  void namesAKeyThatDoesNotExist() throws IOException {
    assertThat(refusal(least() + "gesture.panic-hold = 1\n"))
        .contains("gesture.panic-hold: no such key", "gesture.panic-hold-ms");
  }

  @Test
  void namesAKeyThatStandsTwice() throws IOException {
    assertThat(refusal(least() + "wearable.id = w2\n")).contains("given twice: wearable.id");
  }

  @Test
  void refusesThresholdsAndPinsThatDoNotFitTogether() throws IOException {
    assertThat(refusal(least() + "gesture.hold-ms = 7000\n"))
        .contains("gesture.*", "hold < longHold");
    assertThat(refusal(least() + "gpio.buzzer = 17\n")).contains("gpio.*", "share a pin");
  }

  @Test
  void refusesAPasswordThatAnybodyMayRead() throws IOException {
    open(passwordFile, "rw-r--r--");

    assertThat(refusal(least())).contains("broker.password.file", "chmod 600");
  }

  @Test
  void knowsTheKeysOfTheShippedExampleAndNoOthers() throws Exception {
    Path shipped = Path.of("src/main/dist/wearable.properties");
    Pattern key = Pattern.compile("#?([a-z0-9.-]+) = .*");
    List<String> explained =
        Files.readAllLines(shipped).stream()
            .map(key::matcher)
            .filter(line -> line.matches())
            .map(line -> line.group(1))
            .toList();
    String known = refusal(least() + "nonsense = 1\n");

    assertThat(explained).doesNotHaveDuplicates();
    assertThat(known.substring(known.indexOf("one of ") + 7).strip().split(", "))
        .containsExactlyInAnyOrderElementsOf(explained);
  }

  @Test
  void shipsTheDefaultsAsTheyAre() throws Exception {
    String shipped = Files.readString(Path.of("src/main/dist/wearable.properties"));
    String defaults =
        Pattern.compile("(?m)^#(gpio\\.(?!chip|board)|gesture\\.)")
            .matcher(shipped)
            .replaceAll("$1")
            .replaceAll("(?m)^(#.*|wearable.*|broker.*|data.*)$", "");
    Configuration read = Configuration.read(file(least() + defaults), "1");

    assertThat(read.pins()).isEqualTo(Pins.DEFAULT);
    assertThat(read.debounce()).isEqualTo(Board.DEBOUNCE);
    assertThat(read.firmware().settings()).isEqualTo(WearableSettings.standard());
    assertThat(defaults).contains("gesture.stuck-ms", "gpio.debounce-ms");
  }

  private String least() {
    return """
        wearable.id = w1
        broker.uri = tcp://127.0.0.1:1883
        broker.password.file = %s
        data.folder = %s
        """
        .formatted(passwordFile, folder.resolve("data"));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("wearable.properties"), content);
  }

  /** The one line that the operator reads, by way of the real entry. */
  private String refusal(String content) throws IOException {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        Main.run(
            new String[] {file(content).toString()},
            new PrintStream(errors, true, StandardCharsets.UTF_8));
    assertThat(code).isEqualTo(Main.BAD_CONFIGURATION);
    String line = errors.toString(StandardCharsets.UTF_8);
    assertThat(line.strip().lines()).hasSize(1);
    return line;
  }

  private static void open(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
