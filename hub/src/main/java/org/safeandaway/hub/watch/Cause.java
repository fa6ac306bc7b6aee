package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.Optional;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.WearableId;

/**
 * What made an alarm. At most one alarm exists for one cause.
 *
 * @param id unique within the kind
 */
public record Cause(Kind kind, String id) {

  public enum Kind {
    /** Something a wearer did. */
    EVENT,
    /** A promise that was not kept. */
    DEADLINE,
    /** Something of the office: a safe word spoken on the telephone, nobody before the board. */
    OFFICE,
    /** Something wrong with Safe &amp; Away itself. */
    TECHNICAL,
    /** Nothing happened: people practise. */
    DRILL
  }

  public static Cause of(WearableId wearable, EventId event) {
    return new Cause(Kind.EVENT, wearable + "/" + event);
  }

  public static Cause of(WatchId watch, Deadline deadline) {
    return new Cause(Kind.DEADLINE, watch + "#" + deadline.generation());
  }

  /** The event that made it; empty if none did. */
  public Optional<EventId> event() {
    if (kind != Kind.EVENT) {
      return Optional.empty();
    }
    String[] parts = id.split("/", -1);
    return Optional.of(new EventId(parts[1], Long.parseLong(parts[2])));
  }

  /**
   * The safe word was spoken to whoever rang about this alarm. It may be again, after the duress
   * that came of it was closed, and that is another.
   */
  public static Cause safeWord(AlarmId alarm, Instant at) {
    return new Cause(Kind.OFFICE, safeWordOf(alarm) + at.toEpochMilli());
  }

  /** Whether this is that the safe word was spoken about this alarm, at any time. */
  boolean isSafeWordOf(AlarmId alarm) {
    return kind == Kind.OFFICE && id.startsWith(safeWordOf(alarm));
  }

  private static String safeWordOf(AlarmId alarm) {
    return "safe-word/" + alarm + "/";
  }

  /** Nobody sat before the board, from this instant on. */
  public static Cause notWatched(Instant since) {
    return new Cause(Kind.OFFICE, "not-watched/" + since);
  }

  public static Cause drill(DrillId drill) {
    return new Cause(Kind.DRILL, drill.value());
  }

  public static Cause technical(String id) {
    return new Cause(Kind.TECHNICAL, id);
  }
}
