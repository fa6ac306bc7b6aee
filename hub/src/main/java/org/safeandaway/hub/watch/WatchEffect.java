package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.WearableId;

/** What the world is to learn from a step, besides the deadlines and alarms that changed. */
public sealed interface WatchEffect {

  /**
   * A line of the journal.
   *
   * @param what a stable word such as {@code alarm.raised}: one of {@link Happening}
   * @param by the person who did it; absent if nobody did
   * @param details opaque ids, instants and numbers; words that a person typed, and no other
   *     personal data
   */
  record Journalled(
      String what,
      @Nullable PersonId by,
      @Nullable WearableId wearable,
      @Nullable AlarmId alarm,
      Map<String, String> details)
      implements WatchEffect {
    public Journalled {
      details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }
  }

  /** A note on an alarm: by a person, or (absent) by the wearer or the system. */
  record AlarmNoted(AlarmId alarm, @Nullable PersonId by, Instant at, String words)
      implements WatchEffect {}

  /**
   * What this watch has to say in the wearable's {@code down/visit} changed. The desk sends it only
   * while this is the watch of the wearable's latest {@link Assigned} (or its standing watch, if it
   * is given to nobody): the word of a visit long closed must not replace that of the one going on.
   * Revision and epoch are put in by the desk.
   *
   * @param notice with revision 0 and the epoch {@code "-"}
   */
  record Notice(WearableId wearable, Message.Visit notice) implements WatchEffect {}

  /** A message of the ladder, to be sent. One for each alarm, round, step, person and channel. */
  record Tell(AlarmId alarm, int round, Telling telling) implements WatchEffect {}

  /**
   * A named person has an alarm, or it is closed: whoever was told of it outside hears so, once, by
   * the same way, but never by a call; and what of it still waits to be sent is not sent any more.
   * The store knows who that is, since it knows what was sent.
   *
   * @param version of the alarm since then, which tells one ownership from the next
   * @param by who has it, or has closed it; absent of a drill that a real alarm ended
   * @param closed only those are told who last heard that nobody had it
   * @param never those who are not told, whatever they were sent
   */
  record StandDown(
      AlarmId alarm, int version, @Nullable PersonId by, boolean closed, Set<PersonId> never)
      implements WatchEffect {
    public StandDown {
      never = Set.copyOf(never);
      if (by == null && !closed) {
        throw new IllegalArgumentException("an alarm is taken by a named person");
      }
    }

    /** In place of a step of the plan. */
    public int telling() {
      return closed ? Telling.CLOSED : Telling.TAKEN;
    }
  }

  /**
   * A step of an alarm's response plan began.
   *
   * @param messages how many it sends, the board among them
   */
  record StepBegun(AlarmId alarm, int round, int step, Instant at, int messages)
      implements WatchEffect {}

  /**
   * A person says what came of a step of the checklist.
   *
   * @param step of the plan, counted from 0
   */
  record OutcomeNoted(
      AlarmId alarm, int step, PersonId by, Instant at, StepOutcome outcome, String words)
      implements WatchEffect {}

  /**
   * A drill is planned, in the words of whoever planned it.
   *
   * @param visitor the name of an imaginary person; absent: nobody
   */
  record DrillPlanned(
      DrillId drill,
      PersonId by,
      AlarmKind kind,
      Instant plannedAt,
      Instant beginsAt,
      boolean announced,
      @Nullable String visitor)
      implements WatchEffect {}

  /**
   * A drill will not be held.
   *
   * @param by who cancelled it; absent if it could not be held when its time came
   */
  record DrillCalledOff(DrillId drill, @Nullable PersonId by, Instant at, String why)
      implements WatchEffect {}

  /**
   * This real alarm was raised while a drill goes on, which is to end at once. The desk leaves it
   * owed to the site's watch, so that the alarm waits for nothing.
   */
  record EndDrills(AlarmId because) implements WatchEffect {}

  /** The wearer of an event that raised an alarm learns that a person has it (rule ESC-5). */
  record TellOwned(WearableId wearable, EventId event) implements WatchEffect {}

  /**
   * A wearable is given out or taken back: from now on it belongs to this participant, or nobody.
   */
  record Assigned(
      WearableId wearable,
      @Nullable PersonId person,
      @Nullable VisitId visit,
      @Nullable ParticipantId participant)
      implements WatchEffect {}
}
