package org.safeandaway.simulator.universe.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.safeandaway.hub.desk.Changes;
import org.safeandaway.hub.desk.Inbound;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.DrillId;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.WearableId;

/** Every table of the model, and the view that one transaction has of them. */
final class Tables {
  final Table<WatchId, Rows.WatchRow> watches = new Table<>();
  final Table<WatchId, Rows.OpenDeadlines> deadlines = new Table<>();
  final Table<AlarmId, Rows.AlarmRow> alarms = new Table<>();
  final Table<WatchId, Rows.AlarmsOf> alarmsOf = new Table<>();
  final Table<InputId, Inbound> inbound = new Table<>();
  final Table<InputId, Inbound> owed = new Table<>();
  final Table<WearableId, Rows.WearableRow> wearables = new Table<>();
  final Table<WearableId, Rows.HeardRow> heard = new Table<>();
  final Table<WearableId, Rows.AssignmentsOf> assignments = new Table<>();
  final Table<VisitId, Rows.VisitRow> visits = new Table<>();
  final Table<DrillId, Rows.DrillRow> drills = new Table<>();
  final Table<InputId, Changes.Quarantined> quarantine = new Table<>();
  final Table<Rows.OutboxKey, Rows.OutboxRow> outbox = new Table<>();

  /** Messages with which nothing more is to be done; apart, so that a look stays short. */
  final SortedMap<Rows.OutboxKey, Rows.OutboxRow> ended = new TreeMap<>();

  final Table<Integer, Policy> policies = new Table<>();
  private final List<Changes.JournalEntry> journal = new ArrayList<>();

  private long lastOutboxId;

  Views views() {
    return new Views();
  }

  List<Changes.JournalEntry> journal() {
    return Collections.unmodifiableList(journal);
  }

  /** The newest policy. */
  Policy newest() {
    return policies.committed().lastEntry().getValue();
  }

  /** One transaction's views; committing merges all of them at one moment. */
  final class Views {
    final Table<WatchId, Rows.WatchRow>.View watches = Tables.this.watches.view();
    final Table<WatchId, Rows.OpenDeadlines>.View deadlines = Tables.this.deadlines.view();
    final Table<AlarmId, Rows.AlarmRow>.View alarms = Tables.this.alarms.view();
    final Table<WatchId, Rows.AlarmsOf>.View alarmsOf = Tables.this.alarmsOf.view();
    final Table<InputId, Inbound>.View inbound = Tables.this.inbound.view();
    final Table<InputId, Inbound>.View owed = Tables.this.owed.view();
    final Table<WearableId, Rows.WearableRow>.View wearables = Tables.this.wearables.view();
    final Table<WearableId, Rows.AssignmentsOf>.View assignments = Tables.this.assignments.view();
    final Table<VisitId, Rows.VisitRow>.View visits = Tables.this.visits.view();
    final Table<DrillId, Rows.DrillRow>.View drills = Tables.this.drills.view();
    final Table<InputId, Changes.Quarantined>.View quarantine = Tables.this.quarantine.view();
    final Table<Rows.OutboxKey, Rows.OutboxRow>.View outbox = Tables.this.outbox.view();
    final List<Changes.JournalEntry> journal = new ArrayList<>();

    private final SortedMap<Rows.OutboxKey, Rows.OutboxRow> endedHere = new TreeMap<>();

    boolean hasEnded(Rows.OutboxKey key) {
      return ended.containsKey(key) || endedHere.containsKey(key);
    }

    /** Nothing more is to be done with a message. */
    void end(Rows.OutboxKey key, Rows.OutboxState how) {
      Rows.OutboxRow row = outbox.get(key);
      if (row != null) {
        outbox.remove(key);
        endedHere.put(key, new Rows.OutboxRow(row.id(), how, null));
      }
    }

    /** All messages about an alarm, whatever became of them. */
    SortedMap<Rows.OutboxKey, Rows.OutboxRow> messages(AlarmId alarm) {
      Rows.OutboxKey from = Rows.OutboxKey.before(alarm);
      Rows.OutboxKey to = Rows.OutboxKey.after(alarm);
      SortedMap<Rows.OutboxKey, Rows.OutboxRow> all = outbox.between(from, to);
      all.putAll(ended.subMap(from, to));
      all.putAll(endedHere.subMap(from, to));
      return all;
    }

    /** As a sequence: an id that was rolled back is not given again. */
    long nextOutboxId() {
      return ++lastOutboxId;
    }

    void commit() {
      watches.commit();
      deadlines.commit();
      alarms.commit();
      alarmsOf.commit();
      inbound.commit();
      owed.commit();
      wearables.commit();
      assignments.commit();
      visits.commit();
      drills.commit();
      quarantine.commit();
      outbox.commit();
      ended.putAll(endedHere);
      Tables.this.journal.addAll(journal);
    }
  }
}
