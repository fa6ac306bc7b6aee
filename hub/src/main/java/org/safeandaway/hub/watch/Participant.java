package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/**
 * One wearer in a visit's watch.
 *
 * <p>A wearer who said "safe and away" while only a covert alarm is open is {@link Phase#OVER} like
 * anybody else, so that nothing at the wearable tells the difference; {@code saidSafe} then marks
 * that the hub still guards: see {@link #isHeld()}.
 *
 * @param wearable worn in this visit; absent until one is assigned
 * @param phase the column of the event × phase table
 * @param lastCheckIn what the open check-in (or, when leaving, safe-and-away) deadline counts from;
 *     absent before arrival
 * @param saidSafe when the wearer said "safe and away" while an alarm kept the watch open
 * @param applied for each boot of the wearable, the highest {@code seq} that made a transition
 * @param upTo the last event of {@code wearable} that this watch has taken in; absent if none
 * @param ahead covert check-ins that may have overtaken earlier events, since the panic lane is
 *     faster; in order of {@code seq}, all of one boot, the first and the last of them
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
    @Nullable EventId upTo,
    List<Ahead> ahead,
    SortedSet<Question> questions) {
  public Participant {
    applied = Collections.unmodifiableSortedMap(new TreeMap<>(applied));
    ahead = List.copyOf(ahead);
    questions = Collections.unmodifiableSortedSet(new TreeSet<>(questions));
  }

  /**
   * The check-in from which the next one counts.
   *
   * @param source what it came from, as {@link Cause} names events, so that a later copy can
   *     correct its instant
   * @param known false when it happened at {@code at} or any time before
   */
  public record CheckIn(String source, Instant at, boolean known) {}

  /**
   * A covert check-in, kept until an event after it shows that none before it is still on its way.
   *
   * @param phaseBefore the wearer's phase when it was taken in
   */
  public record Ahead(EventId event, Occurrence occurred, Phase phaseBefore) {}

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

  /** Somebody who has not set out yet. */
  public static Participant ready(ParticipantId id, PersonId person) {
    return new Participant(
        id,
        person,
        null,
        Phase.BEFORE,
        null,
        null,
        new TreeMap<>(),
        null,
        List.of(),
        new TreeSet<>());
  }

  /** Over to the wearer's eyes, and still guarded because of a covert alarm. */
  public boolean isHeld() {
    return phase == Phase.OVER && saidSafe != null;
  }

  /** Whether the hub still has promises of this wearer to guard. */
  public boolean isGuarded() {
    return phase != Phase.OVER || isHeld();
  }

  /** At the door or beyond, so that silence is frightening. */
  boolean isInVisit() {
    return isGuarded() && phase != Phase.BEFORE;
  }

  Participant wearing(@Nullable WearableId other) {
    return new Participant(
        id, person, other, phase, lastCheckIn, saidSafe, applied, null, List.of(), questions);
  }

  Participant in(Phase next) {
    return new Participant(
        id, person, wearable, next, lastCheckIn, saidSafe, applied, upTo, ahead, questions);
  }

  Participant checkedIn(CheckIn checkIn) {
    return new Participant(
        id, person, wearable, phase, checkIn, saidSafe, applied, upTo, ahead, questions);
  }

  Participant sayingSafe(@Nullable Instant at) {
    return new Participant(
        id, person, wearable, phase, lastCheckIn, at, applied, upTo, ahead, questions);
  }

  Participant applied(EventId event) {
    TreeMap<String, Long> higher = new TreeMap<>(applied);
    higher.merge(event.boot(), event.seq(), Math::max);
    return new Participant(
        id, person, wearable, phase, lastCheckIn, saidSafe, higher, upTo, ahead, questions);
  }

  Participant upTo(EventId event) {
    return new Participant(
        id, person, wearable, phase, lastCheckIn, saidSafe, applied, event, ahead, questions);
  }

  Participant overtakenBy(List<Ahead> events) {
    return new Participant(
        id, person, wearable, phase, lastCheckIn, saidSafe, applied, upTo, events, questions);
  }

  Participant asked(Question question) {
    TreeSet<Question> more = new TreeSet<>(questions);
    more.add(question);
    return withQuestions(more);
  }

  Participant answered(Question question) {
    TreeSet<Question> fewer = new TreeSet<>(questions);
    fewer.remove(question);
    return withQuestions(fewer);
  }

  private Participant withQuestions(SortedSet<Question> others) {
    return new Participant(
        id, person, wearable, phase, lastCheckIn, saidSafe, applied, upTo, ahead, others);
  }
}
