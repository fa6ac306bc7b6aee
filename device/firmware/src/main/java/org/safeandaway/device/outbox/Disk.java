package org.safeandaway.device.outbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The few things that the outbox asks of a disk. They stand behind an interface because each of
 * them can fail, or be the last one before the power goes, and the tests make each of them do so.
 */
interface Disk {

  /** The files of {@code folder}, by name; the folder is made if it is not there. */
  List<Path> list(Path folder) throws IOException;

  byte[] read(Path file) throws IOException;

  /** Opens {@code file} for appending; it must not exist yet. */
  AppendFile create(Path file) throws IOException;

  /** Replaces {@code to} by {@code from}: afterwards {@code to} is wholly the one or the other. */
  void replace(Path from, Path to) throws IOException;

  void delete(Path file) throws IOException;

  /** Makes creations, renames and deletions in {@code folder} survive a loss of power. */
  void forceFolder(Path folder) throws IOException;

  /** A file that only grows. */
  interface AppendFile extends Closeable {
    void append(ByteBuffer bytes) throws IOException;

    /** Returns once everything appended survives a loss of power. */
    void force() throws IOException;

    /** Drops what lies beyond {@code size} bytes. */
    void truncate(long size) throws IOException;
  }

  /** The disk of the machine. */
  static Disk real() {
    return new Real();
  }

  /** The disk of the machine, by NIO. */
  final class Real implements Disk {
    @Override
    public List<Path> list(Path folder) throws IOException {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        return files.sorted().toList();
      }
    }

    @Override
    public byte[] read(Path file) throws IOException {
      return Files.readAllBytes(file);
    }

    @Override
    public AppendFile create(Path file) throws IOException {
      return new RealFile(
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
      Files.deleteIfExists(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** A file of the machine's disk. */
  record RealFile(FileChannel channel) implements AppendFile {
    @Override
    public void append(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    @Override
    public void force() throws IOException {
      channel.force(true);
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
