package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/**
 * One wearer in a visit's watch.
 *
 * @param wearable worn in this visit; absent until one is assigned
 * @param phase the column of the event × phase table
 * @param lastCheckIn what the open check-in deadline counts from; absent before arrival
 * @param saidSafe when the wearer said "safe and away" while an alarm kept the watch open
 * @param applied for each boot of the wearable, the highest {@code seq} that made a transition
 * @param questions what the office is asked about this wearer
 */
public record Participant(
    ParticipantId id,
    PersonId person,
    @Nullable WearableId wearable,
    Phase phase,
    @Nullable CheckIn lastCheckIn,
    @Nullable Instant saidSafe,
    SortedMap<String, Long> applied,
    SortedSet<Question> questions) {
  public Participant {
    applied = Collections.unmodifiableSortedMap(new TreeMap<>(applied));
    questions = Collections.unmodifiableSortedSet(new TreeSet<>(questions));
  }

  /**
   * The check-in from which the next one counts.
   *
   * @param source what it came from, as {@link Cause} names events, so that a later copy can
   *     correct its instant
   */
  public record CheckIn(String source, Instant at) {}

  /** What only the office can know. Nothing is decided until it answers. */
  public enum Question {
    /** The wait at the door is over: was nobody in? */
    NOBODY_IN,
    /** Safe and away from the door: was nobody in, or did the visitor not enter? */
    NOT_ENTERED,
    /** Safe and away without ever arriving: what happened? */
    NEVER_ARRIVED,
    /** "Leaving now": why did it feel unsafe? */
    WHY_LEFT
  }
}
