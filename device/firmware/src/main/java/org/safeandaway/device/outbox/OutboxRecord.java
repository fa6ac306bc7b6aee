package org.safeandaway.device.outbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.ReceiptedEvent;
import org.safeandaway.device.wearable.StoredEvent;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Outcome;

/**
 * One line of the outbox's history. The byte that says which it is, and every field behind it, keep
 * their meaning for ever: a firmware that was updated reads what its predecessor left unsent.
 */
sealed interface OutboxRecord {

  /** An event happened. */
  record Happened(StoredEvent event) implements OutboxRecord {}

  /** The hub's receipt of an event that happened. */
  record Receipted(EventId id, Outcome outcome, Instant hubTime, String epoch)
      implements OutboxRecord {}

  /** The instant of an event that happened was learned. */
  record Dated(EventId id, Instant hubAt) implements OutboxRecord {}

  static OutboxRecord receipted(ReceiptedEvent receipted) {
    return new Receipted(
        receipted.event().id(), receipted.outcome(), receipted.hubTime(), receipted.epoch());
  }

  default byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      switch (this) {
        case Happened(StoredEvent event) -> {
          out.writeByte(1);
          writeId(out, event.id());
          out.writeUTF(event.kind().name());
          out.writeUTF(event.visit() == null ? "" : event.visit());
          out.writeLong(event.uptime().toMillis());
          writeInstant(out, event.hubAt());
        }
        case Receipted(EventId id, Outcome outcome, Instant hubTime, String epoch) -> {
          out.writeByte(2);
          writeId(out, id);
          out.writeUTF(outcome.name());
          writeInstant(out, hubTime);
          out.writeUTF(epoch);
        }
        case Dated(EventId id, Instant hubAt) -> {
          out.writeByte(3);
          writeId(out, id);
          writeInstant(out, hubAt);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Reads a record; nothing if it is of a kind, or has a content, that this firmware cannot. */
  static Optional<OutboxRecord> decode(byte[] payload) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      return switch (in.readByte()) {
        case 1 -> Optional.of(new Happened(readEvent(in)));
        case 2 ->
            Optional.of(
                new Receipted(
                    readId(in), Outcome.valueOf(in.readUTF()), readPresent(in), in.readUTF()));
        case 3 -> Optional.of(new Dated(readId(in), readPresent(in)));
        default -> Optional.empty();
      };
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static StoredEvent readEvent(DataInputStream in) throws IOException {
    EventId id = readId(in);
    EventKind kind = EventKind.valueOf(in.readUTF());
    String visit = in.readUTF();
    Duration uptime = Duration.ofMillis(in.readLong());
    return new StoredEvent(id, kind, visit.isEmpty() ? null : visit, uptime, readInstant(in));
  }

  private static void writeId(DataOutputStream out, EventId id) throws IOException {
    out.writeUTF(id.boot());
    out.writeLong(id.seq());
  }

  private static EventId readId(DataInputStream in) throws IOException {
    return new EventId(in.readUTF(), in.readLong());
  }

  private static void writeInstant(DataOutputStream out, @Nullable Instant instant)
      throws IOException {
    out.writeBoolean(instant != null);
    if (instant != null) {
      out.writeLong(instant.toEpochMilli());
    }
  }

  private static @Nullable Instant readInstant(DataInputStream in) throws IOException {
    return in.readBoolean() ? Instant.ofEpochMilli(in.readLong()) : null;
  }

  private static Instant readPresent(DataInputStream in) throws IOException {
    Instant instant = readInstant(in);
    if (instant == null) {
      throw new IllegalArgumentException("an instant is missing");
    }
    return instant;
  }
}
