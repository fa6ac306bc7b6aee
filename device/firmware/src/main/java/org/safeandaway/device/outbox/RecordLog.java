package org.safeandaway.device.outbox;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An append-only log of records in segment files, where a record that was appended survives a loss
 * of power at any instant.
 *
 * <p>A segment begins with eight bytes that say whether it <em>continues</em> the ones before it or
 * <em>replaces</em> them. Opening:
 *
 * <ol>
 *   <li>read the segments in order, forgetting what was read whenever one replaces it;
 *   <li>write everything that was found into a new segment that replaces them all (the caller does,
 *       by {@link #rewrite}, since only it knows what still matters).
 * </ol>
 *
 * <p>Rewriting: write to a {@code .tmp} file, force it, rename it to the next segment's name, force
 * the folder, delete the older segments. A power cut between any two of these leaves either the old
 * segments, or the new one beside old ones that it says it replaces.
 *
 * <p>After a failed append nobody knows what reached the disk, and a later {@code force} of the
 * same file may falsely succeed. So the segment is given up, and the next append begins another.
 */
final class RecordLog implements Closeable {
  private static final Pattern SEGMENT = Pattern.compile("segment-(\\d{10})\\.log");
  private static final byte[] CONTINUES = "SAOUTBX+".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] REPLACES = "SAOUTBX=".getBytes(StandardCharsets.US_ASCII);
  private static final String TEMPORARY = ".tmp";

  private final Disk disk;
  private final Path folder;
  private final List<Path> segments = new ArrayList<>();
  private long lastNumber;
  private Disk.@Nullable AppendFile current;
  private long bytes;
  private long currentBytes;

  private RecordLog(Disk disk, Path folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /** A log as it was found. */
  record Recovered(RecordLog log, List<byte[]> payloads, int damagedBytes) {
    Recovered {
      payloads = List.copyOf(payloads);
    }
  }

  static Recovered open(Disk disk, Path folder) throws IOException {
    RecordLog log = new RecordLog(disk, folder);
    List<byte[]> payloads = new ArrayList<>();
    int damaged = 0;
    for (Path file : disk.list(folder)) {
      Matcher name = SEGMENT.matcher(file.getFileName().toString());
      if (!name.matches()) {
        log.noteLeftover(file);
        continue;
      }
      byte[] content = disk.read(file);
      if (startsWith(content, REPLACES)) {
        payloads.clear();
      }
      // A header that cannot be read is taken as "continues": old events twice, never lost.
      Framing.Found found = Framing.find(content, Math.min(content.length, CONTINUES.length));
      payloads.addAll(found.payloads());
      damaged += found.damagedBytes();
      log.segments.add(file);
      log.lastNumber = Long.parseLong(name.group(1));
      log.bytes += content.length;
    }
    return new Recovered(log, payloads, damaged);
  }

  /** How many bytes the segments hold. */
  long bytes() {
    return bytes;
  }

  /** Appends a record and returns once it survives a loss of power. */
  void append(byte[] payload) throws IOException {
    Disk.AppendFile file = current == null ? begin() : current;
    ByteBuffer framed = Framing.frame(payload);
    int length = framed.remaining();
    try {
      file.append(framed);
      file.force();
    } catch (IOException e) {
      giveUp(file, e);
      throw e;
    }
    currentBytes += length;
    bytes += length;
  }

  /** Replaces the whole log by {@code payloads}. After a failure the log holds what it held. */
  void rewrite(List<byte[]> payloads) throws IOException {
    Path segment = nextSegment();
    Path temporary = folder.resolve(segment.getFileName() + TEMPORARY);
    disk.delete(temporary);
    Disk.AppendFile file = disk.create(temporary);
    long length = REPLACES.length;
    try {
      file.append(ByteBuffer.wrap(REPLACES));
      for (byte[] payload : payloads) {
        file.append(Framing.frame(payload));
        length += Framing.HEADER_BYTES + payload.length;
      }
      file.force();
      disk.replace(temporary, segment);
    } catch (IOException e) {
      closeAfter(file, e);
      throw e;
    }
    adopt(segment, file, length);
    try {
      disk.forceFolder(folder);
    } catch (IOException e) {
      // The new name may not survive, so nothing may be appended under it alone.
      current = null;
      closeAfter(file, e);
      throw e;
    }
    deleteOlderThan(segment);
  }

  @Override
  public void close() throws IOException {
    Disk.AppendFile file = current;
    current = null;
    if (file != null) {
      file.close();
    }
  }

  private Disk.AppendFile begin() throws IOException {
    Path segment = nextSegment();
    Disk.AppendFile file = disk.create(segment);
    lastNumber++;
    segments.add(segment);
    try {
      file.append(ByteBuffer.wrap(CONTINUES));
      file.force();
      disk.forceFolder(folder);
    } catch (IOException e) {
      closeAfter(file, e);
      throw e;
    }
    current = file;
    currentBytes = CONTINUES.length;
    bytes += currentBytes;
    return file;
  }

  private void adopt(Path segment, Disk.AppendFile file, long length) throws IOException {
    Disk.AppendFile old = current;
    current = file;
    currentBytes = length;
    bytes = length;
    lastNumber++;
    segments.add(segment);
    if (old != null) {
      old.close();
    }
  }

  private void deleteOlderThan(Path segment) throws IOException {
    for (Path older : List.copyOf(segments)) {
      if (!older.equals(segment)) {
        disk.delete(older);
        segments.remove(older);
      }
    }
  }

  /** Cuts off what a failed append may have left, as far as the disk still lets us. */
  private void giveUp(Disk.AppendFile file, IOException cause) {
    current = null;
    try {
      file.truncate(currentBytes);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    closeAfter(file, cause);
  }

  private static void closeAfter(Disk.AppendFile file, IOException cause) {
    try {
      file.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private Path nextSegment() {
    return folder.resolve(String.format("segment-%010d.log", lastNumber + 1));
  }

  /** A rewrite that the power cut short; it goes with the next one. */
  private void noteLeftover(Path file) {
    String name = file.getFileName().toString();
    if (name.startsWith("segment-") && name.endsWith(TEMPORARY)) {
      segments.add(file);
    }
  }

  private static boolean startsWith(byte[] content, byte[] header) {
    return content.length >= header.length
        && Arrays.equals(content, 0, header.length, header, 0, header.length);
  }
}
