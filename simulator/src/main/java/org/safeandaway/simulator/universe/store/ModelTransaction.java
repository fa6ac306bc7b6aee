package org.safeandaway.simulator.universe.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.Changes;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.Inbound;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Office;
import org.safeandaway.hub.watch.Participant;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchState;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.WearableId;

/**
 * One open transaction on the model: what it reads is committed or its own, what it writes waits.
 */
final class ModelTransaction implements DeskStore.Transaction {
  /** Source: architecture.md, {@code lock_timeout}. */
  private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);

  private final ModelDeskStore store;
  private final Tables tables;
  private final Tables.Views views;

  ModelTransaction(ModelDeskStore store, Tables tables) {
    this.store = store;
    this.tables = tables;
    this.views = tables.views();
  }

  Tables.Views views() {
    return views;
  }

  @Override
  public DeskStore.Routing routing(Set<WearableId> wearables, Set<VisitId> visits) {
    synchronized (store) {
      return route(wearables, visits);
    }
  }

  private DeskStore.Routing route(Set<WearableId> wearables, Set<VisitId> visits) {
    Set<WearableId> known = new TreeSet<>();
    Map<WearableId, List<DeskStore.Assignment>> assignments = new TreeMap<>();
    for (WearableId wearable : new TreeSet<>(wearables)) {
      if (views.wearables.get(wearable) != null) {
        known.add(wearable);
      }
      Rows.AssignmentsOf row = views.assignments.get(wearable);
      if (row != null) {
        assignments.put(wearable, row.assignments());
      }
    }
    Set<VisitId> existing = new TreeSet<>();
    for (VisitId visit : visits) {
      if (views.visits.get(visit) != null) {
        existing.add(visit);
      }
    }
    return new DeskStore.Routing(known, assignments, existing);
  }

  /** Two transactions that record the same input: the second waits for the first to end. */
  @Override
  public SortedMap<InputId, Inbound> record(SortedMap<InputId, Inbound> inputs) {
    for (InputId id : inputs.keySet()) {
      if (!store.inputLocks().take(id, this, LOCK_TIMEOUT)) {
        throw new DeskStore.Outage("55P03: somebody else is recording " + id, null);
      }
    }
    synchronized (store) {
      SortedMap<InputId, Inbound> duplicates = new TreeMap<>();
      for (Inbound row : inputs.values()) {
        Inbound before = views.inbound.get(row.id());
        if (before == null) {
          put(row);
        } else {
          duplicates.put(row.id(), before);
        }
      }
      return duplicates;
    }
  }

  private void put(Inbound row) {
    views.inbound.put(row.id(), row);
    if (row.stepped()) {
      views.owed.remove(row.id());
    } else {
      views.owed.put(row.id(), row);
    }
  }

  @Override
  public Set<WatchId> lock(SortedSet<WatchId> watches, Duration patience) {
    if (patience.isPositive() && watches.size() > 1) {
      throw new IllegalArgumentException("waiting for several watches can deadlock: " + watches);
    }
    Set<WatchId> locked = new TreeSet<>();
    for (WatchId watch : watches) {
      boolean free = store.weather().lockedElsewhere(watch).compareTo(patience) <= 0;
      if (free && store.watchLocks().take(watch, this, patience)) {
        locked.add(watch);
        make(watch);
      }
    }
    return locked;
  }

  private void make(WatchId watch) {
    synchronized (store) {
      if (views.watches.get(watch) == null) {
        views.watches.put(watch, new Rows.WatchRow(null, 0, null));
      }
    }
  }

  @Override
  public void takeBack(Collection<InputId> inputs) {
    for (InputId id : inputs) {
      views.inbound.remove(id);
      views.owed.remove(id);
    }
  }

  @Override
  public DeskStore.Loaded load(Set<WatchId> watches, Set<WearableId> wearables) {
    synchronized (store) {
      return read(watches, wearables);
    }
  }

  private DeskStore.Loaded read(Set<WatchId> watches, Set<WearableId> wearables) {
    Map<WatchId, Watch> loaded = new TreeMap<>();
    Map<WatchId, Policy> policies = new TreeMap<>();
    SortedSet<WearableId> named = new TreeSet<>(wearables);
    for (WatchId id : new TreeSet<>(watches)) {
      Watch watch = watch(id);
      loaded.put(id, watch);
      policies.put(id, policy(id));
      wearablesOf(watch, named);
    }
    return new DeskStore.Loaded(
        store.databaseTime(),
        store.epoch(),
        loaded,
        Map.of(),
        policies,
        owed(watches),
        wearers(named),
        office());
  }

  /** Whether a drill goes on, and whether there is a reason to end it, is asked of all alarms. */
  private Office office() {
    boolean drilling = false;
    boolean alarmed = false;
    for (Rows.AlarmRow row : tables.alarms.committed().values()) {
      if (row.alarm().isOpen()) {
        drilling |= row.alarm().isDrill();
        alarmed |= !row.alarm().isDrill() && row.alarm().kind() != AlarmKind.TECHNICAL;
      }
    }
    Office people = store.office();
    return new Office(people.people(), people.rooms(), people.watched(), drilling, alarmed);
  }

  private Watch watch(WatchId id) {
    Rows.WatchRow row = views.watches.get(id);
    if (row == null) {
      return Watch.untouched(id);
    }
    Rows.OpenDeadlines open = views.deadlines.get(id);
    SortedMap<AlarmId, Alarm> alarms = new TreeMap<>();
    for (AlarmId alarm : alarmsOf(id)) {
      Rows.AlarmRow alarmRow = views.alarms.get(alarm);
      if (alarmRow != null && alarmRow.alarm().isOpen()) {
        alarms.put(alarm, alarmRow.alarm());
      }
    }
    return new Watch(
        id,
        row.state(),
        row.lastGeneration(),
        open == null ? new TreeMap<>() : open.byKey(),
        alarms);
  }

  private List<AlarmId> alarmsOf(WatchId id) {
    Rows.AlarmsOf row = views.alarmsOf.get(id);
    return row == null ? List.of() : row.ids();
  }

  private Policy policy(WatchId id) {
    Rows.WatchRow row = views.watches.get(id);
    Integer version = row == null ? null : row.policyVersion();
    Policy kept = version == null ? null : tables.policies.get(version);
    return kept == null ? tables.newest() : kept;
  }

  private static void wearablesOf(Watch watch, SortedSet<WearableId> into) {
    watch.id().wearable().ifPresent(into::add);
    List<Participant> participants =
        switch (watch.state()) {
          case WatchState.Planned planned -> planned.participants();
          case WatchState.Guarding guarding -> guarding.participants();
          case WatchState.Closed closed -> closed.participants();
          case WatchState.Standing standing -> List.of();
          case WatchState.Site site -> List.of();
          case null -> List.of();
        };
    for (Participant participant : participants) {
      if (participant.wearable() != null) {
        into.add(participant.wearable());
      }
    }
  }

  private List<Inbound> owed(Set<WatchId> watches) {
    List<Inbound> found = new ArrayList<>();
    for (Inbound row : tables.owed.committed().values()) {
      Inbound mine = views.inbound.get(row.id());
      if (mine != null && !mine.stepped() && watches.contains(mine.watch())) {
        found.add(mine);
      }
    }
    found.sort(Comparator.comparing(Inbound::receivedAt).thenComparing(Inbound::id));
    return found;
  }

  private Map<WearableId, DeskStore.Wearer> wearers(SortedSet<WearableId> named) {
    Map<WearableId, DeskStore.Wearer> wearers = new TreeMap<>();
    for (WearableId wearable : named) {
      if (views.wearables.get(wearable) != null) {
        Rows.HeardRow heard = tables.heard.get(wearable);
        wearers.put(
            wearable,
            new DeskStore.Wearer(
                heard == null ? null : heard.heardAt(),
                heard == null ? null : heard.unsent(),
                openAssignment(wearable)));
      }
    }
    return wearers;
  }

  private DeskStore.@Nullable Assignment openAssignment(WearableId wearable) {
    Rows.AssignmentsOf row = views.assignments.get(wearable);
    if (row == null || row.assignments().isEmpty()) {
      return null;
    }
    DeskStore.Assignment last = row.assignments().getLast();
    return last.to() == null ? last : null;
  }

  @Override
  public Map<WearableId, Long> write(Changes changes) {
    synchronized (store) {
      return new ChangeWriter(views).write(changes);
    }
  }
}
