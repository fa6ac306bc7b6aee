package org.safeandaway.hub.desk.postgres;

import java.sql.Connection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.Changes;
import org.safeandaway.hub.desk.SafeWord;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Plan;
import org.safeandaway.hub.watch.VisitId;

/** Visits as they are planned: their words, who goes, the safe word. */
final class VisitRows {
  private final Connection connection;

  VisitRows(Connection connection) {
    this.connection = connection;
  }

  void planned(List<Changes.NewVisit> visits) {
    if (visits.isEmpty()) {
      return;
    }
    sql("""
            insert into visit (id, planned_by, planned_at, expected_arrival, agreed_end, silent,
              audible_panic, purpose, place, address, notes, parent, parent_telephone, vehicle,
              registration, hazards)
            select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
              ?::timestamptz[], ?::boolean[], ?::boolean[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])""")
        .column("text", visits, it -> it.plan().visit())
        .column("text", visits, Changes.NewVisit::plannedBy)
        .column("timestamptz", visits, Changes.NewVisit::plannedAt)
        .column("timestamptz", visits, it -> it.plan().expectedArrival())
        .column("timestamptz", visits, it -> it.plan().agreedEnd())
        .column("boolean", visits, it -> it.plan().silent())
        .column("boolean", visits, it -> it.plan().audiblePanic())
        .column("text", visits, it -> it.details().purpose())
        .column("text", visits, it -> it.details().place())
        .column("text", visits, it -> it.details().address())
        .column("text", visits, it -> it.details().notes())
        .column("text", visits, it -> it.details().forAlarm().parent())
        .column("text", visits, it -> it.details().forAlarm().parentTelephone())
        .column("text", visits, it -> it.details().forAlarm().vehicle())
        .column("text", visits, it -> it.details().forAlarm().registration())
        .column("text", visits, it -> it.details().forAlarm().hazards())
        .run();
    visits.forEach(visit -> visitors(visit.plan().visit(), counted(visit.plan().visitors())));
    visits.forEach(visit -> safeWord(visit.plan().visit(), visit.details().safeWord()));
  }

  private static SortedMap<ParticipantId, PersonId> counted(List<PersonId> visitors) {
    TreeMap<ParticipantId, PersonId> counted = new TreeMap<>();
    visitors.forEach(each -> counted.put(new ParticipantId(counted.size() + 1), each));
    return counted;
  }

  private void visitors(VisitId visit, SortedMap<ParticipantId, PersonId> visitors) {
    sql("""
            insert into visit_visitor (visit, participant, person)
            select ?, * from unnest(?::int[], ?::text[])""")
        .value(visit.value())
        .column("int", visitors.keySet(), ParticipantId::number)
        .column("text", visitors.values(), PersonId::value)
        .run();
  }

  /** One after another: a batch may change one visit twice. */
  void replanned(Changes.ChangedVisit it) {
    Plan plan = it.plan();
    sql("""
            update visit set expected_arrival = ?, agreed_end = ?, silent = ?, audible_panic = ?,
              purpose = ?, place = ?, address = ?, notes = ?, parent = ?, parent_telephone = ?,
              vehicle = ?, registration = ?, hazards = ?
            where id = ?""")
        .value(plan.expectedArrival())
        .value(plan.agreedEnd())
        .value(plan.silent())
        .value(plan.audiblePanic())
        .value(it.details().purpose())
        .value(it.details().place())
        .value(it.details().address())
        .value(it.details().notes())
        .value(it.details().forAlarm().parent())
        .value(it.details().forAlarm().parentTelephone())
        .value(it.details().forAlarm().vehicle())
        .value(it.details().forAlarm().registration())
        .value(it.details().forAlarm().hazards())
        .value(plan.visit().value())
        .run();
    sql("delete from visit_visitor where visit = ?").value(plan.visit().value()).run();
    visitors(plan.visit(), it.visitors());
    safeWord(plan.visit(), it.details().safeWord());
  }

  /** Absent: it stays as it is. */
  private void safeWord(VisitId visit, @Nullable SafeWord word) {
    if (word == null) {
      return;
    }
    if (word.isNone()) {
      sql("delete from visit_safe_word where visit = ?").value(visit.value()).run();
      return;
    }
    sql("""
            insert into visit_safe_word (visit, word) values (?, ?)
            on conflict (visit) do update set word = excluded.word""")
        .value(visit.value())
        .value(word.word())
        .run();
  }

  private Sql sql(String text) {
    return new Sql(connection, text);
  }
}
