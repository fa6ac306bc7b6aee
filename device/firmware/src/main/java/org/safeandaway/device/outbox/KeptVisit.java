package org.safeandaway.device.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.UnreadableMessage;

/**
 * The last visit notice, in one file that is replaced as a whole. A wearable that starts without a
 * link guards the visit it knew.
 */
final class KeptVisit {
  private static final String NAME = "visit.json";
  private final Disk disk;
  private final Path folder;

  KeptVisit(Disk disk, Path folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /** The notice on the disk; nothing if there is none, or none that can be read. */
  Optional<Message.Visit> read() throws IOException {
    Path file = folder.resolve(NAME);
    if (!disk.list(folder).contains(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Codec.VISIT.decode(disk.read(file)));
    } catch (UnreadableMessage e) {
      // The hub's copy is retained at the broker, and comes with the next connection.
      return Optional.empty();
    }
  }

  void write(Message.Visit visit) throws IOException {
    Path temporary = folder.resolve(NAME + ".tmp");
    disk.delete(temporary);
    try (Disk.AppendFile file = disk.create(temporary)) {
      file.append(ByteBuffer.wrap(Codec.VISIT.encode(visit)));
      file.force();
    }
    disk.replace(temporary, folder.resolve(NAME));
    disk.forceFolder(folder);
  }
}
