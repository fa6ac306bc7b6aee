package org.safeandaway.device.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxGaugesTest {
  private static final String WIRELESS =
      """
      Inter-| sta-|   Quality        |   Discarded packets               | Missed | WE
       face | tus | link level noise |  nwid  crypt   frag  retry   misc | beacon | 22
       wlan0: 0000   49.  -61.  -256        0      0      0      0      0        0
      """;

  @TempDir Path folder;

  @Test
  void readTheLowestBattery() throws IOException {
    supply("mains", null);
    supply("battery-1", "81\n");
    supply("battery-2", "17\n");

    assertThat(gauges().batteryPercent()).contains(17);
  }

  @Test
  void claimNothingWhereNothingIsTold() throws IOException {
    assertThat(gauges().batteryPercent()).isEmpty();
    assertThat(gauges().linkPercent()).isEmpty();
    supply("mains", null);
    Files.writeString(folder.resolve("wireless"), WIRELESS.lines().limit(2).toList().toString());
    assertThat(gauges().batteryPercent()).isEmpty();
    assertThat(gauges().linkPercent()).isEmpty();
  }

  @Test
  void doNotBelieveNonsense() throws IOException {
    supply("battery-1", "unknown\n");
    supply("battery-2", "1000\n");

    assertThat(gauges().batteryPercent()).isEmpty();
  }

  @Test
  void readTheQualityOfTheLink() throws IOException {
    Files.writeString(folder.resolve("wireless"), WIRELESS);

    assertThat(gauges().linkPercent()).contains(70);
  }

  private void supply(String name, String capacity) throws IOException {
    Path supply = Files.createDirectories(folder.resolve("supplies").resolve(name));
    if (capacity != null) {
      Files.writeString(supply.resolve("capacity"), capacity);
    }
  }

  private LinuxGauges gauges() {
    return new LinuxGauges(folder.resolve("supplies"), folder.resolve("wireless"));
  }
}
