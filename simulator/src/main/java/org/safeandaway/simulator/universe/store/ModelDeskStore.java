package org.safeandaway.simulator.universe.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.Changes;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.desk.Inbound;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.keeper.KeeperStore;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.DrillId;
import org.safeandaway.hub.watch.Office;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.WearableId;

/** The hub's database in memory, with transactions that are honest about when they happened. */
public final class ModelDeskStore implements DeskStore, KeeperStore {
  private final Tables tables = new Tables();
  private final Locks<WatchId> watchLocks = new Locks<>();
  private final Locks<InputId> inputLocks = new Locks<>();
  private final InstantSource databaseClock;
  private final StoreWeather weather;
  private final String epoch;
  private Consumer<Committed> witness = committed -> {};
  private volatile Office office = Office.boardOnly();
  private HubTime.HighWater highWater;
  private boolean away;

  /** What one commit changed that somebody outside could see. */
  public record Committed(
      SortedMap<WatchId, Rows.WatchRow> watches,
      SortedMap<AlarmId, Rows.AlarmRow> alarms,
      SortedMap<InputId, Inbound> inbound,
      SortedMap<DrillId, Rows.DrillRow> drills,
      List<Changes.JournalEntry> journal) {}

  public ModelDeskStore(
      InstantSource databaseClock, StoreWeather weather, String epoch, Policy policy) {
    this.databaseClock = databaseClock;
    this.weather = weather;
    this.epoch = epoch;
    this.highWater = HubTime.HighWater.of(databaseClock.instant());
    tables.policies.seed(policy.version(), policy);
  }

  /** Registers a wearable. */
  public void register(WearableId wearable) {
    tables.wearables.seed(wearable, new Rows.WearableRow(0, null));
  }

  /** Is told of every commit at its moment. */
  public void watchedBy(Consumer<Committed> newWitness) {
    witness = newWitness;
  }

  /** While it is away every transaction is an {@link DeskStore.Outage}. */
  public void away(boolean isAway) {
    away = isAway;
  }

  @Override
  public <T> T transact(Lane lane, Work<T> work) {
    StoreWeather.Fate fate = weather.fate(lane);
    if (away || fate == StoreWeather.Fate.NOT_BEGUN) {
      throw new Outage("08001: the database cannot be reached", null);
    }
    ModelTransaction transaction = new ModelTransaction(this, tables);
    try {
      T result = work.in(transaction);
      if (fate == StoreWeather.Fate.ROLLED_BACK) {
        throw new Outage("08006: the connection broke before the commit", null);
      }
      commit(transaction);
      if (fate == StoreWeather.Fate.COMMITTED_UNHEARD) {
        throw new Outage("08007: the outcome of the commit is not known", null);
      }
      return result;
    } finally {
      watchLocks.releaseAllOf(transaction);
      inputLocks.releaseAllOf(transaction);
    }
  }

  private synchronized void commit(ModelTransaction transaction) {
    Tables.Views views = transaction.views();
    Committed committed =
        new Committed(
            views.watches.written(),
            views.alarms.written(),
            views.inbound.written(),
            views.drills.written(),
            views.journal);
    views.commit();
    witness.accept(committed);
  }

  @Override
  public synchronized Look look(Instant now, int limit) {
    reached();
    List<Hint> due = new ArrayList<>();
    Instant next = null;
    for (var row : tables.deadlines.committed().entrySet()) {
      for (Deadline deadline : row.getValue().byKey().values()) {
        if (!deadline.dueAt().isAfter(now)) {
          due.add(new Hint(row.getKey(), deadline.key(), deadline.generation(), deadline.dueAt()));
        } else if (next == null || deadline.dueAt().isBefore(next)) {
          next = deadline.dueAt();
        }
      }
    }
    due.sort(Comparator.comparing(Hint::dueAt));
    return new Look(databaseTime(), highWater.at(), limited(due, limit), next, owed(limit));
  }

  private static List<Hint> limited(List<Hint> hints, int limit) {
    return List.copyOf(hints.subList(0, Math.min(limit, hints.size())));
  }

  private SortedSet<WatchId> owed(int limit) {
    SortedSet<WatchId> watches = new TreeSet<>();
    for (Inbound row : tables.owed.committed().values()) {
      if (watches.size() < limit) {
        watches.add(row.watch());
      }
    }
    return watches;
  }

  @Override
  public synchronized void keepHighWater(Instant hubTime) {
    reached();
    if (hubTime.isAfter(highWater.at())) {
      Duration ahead = Duration.between(databaseTime(), hubTime);
      highWater = new HubTime.HighWater(hubTime, ahead.isNegative() ? Duration.ZERO : ahead);
    }
  }

  @Override
  public synchronized Site site() {
    reached();
    return new Site(epoch, highWater);
  }

  private void reached() {
    if (away) {
      throw new Outage("08001: the database cannot be reached", null);
    }
  }

  /** What the hub writes of a wearable that it heard, outside the desk's transactions. */
  public synchronized void heard(WearableId wearable, Instant at, @Nullable Integer unsent) {
    reached();
    Rows.HeardRow before = tables.heard.get(wearable);
    Integer known = unsent == null && before != null ? before.unsent() : unsent;
    Instant heardBefore = before == null ? null : before.heardAt();
    // Another hub may have heard it later and written it sooner.
    Instant latest = heardBefore != null && heardBefore.isAfter(at) ? heardBefore : at;
    tables.heard.seed(wearable, new Rows.HeardRow(latest, known));
  }

  /** The committed alarms, as anybody may see them. */
  public SortedMap<AlarmId, Rows.AlarmRow> alarms() {
    return tables.alarms.committed();
  }

  public SortedMap<WatchId, Rows.WatchRow> watches() {
    return tables.watches.committed();
  }

  public SortedMap<InputId, Inbound> inbound() {
    return tables.inbound.committed();
  }

  public SortedMap<WearableId, Rows.WearableRow> wearables() {
    return tables.wearables.committed();
  }

  /** The open deadlines of one watch. */
  public SortedMap<Deadline.Key, Deadline> deadlines(WatchId watch) {
    Rows.OpenDeadlines open = tables.deadlines.get(watch);
    return open == null ? new TreeMap<>() : open.byKey();
  }

  public List<Changes.JournalEntry> journal() {
    return tables.journal();
  }

  /** How many inputs were quarantined. */
  public int quarantined() {
    return tables.quarantine.committed().size();
  }

  /** Takes every message that waits, and that nobody is sending. */
  public synchronized List<Rows.OutboxKey> lease(Instant now, Duration howLong) {
    reached();
    List<Rows.OutboxKey> leased = new ArrayList<>();
    tables
        .outbox
        .committed()
        .forEach(
            (key, row) -> {
              Instant until = row.leasedUntil();
              boolean free = until == null || !until.isAfter(now);
              if (row.state() == Rows.OutboxState.QUEUED && free) {
                leased.add(key);
              }
            });
    for (Rows.OutboxKey key : leased) {
      Rows.OutboxRow row = Objects.requireNonNull(tables.outbox.get(key));
      tables.outbox.seed(key, new Rows.OutboxRow(row.id(), row.state(), now.plus(howLong)));
    }
    return leased;
  }

  /** Messages that failed, of which the ladder does not know. */
  public synchronized List<Rows.OutboxKey> unreported() {
    reached();
    return tables.outbox.committed().entrySet().stream()
        .filter(each -> each.getValue().state() == Rows.OutboxState.FAILED)
        .map(Map.Entry::getKey)
        .toList();
  }

  public synchronized void ended(Rows.OutboxKey key, Rows.OutboxState how) {
    reached();
    Rows.OutboxRow row = tables.outbox.get(key);
    boolean forTheLadder = how == Rows.OutboxState.FAILED && !key.telling().isStandDown();
    if (row != null && forTheLadder) {
      tables.outbox.seed(key, new Rows.OutboxRow(row.id(), how, null));
    } else if (row != null) {
      tables.outbox.unseed(key);
      tables.ended.put(key, new Rows.OutboxRow(row.id(), how, null));
    }
  }

  public SortedMap<Rows.OutboxKey, Rows.OutboxRow> outbox() {
    return tables.outbox.committed();
  }

  /** Messages with which nothing more is to be done. */
  public SortedMap<Rows.OutboxKey, Rows.OutboxRow> endedMessages() {
    return Collections.unmodifiableSortedMap(tables.ended);
  }

  /** Who can be told of an alarm from now on. */
  public void office(Office people) {
    office = people;
  }

  Office office() {
    return office;
  }

  Locks<WatchId> watchLocks() {
    return watchLocks;
  }

  Locks<InputId> inputLocks() {
    return inputLocks;
  }

  StoreWeather weather() {
    return weather;
  }

  Instant databaseTime() {
    return databaseClock.instant();
  }

  String epoch() {
    return epoch;
  }
}
