package org.safeandaway.device.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The machine's disk, until a chosen operation: that one fails, and what comes after depends on how
 * it dies. Appended bytes reach the real disk only when forced, so a death loses what a loss of
 * power would lose; of an append or force it dies in, a prefix gets through.
 */
final class DyingDisk implements Disk {
  /** What follows the operation that failed. */
  enum Death {
    /** The power is gone: everything fails from then on. */
    POWER_CUT,
    /** Only that operation failed. */
    ONE_FAILURE
  }

  private final Disk real = Disk.real();
  private final Death death;
  private final long fatalOperation;
  private final int tornBytes;
  private final int lostNames;
  private final List<Undo> unforcedNames = new ArrayList<>();
  private long operations;

  /** Takes back a change of a name. */
  private interface Undo {
    void run() throws IOException;
  }

  /**
   * @param fatalOperation counts from 1
   * @param tornBytes how many unforced bytes reach the disk in the operation that fails
   * @param lostNames which of the unforced changes of names a power cut loses, a bit for each
   */
  DyingDisk(Death death, long fatalOperation, int tornBytes, int lostNames) {
    this.death = death;
    this.fatalOperation = fatalOperation;
    this.tornBytes = tornBytes;
    this.lostNames = lostNames;
  }

  static DyingDisk immortal() {
    return new DyingDisk(Death.POWER_CUT, Long.MAX_VALUE, 0, 0);
  }

  long operations() {
    return operations;
  }

  boolean isDead() {
    return death == Death.POWER_CUT && operations >= fatalOperation;
  }

  private boolean failsNow() throws IOException {
    operations++;
    if (death == Death.POWER_CUT && operations == fatalOperation) {
      loseNames();
    }
    return death == Death.POWER_CUT ? operations >= fatalOperation : operations == fatalOperation;
  }

  private void loseNames() throws IOException {
    for (int name = unforcedNames.size() - 1; name >= 0; name--) {
      if ((lostNames >> (name % Integer.SIZE) & 1) == 1) {
        unforcedNames.get(name).run();
      }
    }
  }

  private void live(String what) throws IOException {
    if (failsNow()) {
      throw new IOException("the disk died at operation " + operations + ", " + what);
    }
  }

  @Override
  public List<Path> list(Path folder) throws IOException {
    live("list");
    return real.list(folder);
  }

  @Override
  public byte[] read(Path file) throws IOException {
    live("read");
    return real.read(file);
  }

  @Override
  public AppendFile create(Path file) throws IOException {
    live("create");
    unforcedNames.add(() -> real.delete(file));
    return new DyingFile(real.create(file));
  }

  @Override
  public void replace(Path from, Path to) throws IOException {
    live("replace");
    Optional<byte[]> before = content(to);
    unforcedNames.add(
        () -> {
          if (Files.exists(to)) {
            real.replace(to, from);
          }
          restore(to, before);
        });
    real.replace(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    live("delete");
    Optional<byte[]> before = content(file);
    unforcedNames.add(() -> restore(file, before));
    real.delete(file);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    live("force folder");
    real.forceFolder(folder);
    unforcedNames.clear();
  }

  private static Optional<byte[]> content(Path file) throws IOException {
    return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  private static void restore(Path file, Optional<byte[]> content) throws IOException {
    if (content.isPresent()) {
      Files.write(file, content.get());
    }
  }

  private final class DyingFile implements AppendFile {
    private final AppendFile file;
    private ByteBuffer unforced = ByteBuffer.allocate(0);

    DyingFile(AppendFile file) {
      this.file = file;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
      ByteBuffer more = ByteBuffer.allocate(unforced.remaining() + bytes.remaining());
      unforced = more.put(unforced).put(bytes).flip();
      if (failsNow()) {
        tear();
        throw new IOException("the disk died at operation " + operations + ", append");
      }
    }

    @Override
    public void force() throws IOException {
      if (failsNow()) {
        tear();
        throw new IOException("the disk died at operation " + operations + ", force");
      }
      file.append(unforced);
      file.force();
    }

    private void tear() throws IOException {
      unforced.limit(Math.min(unforced.limit(), tornBytes));
      file.append(unforced);
    }

    @Override
    public void truncate(long size) throws IOException {
      live("truncate");
      file.truncate(size);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
