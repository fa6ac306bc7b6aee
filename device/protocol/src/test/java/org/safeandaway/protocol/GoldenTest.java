package org.safeandaway.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a released wearable has ever sent must be read for ever. Each message has its bytes in a
 * file of its own; a change of the codec or of a record that changes them, or that no longer reads
 * them as the same message, fails here.
 */
class GoldenTest {
  private static final Path FOREIGN = Golden.FOLDER.resolve("foreign");

  static Stream<Map.Entry<String, Message>> written() {
    return Samples.written().entrySet().stream();
  }

  static Stream<Map.Entry<String, Message>> foreign() {
    return Samples.foreign().entrySet().stream();
  }

  static Stream<String> files() {
    return Golden.names(Golden.FOLDER).stream();
  }

  @ParameterizedTest
  @MethodSource("written")
  void writesTheGoldenBytes(Map.Entry<String, Message> sample) {
    assertThat(new String(Golden.encode(sample.getValue()), UTF_8))
        .isEqualTo(new String(Golden.bytes(Golden.FOLDER, sample.getKey()), UTF_8));
  }

  @ParameterizedTest
  @MethodSource("written")
  void readsTheGoldenBytes(Map.Entry<String, Message> sample) throws UnreadableMessage {
    byte[] golden = Golden.bytes(Golden.FOLDER, sample.getKey());
    assertThat(Golden.codecOf(sample.getKey()).decode(golden)).isEqualTo(sample.getValue());
  }

  /** Also the files that no sample stands for any more. */
  @ParameterizedTest
  @MethodSource("files")
  void everyFileStillReads(String name) throws UnreadableMessage {
    byte[] golden = Golden.bytes(Golden.FOLDER, name);
    Message message = Golden.codecOf(name).decode(golden);
    assertThat(new String(Golden.encode(message), UTF_8)).isEqualTo(new String(golden, UTF_8));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void readsWhatANewerOrMoreSparingPartnerWrites(Map.Entry<String, Message> sample)
      throws UnreadableMessage {
    byte[] golden = Golden.bytes(FOREIGN, sample.getKey());
    assertThat(Golden.codecOf(sample.getKey()).decode(golden)).isEqualTo(sample.getValue());
  }

  @Test
  void everyFileHasItsSample() {
    assertThat(Golden.names(Golden.FOLDER))
        .containsExactlyInAnyOrderElementsOf(Samples.written().keySet());
    assertThat(Golden.names(FOREIGN))
        .containsExactlyInAnyOrderElementsOf(Samples.foreign().keySet());
  }

  @Test
  void everyTypeOfMessageHasGoldenBytes() {
    Set<Class<?>> sampled =
        Samples.written().values().stream().map(Object::getClass).collect(Collectors.toSet());
    assertThat(sampled).containsExactlyInAnyOrder(Message.class.getPermittedSubclasses());
  }

  /** A constant that stands in no golden file could be renamed without a test that fails. */
  @Test
  void everyConstantStandsInAGoldenFile() {
    String all =
        Golden.names(Golden.FOLDER).stream()
            .map(name -> new String(Golden.bytes(Golden.FOLDER, name), UTF_8))
            .collect(Collectors.joining("\n"));
    Set<String> missing = new TreeSet<>();
    Stream.of(EventKind.class, Phase.class, Outcome.class, DeadlineKind.class, AlarmKind.class)
        .flatMap(type -> Arrays.<Enum<?>>stream(type.getEnumConstants()))
        .filter(constant -> !constant.name().equals("UNKNOWN"))
        .filter(constant -> constant != AlarmKind.DURESS)
        .filter(constant -> !all.contains("\"" + constant.name() + "\""))
        .forEach(
            constant -> missing.add(constant.getDeclaringClass().getSimpleName() + "." + constant));
    assertThat(missing).isEmpty();
  }
}
