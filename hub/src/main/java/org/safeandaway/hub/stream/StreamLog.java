package org.safeandaway.hub.stream;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.desk.stored.JournalLine;
import org.safeandaway.hub.desk.stored.UnreadableState;

/**
 * Reads the sealed journal forwards, a page at a time.
 *
 * <p>Everybody who follows wants the same lines next, so the last page is kept and shared, and one
 * read goes on at a time: many followers take no more of the database than a few.
 */
@Singleton
class StreamLog {
  static final int PAGE = 200;

  private final Database database;
  private final ObjectMapper json;
  private final Discretion discretion;
  private final ReentrantLock reading = new ReentrantLock();
  private @Nullable Page kept;

  StreamLog(Database database, ObjectMapper json, Discretion discretion) {
    this.database = database;
    this.json = json;
    this.discretion = discretion;
  }

  /** The last event there is. */
  StreamId head() {
    return database
        .row(
            row -> new StreamId(row.text("epoch"), row.longNumber("position")),
            """
            select epoch, coalesce((select max(position) from journal_seal), 0) as position
            from site
            """)
        .orElseThrow(() -> new IllegalStateException("the site's row is gone"));
  }

  /**
   * The events after one, in order and without a gap.
   *
   * @param frames each as it is sent, in the order of their places
   * @param last the last of them, or {@code after} if there are none
   * @param expired some event after {@code after} has been emptied, so it cannot be told any more
   */
  record Page(StreamId after, List<Frame> frames, StreamId last, boolean expired) {
    Page {
      frames = List.copyOf(frames);
    }
  }

  /**
   * One event.
   *
   * @param keptFrom ids of people who are not told it
   * @param instead what they are told; absent if nothing
   */
  record Frame(byte[] bytes, Set<String> keptFrom, byte @Nullable [] instead) {
    /** As this person is told it; empty if they are not. */
    Optional<byte[]> to(String person) {
      return keptFrom.contains(person) ? Optional.ofNullable(instead) : Optional.of(bytes);
    }
  }

  /**
   * @param head as far as is known, there are events up to here
   */
  Page after(StreamId after, StreamId head) {
    reading.lock();
    try {
      Page page = kept;
      if (page != null && page.after().equals(after) && reaches(page, head)) {
        return page;
      }
      page = read(after);
      kept = page;
      return page;
    } finally {
      reading.unlock();
    }
  }

  private static boolean reaches(Page page, StreamId head) {
    return page.frames().size() == PAGE || page.last().position() >= head.position();
  }

  private record Sealed(long position, byte @Nullable [] stored) {
    static Sealed of(Row row) throws SQLException {
      return new Sealed(row.longNumber("position"), row.bytesOrNull("stored"));
    }
  }

  private Page read(StreamId after) {
    List<Sealed> lines =
        database.rows(
            Sealed::of,
            """
            select s.position, j.stored
            from journal_seal s join journal j on j.id = s.journal_id
            where s.position > ? and exists (select from site where epoch = ?)
            order by s.position limit ?
            """,
            after.position(),
            after.epoch(),
            PAGE);
    List<StreamId> ids = new ArrayList<>();
    List<JournalLine> decoded = new ArrayList<>();
    StreamId last = after;
    for (Sealed line : lines) {
      if (line.position() != last.position() + 1) {
        throw new IllegalStateException("the journal has no place " + (last.position() + 1));
      }
      last = new StreamId(after.epoch(), line.position());
      if (line.stored() == null) {
        return new Page(after, List.of(), after, true);
      }
      ids.add(last);
      decoded.add(decode(line.stored()));
    }
    return new Page(after, frames(ids, decoded), last, false);
  }

  private List<Frame> frames(List<StreamId> ids, List<JournalLine> lines) {
    List<Set<String>> keptFrom = discretion.keptFrom(lines);
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      StreamId id = ids.get(i);
      JournalLine line = lines.get(i);
      JournalLine instead = keptFrom.get(i).isEmpty() ? null : discretion.instead(line);
      frames.add(
          new Frame(frame(id, line), keptFrom.get(i), instead == null ? null : frame(id, instead)));
    }
    return frames;
  }

  private static JournalLine decode(byte[] stored) {
    try {
      return JournalLine.decode(stored);
    } catch (UnreadableState e) {
      throw new IllegalStateException("a line of the journal is not one", e);
    }
  }

  private byte[] frame(StreamId id, JournalLine line) {
    StreamEvent event = StreamEvent.of(id, line);
    return frame(id, event.what(), event);
  }

  byte[] frame(StreamId id, String name, Object data) {
    try {
      return Frames.event(id, name, json.writeValueAsString(data));
    } catch (IOException e) {
      throw new IllegalStateException("it cannot be written as JSON", e);
    }
  }

  /** Server-sent events, as the HTML standard frames them. */
  static final class Frames {
    /** A comment: it says that the connection lives, and nothing else. */
    static final byte[] HEARTBEAT = ": watching\n\n".getBytes(StandardCharsets.UTF_8);

    private Frames() {}

    /** JSON has no line breaks of its own, so one line of data is enough. */
    static byte[] event(StreamId id, String name, String json) {
      String frame = "id: " + id + "\nevent: " + name + "\ndata: " + json + "\n\n";
      return frame.getBytes(StandardCharsets.UTF_8);
    }
  }
}
