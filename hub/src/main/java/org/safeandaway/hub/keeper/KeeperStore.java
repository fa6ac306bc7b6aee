package org.safeandaway.hub.keeper;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.WatchId;

/**
 * What the keeper reads of the desk's database, without any lock. Each method throws {@link
 * DeskStore.Outage} when the store cannot be reached.
 */
public interface KeeperStore {

  /**
   * One look.
   *
   * @param now hub time; deadlines due at or before it are due
   * @param limit of deadlines, and of watches with owed steps
   */
  Look look(Instant now, int limit);

  /**
   * Keeps hub time from going back, or standing still, over a restart: with it is stored how far it
   * is ahead of the database's clock. A lower one than the stored one changes nothing.
   */
  void keepHighWater(Instant hubTime);

  /** The database itself. */
  Site site();

  /**
   * What one look saw.
   *
   * @param databaseTime {@code clock_timestamp()} of the store
   * @param highWater no hub has written a later hub time
   * @param due open deadlines that are due, the oldest first
   * @param nextDue when the next one after {@code now} falls due; absent if none is open
   * @param owed watches with an input whose step is owed
   */
  record Look(
      Instant databaseTime,
      Instant highWater,
      List<Hint> due,
      @Nullable Instant nextDue,
      SortedSet<WatchId> owed) {}

  /** A deadline that seems to be due; its generation decides. */
  record Hint(WatchId watch, Deadline.Key key, long generation, Instant dueAt) {}

  /**
   * @param epoch changes when the database is restored from a backup
   * @param highWater no hub time that was ever written is later
   */
  record Site(String epoch, HubTime.HighWater highWater) {}
}
