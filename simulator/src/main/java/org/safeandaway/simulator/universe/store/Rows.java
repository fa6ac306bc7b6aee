package org.safeandaway.simulator.universe.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.VisitDetails;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Plan;
import org.safeandaway.hub.watch.Telling;
import org.safeandaway.hub.watch.WatchEffect;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchState;
import org.safeandaway.protocol.Message;

/** The rows of the model store, as its tables hold them. */
public final class Rows {
  private Rows() {}

  /** A watch without its deadlines and alarms, which are rows of their own. */
  public record WatchRow(
      @Nullable WatchState state, long lastGeneration, @Nullable Integer policyVersion) {}

  /** The open deadlines of one watch. */
  public record OpenDeadlines(SortedMap<Deadline.Key, Deadline> byKey) {}

  /** One alarm and the watch it belongs to. */
  public record AlarmRow(WatchId watch, Alarm alarm, int policyVersion) {}

  /** All alarms of one watch, in the order in which they were first written. */
  public record AlarmsOf(List<AlarmId> ids) {}

  /** A wearable that is registered. */
  public record WearableRow(long revision, Message.@Nullable Visit notice) {}

  /** When a wearable was last heard of, and what it last said it still holds. */
  public record HeardRow(@Nullable Instant heardAt, @Nullable Integer unsent) {}

  /** Who wore a wearable, oldest first. */
  public record AssignmentsOf(List<DeskStore.Assignment> assignments) {}

  /** A message about an alarm. */
  public record OutboxKey(AlarmId alarm, int round, Telling telling)
      implements Comparable<OutboxKey> {
    private static final Telling LEAST = new Telling(Integer.MIN_VALUE, null, ChannelKind.BOARD);

    private static final Comparator<OutboxKey> ORDER =
        Comparator.comparing(OutboxKey::alarm)
            .thenComparingInt(OutboxKey::round)
            .thenComparing(OutboxKey::telling);

    /** Comes before every message of this alarm. */
    static OutboxKey before(AlarmId alarm) {
      return new OutboxKey(alarm, Integer.MIN_VALUE, LEAST);
    }

    /** Comes after every message of this alarm. */
    static OutboxKey after(AlarmId alarm) {
      return new OutboxKey(alarm, Integer.MAX_VALUE, LEAST);
    }

    @Override
    public int compareTo(OutboxKey other) {
      return ORDER.compare(this, other);
    }
  }

  /** What became of a message. */
  public enum OutboxState {
    QUEUED,
    SENT,
    DROPPED,
    FAILED,
    /** Failed, and the ladder knows. */
    REPORTED
  }

  /**
   * A message about an alarm.
   *
   * @param leasedUntil nobody else sends it before then, in hub time; absent if nobody sends it
   */
  public record OutboxRow(long id, OutboxState state, @Nullable Instant leasedUntil) {
    /** Whoever it is for has it, or may have it by now. */
    boolean mayHaveCome() {
      return state == OutboxState.SENT || state == OutboxState.QUEUED && leasedUntil != null;
    }
  }

  /**
   * A drill.
   *
   * @param calledOff absent if it will be, or was, held
   */
  public record DrillRow(
      WatchEffect.DrillPlanned planned, WatchEffect.@Nullable DrillCalledOff calledOff) {}

  /** A visit in words. */
  public record VisitRow(Plan plan, PersonId plannedBy, VisitDetails details, Instant plannedAt) {}
}
