package org.safeandaway.device.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.device.wearable.Restored;

/** For tests that open one outbox after another in the same folder, as a wearable does. */
abstract class WithOutboxFolder {
  static final OutboxLimits SMALL = new OutboxLimits(5, 100_000, 3, Duration.ofHours(24));

  @TempDir Path folder;

  final Outbox open() {
    return open(SMALL);
  }

  final Outbox open(OutboxLimits limits) {
    return opened(Outbox.open(folder, limits)).outbox();
  }

  /** What another start finds. */
  final Restored restored() {
    Outbox.Opened opened = opened(Outbox.open(folder, SMALL));
    opened.outbox().close();
    return opened.restored();
  }

  /** The file that is written to. */
  final Path segment() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".log")).reduce((a, b) -> b).orElseThrow();
    }
  }

  static Outbox.Opened opened(Outbox.Opening opening) {
    return (Outbox.Opened) opening;
  }
}
