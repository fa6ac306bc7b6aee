package org.safeandaway.hub.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.Office;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.WearableId;

/**
 * The desk's database, as the desk needs it. Everything happens inside {@link #transact}, and the
 * desk calls the steps of a transaction always in the order in which they stand here: two orders
 * deadlock.
 */
public interface DeskStore {

  /**
   * Runs one READ COMMITTED transaction and commits it when {@code work} returns.
   *
   * @throws Outage the store is away, busy beyond its time limits, or the outcome of the commit is
   *     not known: nothing may be acknowledged, the whole batch is tried again
   * @throws Refusal the data itself is refused (SQLSTATE class 22 or 23): some input is poison
   */
  <T> T transact(Lane lane, Work<T> work);

  /** Each lane has its own connection, so that nothing waits in front of a panic. */
  enum Lane {
    PANIC,
    ORDINARY,
    /** Deadlines that fell due, and owed steps: they wait behind no flood of events. */
    KEEPER
  }

  interface Work<T> {
    T in(Transaction transaction);
  }

  /** The store cannot be reached or cannot say whether it committed. */
  final class Outage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Outage(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The store understood, and refuses this data for good. */
  final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refusal(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** One open transaction. */
  interface Transaction {

    /** 0. Who wears what, and which visits exist: enough to find the watch of every event. */
    Routing routing(Set<WearableId> wearables, Set<VisitId> visits);

    /**
     * 1. Records inputs in the order of their ids.
     *
     * @return those that were recorded before, as they were recorded then: duplicates
     */
    SortedMap<InputId, Inbound> record(SortedMap<InputId, Inbound> inputs);

    /**
     * 2. Locks the rows of these watches in order, making those that do not exist yet.
     *
     * @param patience zero: skip the ones that are locked elsewhere; longer, and only for a single
     *     watch, since two that wait for several can deadlock: wait for it that long
     * @return the ones that are locked now; a watch that stayed locked elsewhere is not among them,
     *     and the transaction goes on
     */
    Set<WatchId> lock(SortedSet<WatchId> watches, Duration patience);

    /** 2b. Inputs of a watch that is busy go back: their rows of this transaction are removed. */
    void takeBack(Collection<InputId> inputs);

    /**
     * 3. In a new statement, after the locks: time, watches, open deadlines, open alarms. It also
     * reads watches that are not locked, for who wants to look and not to write.
     *
     * @param wearables to read besides the ones that these watches name
     */
    Loaded load(Set<WatchId> watches, Set<WearableId> wearables);

    /**
     * 4. Writes what changed.
     *
     * @return for each wearable with a new notice, that notice's revision
     */
    Map<WearableId, Long> write(Changes changes);
  }

  /**
   * Enough to find the watch of an event.
   *
   * @param known wearables that exist
   * @param assignments of those asked for, by wearable, oldest first; those that ended more than 30
   *     days ago may be left out, unless they belong to a visit asked for
   * @param visits of those asked for, the ones that exist
   */
  record Routing(
      Set<WearableId> known, Map<WearableId, List<Assignment>> assignments, Set<VisitId> visits) {}

  /**
   * Who wore a wearable, when, on which visit.
   *
   * @param to absent while it lasts
   */
  record Assignment(
      WearableId wearable,
      @Nullable PersonId person,
      @Nullable VisitId visit,
      @Nullable ParticipantId participant,
      Instant from,
      @Nullable Instant to) {}

  /**
   * What the step needs, read after the locks.
   *
   * @param databaseTime {@code clock_timestamp()} of the store
   * @param epoch of the store; changes when it is restored from a backup
   * @param watches every one asked for; untouched if nothing has happened to it yet
   * @param unreadable watches whose stored state could not be read, each with the reason: their
   *     deadlines and alarms are there and their state is not, so no step of theirs can be made
   * @param policies the policy each watch is kept under
   * @param owed inputs of these watches whose step is owed, oldest first
   * @param wearables of these watches, and those asked for, as far as they exist
   * @param office who can be told of an alarm
   */
  record Loaded(
      Instant databaseTime,
      String epoch,
      Map<WatchId, Watch> watches,
      Map<WatchId, String> unreadable,
      Map<WatchId, Policy> policies,
      List<Inbound> owed,
      Map<WearableId, Wearer> wearables,
      Office office) {}

  /**
   * A wearable, as its rows have it.
   *
   * @param lastHeard absent if never
   * @param unsent events it last said it still holds; absent if it never said
   * @param assignment the open one; absent if nobody wears it
   */
  record Wearer(
      @Nullable Instant lastHeard, @Nullable Integer unsent, @Nullable Assignment assignment) {}

  /** How a deadline left the open ones. */
  enum DeadlineEnd {
    FIRED,
    /** The promise was kept, or no longer counts. */
    CLOSED,
    /** Armed again, with a new generation. */
    REPLACED
  }

  /** A deadline that is no longer open. */
  record EndedDeadline(WatchId watch, Deadline deadline, DeadlineEnd how) {}
}
