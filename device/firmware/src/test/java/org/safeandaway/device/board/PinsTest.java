package org.safeandaway.device.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PinsTest {
  /** The 40-pin header: which pin each BCM number is on. Source: the Raspberry Pi's pinout. */
  private static final Map<Integer, Integer> HEADER =
      Map.ofEntries(
          Map.entry(2, 3),
          Map.entry(3, 5),
          Map.entry(4, 7),
          Map.entry(17, 11),
          Map.entry(27, 13),
          Map.entry(22, 15),
          Map.entry(10, 19),
          Map.entry(9, 21),
          Map.entry(11, 23),
          Map.entry(5, 29),
          Map.entry(6, 31),
          Map.entry(13, 33),
          Map.entry(19, 35),
          Map.entry(26, 37),
          Map.entry(14, 8),
          Map.entry(15, 10),
          Map.entry(18, 12),
          Map.entry(23, 16),
          Map.entry(24, 18),
          Map.entry(25, 22),
          Map.entry(8, 24),
          Map.entry(7, 26),
          Map.entry(12, 32),
          Map.entry(16, 36),
          Map.entry(20, 38),
          Map.entry(21, 40));

  private static final List<Integer> GROUNDS = List.of(6, 9, 14, 20, 25, 30, 34, 39);

  @Test
  void areThoseOfTheWiringPlan() throws IOException {
    Map<String, Line> plan = wiringPlan();

    assertThat(plan.get("panic-button").bcm()).isEqualTo("" + Pins.DEFAULT.panicButton());
    assertThat(plan.get("check-in-button").bcm()).isEqualTo("" + Pins.DEFAULT.checkInButton());
    assertThat(plan.get("buzzer").bcm()).isEqualTo("" + Pins.DEFAULT.buzzer());
    assertThat(plan.get("status-led").bcm()).isEqualTo("" + Pins.DEFAULT.statusLed());
    assertThat(plan.values().stream().filter(line -> !line.bcm().equals("-"))).hasSize(4);
  }

  @Test
  void standInTheWiringPlanWithTheirPlacesOnTheHeader() throws IOException {
    for (Line line : wiringPlan().values()) {
      switch (line.direction()) {
        case "in", "out" ->
            assertThat(HEADER.get(Integer.parseInt(line.bcm())))
                .as("%s", line)
                .isEqualTo(line.pin());
        case "ground" -> assertThat(GROUNDS).as("%s", line).contains(line.pin());
        case "power" -> assertThat(line.pin()).as("%s", line).isIn(1, 17);
        default -> throw new AssertionError("unknown direction: " + line);
      }
    }
  }

  @Test
  void useEachPinOfTheHeaderOnce() throws IOException {
    assertThat(wiringPlan().values()).extracting(Line::pin).doesNotHaveDuplicates();
  }

  @Test
  void refuseASharedPinAndOneThatIsNotOnTheHeader() {
    assertThatThrownBy(() -> new Pins(17, 17, 22, 23)).hasMessageContaining("share");
    assertThatThrownBy(() -> new Pins(17, 27, 22, 28)).hasMessageContaining("28");
    assertThatThrownBy(() -> new Pins(1, 27, 22, 23)).hasMessageContaining("BCM 2 to 27");
  }

  private record Line(String role, String bcm, int pin, String direction) {}

  private static Map<String, Line> wiringPlan() throws IOException {
    Path file = Path.of(System.getProperty("repository.root"), "hardware", "pins.txt");
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\\s+", 5))
        .map(part -> new Line(part[0], part[1], Integer.parseInt(part[2]), part[3]))
        .collect(Collectors.toMap(Line::role, line -> line));
  }
}
