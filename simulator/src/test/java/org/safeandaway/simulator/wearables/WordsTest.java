package org.safeandaway.simulator.wearables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.safeandaway.device.wearable.Fault;
import org.safeandaway.device.wearable.LedPattern;
import org.safeandaway.device.wearable.Sound;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.DeadlineKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;

/** Whatever the firmware may say, the page has words for it. */
class WordsTest {

  static Stream<Arguments> vocabularies() {
    return Stream.of(
        Arguments.of("SOUNDS", names(Sound.values())),
        Arguments.of("KINDS", names(EventKind.values())),
        Arguments.of("PHASES", names(Phase.values())),
        Arguments.of("DEADLINES", names(DeadlineKind.values())),
        Arguments.of("ALARMS", names(AlarmKind.values())),
        Arguments.of("LIGHTS", names(LedPattern.values())),
        Arguments.of("FAULTS", Arrays.stream(Fault.values()).map(Fault::wireName).toList()));
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vocabularies")
  @Tag("ESC-5")
  void hasWordsFor(String table, List<String> names) throws IOException {
    String words = words();
    int begin = words.indexOf("export const " + table + " = {");
    assertThat(begin).as(table).isNotNegative();
    List<String> keys =
        words
            .substring(begin, words.indexOf("\n};", begin))
            .lines()
            .skip(1)
            .map(line -> line.strip().replaceAll("^\"?([^\":]+(?::[^\":]+)?)\"?: .*$", "$1"))
            .toList();
    assertThat(keys).containsExactlyInAnyOrderElementsOf(names);
  }

  private static String words() throws IOException {
    try (InputStream in = StaticFiles.class.getResourceAsStream("page/words.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
