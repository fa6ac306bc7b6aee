package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something that must happen by a time, else an alarm (or, for {@link Kind#NO_SHOW}, a question to
 * the office). A watch has at most one open deadline for each key.
 *
 * @param generation unique within the watch, for ever; arming again takes a new one, so a hint
 *     about an older arming can be told from this one
 * @param promisedAt what the wearer promised, in hub time; what people are shown
 * @param dueAt when it fires: the promise plus the policy's grace
 */
public record Deadline(Key key, long generation, Instant promisedAt, Instant dueAt) {
  public Deadline {
    if (dueAt.isBefore(promisedAt)) {
      throw new IllegalArgumentException("a deadline cannot fire before it is promised");
    }
  }

  /**
   * Which promise.
   *
   * @param participant whose promise; absent if it is the whole watch's
   * @param alarm the alarm it belongs to; absent if none
   */
  public record Key(@Nullable ParticipantId participant, @Nullable AlarmId alarm, Kind kind)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::kind)
            .thenComparing(Key::participant, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Key::alarm, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    public static Key of(ParticipantId participant, Kind kind) {
      return new Key(participant, null, kind);
    }
  }

  public enum Kind {
    ARRIVAL,
    NO_SHOW,
    CHECK_IN,
    AGREED_END,
    /** Safe and away, shortly after "leaving now". */
    SAFE_AND_AWAY,
    /** To be heard of at all. It is re-armed lazily, from when the wearable was last heard. */
    CONTACT,
    /** Somebody takes the alarm, before its next step begins. */
    ALARM_STEP,
    /** Whoever has the alarm does something about it, before they are asked. */
    STILL_ON_IT,
    /** Whoever has the alarm answers, before it is nobody's again. */
    OWNERSHIP,
    /** The next check-in of the hub's own wearable, which never comes: see {@link Canary}. */
    CANARY,
    /** A drill begins, or looks whether it may go on. */
    DRILL
  }
}
