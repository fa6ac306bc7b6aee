package org.safeandaway.simulator.universe.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.Changes;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.Inbound;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.Occurrence;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Telling;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchEffect;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchState;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.WearableId;

/** Writes the desk's changes into a transaction's views, refusing what the schema refuses. */
final class ChangeWriter {
  private final Tables.Views views;

  ChangeWriter(Tables.Views views) {
    this.views = views;
  }

  Map<WearableId, Long> write(Changes changes) {
    changes.visits().forEach(this::visit);
    changes.changedVisits().forEach(this::replanned);
    changes.watches().forEach(watch -> watch(watch, changes.keptUnder()));
    changes.ended().forEach(this::ended);
    changes.opened().forEach(this::opened);
    changes.alarms().forEach(this::alarm);
    changes.assignments().forEach(this::assignment);
    inputs(changes);
    changes.quarantine().forEach(this::quarantined);
    changes.responses().tellings().forEach(this::telling);
    changes.responses().standDowns().forEach(this::standDown);
    changes.responses().drills().forEach(this::drill);
    changes.responses().calledOff().forEach(this::calledOff);
    views.journal.addAll(changes.journal());
    return notices(changes.notices());
  }

  private void visit(Changes.NewVisit visit) {
    if (views.visits.get(visit.plan().visit()) != null) {
      throw new DeskStore.Refusal("visit_pkey: " + visit.plan().visit(), null);
    }
    views.visits.put(
        visit.plan().visit(),
        new Rows.VisitRow(visit.plan(), visit.plannedBy(), visit.details(), visit.plannedAt()));
  }

  private void replanned(Changes.ChangedVisit it) {
    Rows.VisitRow before = views.visits.get(it.plan().visit());
    if (before != null) {
      views.visits.put(
          it.plan().visit(),
          new Rows.VisitRow(
              it.plan(),
              before.plannedBy(),
              it.details().after(before.details()),
              before.plannedAt()));
    }
  }

  private void watch(Watch watch, Map<WatchId, Integer> keptUnder) {
    Rows.WatchRow before = views.watches.get(watch.id());
    Integer kept = before == null ? null : before.policyVersion();
    views.watches.put(
        watch.id(),
        new Rows.WatchRow(
            watch.state(),
            watch.lastGeneration(),
            watch.state() instanceof WatchState.Planned
                ? null
                : kept == null ? keptUnder.get(watch.id()) : kept));
  }

  private SortedMap<Deadline.Key, Deadline> open(WatchId watch) {
    Rows.OpenDeadlines row = views.deadlines.get(watch);
    return row == null ? new TreeMap<>() : new TreeMap<>(row.byKey());
  }

  private void ended(DeskStore.EndedDeadline ended) {
    SortedMap<Deadline.Key, Deadline> open = open(ended.watch());
    Deadline current = open.get(ended.deadline().key());
    if (current != null && current.generation() == ended.deadline().generation()) {
      open.remove(current.key());
      views.deadlines.put(ended.watch(), new Rows.OpenDeadlines(open));
    }
  }

  private void opened(Changes.OpenedDeadline opened) {
    SortedMap<Deadline.Key, Deadline> open = open(opened.watch());
    if (open.putIfAbsent(opened.deadline().key(), opened.deadline()) != null) {
      throw new DeskStore.Refusal("deadline_open: " + opened.deadline(), null);
    }
    views.deadlines.put(opened.watch(), new Rows.OpenDeadlines(open));
  }

  /** An older state never replaces a newer one. */
  private void alarm(Changes.WatchedAlarm changed) {
    Alarm alarm = changed.alarm();
    Rows.AlarmRow before = views.alarms.get(alarm.id());
    if (before == null) {
      List<AlarmId> ids = new ArrayList<>();
      Rows.AlarmsOf row = views.alarmsOf.get(changed.watch());
      if (row != null) {
        ids.addAll(row.ids());
      }
      ids.add(alarm.id());
      views.alarmsOf.put(changed.watch(), new Rows.AlarmsOf(ids));
      views.alarms.put(
          alarm.id(), new Rows.AlarmRow(changed.watch(), alarm, changed.policyVersion()));
      return;
    }
    if (alarm.version() > before.alarm().version()) {
      views.alarms.put(
          alarm.id(), new Rows.AlarmRow(before.watch(), alarm, before.policyVersion()));
    }
  }

  /** What is in the outbox already is not put there again. */
  private void telling(WatchEffect.Tell tell) {
    Rows.OutboxKey key = new Rows.OutboxKey(tell.alarm(), tell.round(), tell.telling());
    if (views.outbox.get(key) == null && !views.hasEnded(key)) {
      long id = views.nextOutboxId();
      views.outbox.put(key, new Rows.OutboxRow(id, Rows.OutboxState.QUEUED, null));
    }
  }

  private void drill(WatchEffect.DrillPlanned planned) {
    if (views.drills.get(planned.drill()) != null) {
      throw new DeskStore.Refusal("drill_pkey: " + planned.drill(), null);
    }
    views.drills.put(planned.drill(), new Rows.DrillRow(planned, null));
  }

  private void calledOff(WatchEffect.DrillCalledOff how) {
    Rows.DrillRow before = views.drills.get(how.drill());
    if (before != null) {
      views.drills.put(how.drill(), new Rows.DrillRow(before.planned(), how));
    }
  }

  /** Whom a message has reached, or may have reached. */
  private record Reached(@Nullable PersonId person, ChannelKind channel) {}

  /** What waits is dropped; whoever was told, and is not among those never to be told, hears it. */
  private void standDown(WatchEffect.StandDown it) {
    Map<Reached, Long> told = new LinkedHashMap<>();
    Map<Reached, Long> stoodDown = new LinkedHashMap<>();
    views
        .messages(it.alarm())
        .forEach(
            (key, row) -> {
              Telling telling = key.telling();
              if (row.mayHaveCome()) {
                Map<Reached, Long> which = telling.isStandDown() ? stoodDown : told;
                Reached who = new Reached(telling.person(), telling.channel());
                which.merge(who, row.id(), Math::max);
              } else if (row.state() == Rows.OutboxState.QUEUED) {
                views.end(key, Rows.OutboxState.DROPPED);
              }
            });
    told.forEach(
        (who, last) -> {
          boolean never = who.person() != null && it.never().contains(who.person());
          boolean knows = it.closed() && stoodDown.getOrDefault(who, 0L) > last;
          if (!never && !knows && who.channel() != ChannelKind.CALL) {
            Telling telling = new Telling(it.telling(), who.person(), who.channel());
            telling(new WatchEffect.Tell(it.alarm(), it.version(), telling));
          }
        });
  }

  private void assignment(Changes.NewAssignment changed) {
    if (views.wearables.get(changed.wearable()) == null) {
      throw new DeskStore.Refusal("assignment_wearable_fkey: " + changed.wearable(), null);
    }
    List<DeskStore.Assignment> all = new ArrayList<>();
    Rows.AssignmentsOf row = views.assignments.get(changed.wearable());
    if (row != null) {
      all.addAll(row.assignments());
    }
    if (!all.isEmpty() && all.getLast().to() == null) {
      DeskStore.Assignment last = all.removeLast();
      all.add(
          new DeskStore.Assignment(
              last.wearable(),
              last.person(),
              last.visit(),
              last.participant(),
              last.from(),
              changed.from().isBefore(last.from()) ? last.from() : changed.from()));
    }
    if (changed.person() != null) {
      all.add(
          new DeskStore.Assignment(
              changed.wearable(),
              changed.person(),
              changed.visit(),
              changed.participant(),
              changed.from(),
              null));
    }
    views.assignments.put(changed.wearable(), new Rows.AssignmentsOf(all));
  }

  private void inputs(Changes changes) {
    changes
        .outcomes()
        .forEach((id, outcome) -> change(id, row -> with(row, row.occurred(), outcome)));
    changes
        .corrections()
        .forEach((id, at) -> change(id, row -> with(row, earlier(row, at), row.outcome())));
    for (Inbound owed : changes.owed()) {
      if (views.inbound.get(owed.id()) == null) {
        put(owed);
      }
    }
    changes.settled().forEach(id -> change(id, ChangeWriter::settled));
  }

  private void change(InputId id, UnaryOperator<Inbound> how) {
    Inbound row = views.inbound.get(id);
    if (row != null) {
      put(how.apply(row));
    }
  }

  private static Inbound with(
      Inbound row, @Nullable Occurrence occurred, @Nullable Outcome outcome) {
    return new Inbound(
        row.id(), row.watch(), row.receivedAt(), occurred, outcome, row.stepped(), row.content());
  }

  private static Occurrence earlier(Inbound row, Occurrence at) {
    return row.occurred() == null ? at : row.occurred().earlierOf(at);
  }

  private static Inbound settled(Inbound row) {
    return new Inbound(
        row.id(), row.watch(), row.receivedAt(), row.occurred(), row.outcome(), true, null);
  }

  private void put(Inbound row) {
    views.inbound.put(row.id(), row);
    if (row.stepped()) {
      views.owed.remove(row.id());
    } else {
      views.owed.put(row.id(), row);
    }
  }

  private void quarantined(Changes.Quarantined row) {
    if (views.quarantine.get(row.input()) == null) {
      views.quarantine.put(row.input(), row);
    }
  }

  private static Message.Visit revised(Message.Visit notice, long revision) {
    return new Message.Visit(
        notice.visit(),
        notice.phase(),
        notice.deadlines(),
        notice.silent(),
        notice.audiblePanic(),
        notice.alarms(),
        revision,
        notice.upTo(),
        notice.epoch());
  }

  private Map<WearableId, Long> notices(Map<WearableId, Message.Visit> notices) {
    Map<WearableId, Long> revisions = new TreeMap<>();
    new TreeMap<>(notices)
        .forEach(
            (wearable, notice) -> {
              Rows.WearableRow row = views.wearables.get(wearable);
              if (row != null) {
                long revision = row.revision() + 1;
                revisions.put(wearable, revision);
                views.wearables.put(
                    wearable, new Rows.WearableRow(revision, revised(notice, revision)));
              }
            });
    return revisions;
  }
}
