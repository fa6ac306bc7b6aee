package org.safeandaway.device.outbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.ReceiptedEvent;
import org.safeandaway.device.wearable.Restored;
import org.safeandaway.device.wearable.StoredEvent;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;

/**
 * The durable memory of one wearable, in one folder that it has to itself.
 *
 * <p>History is appended ({@link OutboxRecord}), its sum is held in memory ({@link Contents}), and
 * when the history has grown to many times its sum it is written anew. What an append answers is
 * final: {@link Kept} means that the record survives a loss of power at any later instant.
 *
 * <p>A disk that fails is answered with {@link Refused} for as long as it fails; each new append
 * tries it again. Unsent events of an earlier boot that could not be read at the start stay on the
 * disk, and are told to the machine at the next start.
 *
 * <p>All methods may be called from any thread; one at a time is let in.
 */
public final class Outbox implements AutoCloseable {
  /** A shorter history is not worth rewriting. */
  private static final long MIN_REWRITE_BYTES = 256 * 1024;

  private static final int REWRITE_FACTOR = 4;

  private final Disk disk;
  private final Path folder;
  private final Contents contents;
  private final Optional<OutboxLock> lock;

  /** Records that only a newer firmware can read; kept for the day it comes back. */
  private final List<byte[]> foreign = new ArrayList<>();

  private final KeptVisit keptVisit;
  private Message.@Nullable Visit restoredVisit;
  private @Nullable RecordLog log;
  private @Nullable String fault;
  private int damagedBytes;
  private long rewriteAt = MIN_REWRITE_BYTES;
  private boolean closed;

  private Outbox(Disk disk, Path folder, OutboxLimits limits, Optional<OutboxLock> lock) {
    this.disk = disk;
    this.folder = folder;
    this.contents = new Contents(limits);
    this.lock = lock;
    this.keptVisit = new KeptVisit(disk, folder);
  }

  /** What opening a folder gave. */
  public sealed interface Opening {}

  /**
   * The folder is ours.
   *
   * @param fault what is wrong with its disk; the outbox then keeps what it can
   */
  public record Opened(Outbox outbox, Restored restored, Optional<String> fault)
      implements Opening {}

  /** Another firmware has this folder, and so this wearable's name. */
  public record InUse(Path folder) implements Opening {}

  /** What became of an attempt to keep something. */
  public sealed interface Keeping {}

  /** It survives a loss of power. */
  public record Kept() implements Keeping {}

  /** It may not; it is in no list of the outbox. */
  public record Refused(String reason) implements Keeping {}

  /** Opens, and if need be makes, the folder of one wearable. */
  public static Opening open(Path folder, OutboxLimits limits) {
    return open(Disk.real(), folder, limits);
  }

  static Opening open(Disk disk, Path folder, OutboxLimits limits) {
    Optional<OutboxLock> lock;
    String lockFault = null;
    try {
      lock = OutboxLock.take(folder);
      if (lock.isEmpty()) {
        return new InUse(folder);
      }
    } catch (IOException e) {
      // A disk that cannot even be locked must not keep the panic button from working.
      lock = Optional.empty();
      lockFault = describe(e);
    }
    Outbox outbox = new Outbox(disk, folder, limits, lock);
    outbox.recover();
    Restored restored =
        new Restored(outbox.contents.unsent(), outbox.contents.receipted(), outbox.restoredVisit);
    return new Opened(
        outbox, restored, Optional.ofNullable(outbox.fault != null ? outbox.fault : lockFault));
  }

  /** Keeps an event. One that is urgent is never refused for want of room in the limits. */
  public synchronized Keeping store(StoredEvent event) {
    if (contents.isKnown(event.id())) {
      return new Kept();
    }
    Optional<String> full = event.kind().isUrgent() ? Optional.empty() : contents.full();
    if (full.isPresent()) {
      return new Refused(full.get());
    }
    return append(new OutboxRecord.Happened(event));
  }

  /** Notes the instant of an unsent event; one that is not unsent is left alone. */
  public synchronized Keeping fillHubAt(EventId id, Instant hubAt) {
    return contents.isUnsent(id) ? append(new OutboxRecord.Dated(id, hubAt)) : new Kept();
  }

  /** Notes a receipt; an event that is not unsent is left alone. */
  public synchronized Keeping markReceipted(
      EventId id, Outcome outcome, Instant hubTime, String epoch) {
    return contents.isUnsent(id)
        ? append(new OutboxRecord.Receipted(id, outcome, hubTime, epoch))
        : new Kept();
  }

  /** Keeps the notice of the visit in place of the one before. */
  public synchronized Keeping keepVisit(Message.Visit visit) {
    if (closed) {
      return new Refused("closed");
    }
    try {
      keptVisit.write(visit);
      return new Kept();
    } catch (IOException e) {
      return new Refused(describe(e));
    }
  }

  public synchronized List<StoredEvent> unsent() {
    return contents.unsent();
  }

  public synchronized List<ReceiptedEvent> receipted() {
    return contents.receipted();
  }

  /** Bytes that were found damaged when the folder was opened; a torn tail is some of them. */
  public synchronized int damagedBytes() {
    return damagedBytes;
  }

  /** Whole records that this firmware cannot read, such as those of a newer one. */
  public synchronized int unreadableRecords() {
    return foreign.size();
  }

  /** Lets go of the folder. Nothing is left to write: what was kept is on the disk. */
  @Override
  public synchronized void close() {
    closed = true;
    try (OutboxLock held = lock.orElse(null);
        RecordLog open = log) {
      log = null;
    } catch (IOException e) {
      // A file that cannot be closed has lost nothing that was promised.
      fault = describe(e);
    }
  }

  private void recover() {
    try {
      restoredVisit = keptVisit.read().orElse(null);
    } catch (IOException e) {
      fault = describe(e);
    }
    try {
      RecordLog open = openLog();
      if (open.bytes() > 0) {
        rewrite(open);
      }
    } catch (IOException e) {
      fault = describe(e);
    }
  }

  private RecordLog openLog() throws IOException {
    RecordLog.Recovered recovered = RecordLog.open(disk, folder);
    log = recovered.log();
    damagedBytes = recovered.damagedBytes();
    for (byte[] payload : recovered.payloads()) {
      OutboxRecord.decode(payload).ifPresentOrElse(contents::apply, () -> foreign.add(payload));
    }
    return recovered.log();
  }

  private Keeping append(OutboxRecord record) {
    if (closed) {
      return new Refused("closed");
    }
    try {
      RecordLog open = log == null ? openLog() : log;
      open.append(record.encode());
      contents.apply(record);
      fault = null;
    } catch (IOException e) {
      fault = describe(e);
      return new Refused(fault);
    }
    rewriteIfWorthwhile();
    return new Kept();
  }

  private void rewriteIfWorthwhile() {
    RecordLog open = log;
    if (open == null || open.bytes() < rewriteAt) {
      return;
    }
    try {
      rewrite(open);
    } catch (IOException e) {
      // The long history is as good as the short one; try again when it has doubled.
      rewriteAt = 2 * open.bytes();
      fault = describe(e);
    }
  }

  private void rewrite(RecordLog open) throws IOException {
    List<byte[]> payloads = new ArrayList<>(foreign);
    contents.history().forEach(record -> payloads.add(record.encode()));
    open.rewrite(payloads);
    rewriteAt = Math.max(MIN_REWRITE_BYTES, REWRITE_FACTOR * open.bytes());
  }

  private static String describe(Exception e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
