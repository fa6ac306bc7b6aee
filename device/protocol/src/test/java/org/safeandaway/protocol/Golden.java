package org.safeandaway.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The golden files, as they lie in the sources. */
final class Golden {
  static final Path FOLDER =
      Path.of(
          System.getProperty("repository.root", "../.."),
          "device/protocol/src/test/resources/golden");

  /** Which codec reads a file: what stands before the first {@code -} of its name. */
  private static final Map<String, Codec<? extends Message>> CODECS =
      Map.of(
          "event", Codec.EVENT,
          "state", Codec.STATE,
          "link", Codec.LINK,
          "receipt", Codec.RECEIPT,
          "visit", Codec.VISIT,
          "pulse", Codec.PULSE,
          "marker", Codec.MARKER);

  private Golden() {}

  static Codec<? extends Message> codecOf(String name) {
    Codec<? extends Message> codec = CODECS.get(name.split("-", 2)[0]);
    if (codec == null) {
      throw new IllegalArgumentException("no message type is called as the file is: " + name);
    }
    return codec;
  }

  static List<Codec<? extends Message>> codecs() {
    return List.copyOf(CODECS.values());
  }

  static byte[] encode(Message message) {
    return switch (message) {
      case Message.Event event -> Codec.EVENT.encode(event);
      case Message.State state -> Codec.STATE.encode(state);
      case Message.Link link -> Codec.LINK.encode(link);
      case Message.Receipt receipt -> Codec.RECEIPT.encode(receipt);
      case Message.Visit visit -> Codec.VISIT.encode(visit);
      case Message.Pulse pulse -> Codec.PULSE.encode(pulse);
      case Message.Marker marker -> Codec.MARKER.encode(marker);
    };
  }

  static byte[] bytes(Path folder, String name) {
    try {
      return Files.readAllBytes(folder.resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException("a golden file must never go: " + name, e);
    }
  }

  /** The names of all files in a folder, without {@code .json}. */
  static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
