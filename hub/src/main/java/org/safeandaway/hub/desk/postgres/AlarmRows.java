package org.safeandaway.hub.desk.postgres;

import java.sql.Connection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.Changes;
import org.safeandaway.hub.desk.Changes.WatchedAlarm;
import org.safeandaway.hub.desk.stored.ResponseCodec;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.WatchEffect;

/** Alarms, what people write on them, how far their ladders have come, and drills. */
final class AlarmRows {
  private final Connection connection;

  AlarmRows(Connection connection) {
    this.connection = connection;
  }

  void alarms(List<WatchedAlarm> alarms) {
    if (alarms.isEmpty()) {
      return;
    }
    sql("""
            insert into alarm (id, watch, policy_version, kind, cause_kind, cause_id, participant,
              wearable, wearer_then, wearer_now, raised_at, occurred_at, occurred_uncertain,
              during_outage, response, version, owner, owned_at, resolved_by, resolved_at, reason,
              resolution)
            select * from unnest(?::uuid[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[],
              ?::int[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
              ?::boolean[], ?::boolean[], ?::jsonb[], ?::int[], ?::text[], ?::timestamptz[],
              ?::text[], ?::timestamptz[], ?::text[], ?::text[]) as v(id)
            order by v.id
            on conflict (id) do update set
              occurred_at = excluded.occurred_at,
              occurred_uncertain = excluded.occurred_uncertain,
              response = excluded.response,
              version = excluded.version,
              owner = excluded.owner,
              owned_at = excluded.owned_at,
              resolved_by = excluded.resolved_by,
              resolved_at = excluded.resolved_at,
              reason = excluded.reason,
              resolution = excluded.resolution
            where excluded.version > alarm.version""")
        .column("uuid", alarms, it -> it.alarm().id())
        .column("text", alarms, WatchedAlarm::watch)
        .column("int", alarms, WatchedAlarm::policyVersion)
        .column("text", alarms, it -> it.alarm().kind())
        .column("text", alarms, it -> it.alarm().cause().kind())
        .column("text", alarms, it -> it.alarm().cause().id())
        .column("int", alarms, it -> it.alarm().participant())
        .column("text", alarms, it -> it.alarm().wearable())
        .column("text", alarms, it -> it.alarm().wearerThen())
        .column("text", alarms, it -> it.alarm().wearerNow())
        .column("timestamptz", alarms, it -> it.alarm().raisedAt())
        .column("timestamptz", alarms, it -> it.alarm().occurredAt())
        .column("boolean", alarms, it -> it.alarm().occurredUncertain())
        .column("boolean", alarms, it -> it.alarm().duringOutage())
        .column("jsonb", alarms, it -> ResponseCodec.encode(it.alarm().response()))
        .column("int", alarms, it -> it.alarm().version())
        .column("text", alarms, it -> it.alarm().ownedBy().map(Alarm.Owner::person).orElse(null))
        .column(
            "timestamptz", alarms, it -> it.alarm().ownedBy().map(Alarm.Owner::since).orElse(null))
        .column("text", alarms, it -> resolved(it, Alarm.Resolution::by))
        .column("timestamptz", alarms, it -> resolved(it, Alarm.Resolution::at))
        .column("text", alarms, it -> resolved(it, Alarm.Resolution::reason))
        .column("text", alarms, it -> resolved(it, Alarm.Resolution::words))
        .run();
  }

  private static @Nullable Object resolved(
      WatchedAlarm it, Function<Alarm.Resolution, @Nullable Object> part) {
    Alarm.Resolution resolution = it.alarm().resolution();
    return resolution == null ? null : part.apply(resolution);
  }

  void notes(List<Changes.Note> notes) {
    if (notes.isEmpty()) {
      return;
    }
    sql("""
            insert into alarm_note (alarm, by_person, noted_at, words)
            select * from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::text[])""")
        .column("uuid", notes, Changes.Note::alarm)
        .column("text", notes, Changes.Note::by)
        .column("timestamptz", notes, Changes.Note::at)
        .column("text", notes, Changes.Note::words)
        .run();
  }

  void responses(Changes.Responses it) {
    drills(it);
    if (!it.steps().isEmpty()) {
      sql("""
              insert into alarm_step (alarm, round, step, begun_at, messages)
              select * from unnest(?::uuid[], ?::int[], ?::int[], ?::timestamptz[], ?::int[])
              on conflict do nothing""")
          .column("uuid", it.steps(), WatchEffect.StepBegun::alarm)
          .column("int", it.steps(), WatchEffect.StepBegun::round)
          .column("int", it.steps(), WatchEffect.StepBegun::step)
          .column("timestamptz", it.steps(), WatchEffect.StepBegun::at)
          .column("int", it.steps(), WatchEffect.StepBegun::messages)
          .run();
    }
    if (!it.outcomes().isEmpty()) {
      sql("""
              insert into alarm_outcome (alarm, step, by_person, noted_at, outcome, words)
              select * from unnest(?::uuid[], ?::int[], ?::text[], ?::timestamptz[], ?::text[],
                ?::text[])""")
          .column("uuid", it.outcomes(), WatchEffect.OutcomeNoted::alarm)
          .column("int", it.outcomes(), WatchEffect.OutcomeNoted::step)
          .column("text", it.outcomes(), WatchEffect.OutcomeNoted::by)
          .column("timestamptz", it.outcomes(), WatchEffect.OutcomeNoted::at)
          .column("text", it.outcomes(), WatchEffect.OutcomeNoted::outcome)
          .column("text", it.outcomes(), WatchEffect.OutcomeNoted::words)
          .run();
    }
  }

  private void drills(Changes.Responses it) {
    if (!it.drills().isEmpty()) {
      sql("""
              insert into drill
                (id, alarm, kind, planned_by, planned_at, begins_at, announced, visitor)
              select * from unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[],
                ?::timestamptz[], ?::boolean[], ?::text[])""")
          .column("text", it.drills(), WatchEffect.DrillPlanned::drill)
          .column("uuid", it.drills(), drill -> drill.drill().alarm())
          .column("text", it.drills(), WatchEffect.DrillPlanned::kind)
          .column("text", it.drills(), WatchEffect.DrillPlanned::by)
          .column("timestamptz", it.drills(), WatchEffect.DrillPlanned::plannedAt)
          .column("timestamptz", it.drills(), WatchEffect.DrillPlanned::beginsAt)
          .column("boolean", it.drills(), WatchEffect.DrillPlanned::announced)
          .column("text", it.drills(), WatchEffect.DrillPlanned::visitor)
          .run();
    }
    if (!it.calledOff().isEmpty()) {
      sql("""
              update drill d set called_off_by = v.by_person, called_off_at = v.at,
                called_off_why = v.why
              from unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[])
                as v(id, by_person, at, why)
              where d.id = v.id""")
          .column("text", it.calledOff(), WatchEffect.DrillCalledOff::drill)
          .column("text", it.calledOff(), WatchEffect.DrillCalledOff::by)
          .column("timestamptz", it.calledOff(), WatchEffect.DrillCalledOff::at)
          .column("text", it.calledOff(), WatchEffect.DrillCalledOff::why)
          .run();
    }
  }

  private Sql sql(String text) {
    return new Sql(connection, text);
  }
}
