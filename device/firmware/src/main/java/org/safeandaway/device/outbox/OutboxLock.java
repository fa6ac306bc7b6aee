package org.safeandaway.device.outbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Holds a wearable's folder for one firmware at a time. Two of them on one client id would throw
 * each other off the broker for ever.
 */
final class OutboxLock implements Closeable {
  private static final String NAME = "lock";
  private final FileChannel channel;

  private OutboxLock(FileChannel channel) {
    this.channel = channel;
  }

  /** The lock, or nothing where another firmware has it, in this process or in another. */
  static Optional<OutboxLock> take(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new OutboxLock(channel));
      }
    } catch (OverlappingFileLockException heldByThisProcess) {
      // The same answer as for another process.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
