package org.safeandaway.hub.desk.postgres;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.Changes;
import org.safeandaway.hub.desk.Changes.OpenedDeadline;
import org.safeandaway.hub.desk.Changes.WatchedAlarm;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.desk.DeskStore.DeadlineEnd;
import org.safeandaway.hub.desk.DeskStore.EndedDeadline;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.desk.SafeWord;
import org.safeandaway.hub.desk.stored.JournalLine;
import org.safeandaway.hub.desk.stored.ResponseCodec;
import org.safeandaway.hub.desk.stored.WatchCodec;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Plan;
import org.safeandaway.hub.watch.Telling;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchEffect;
import org.safeandaway.hub.watch.WatchState;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.WearableId;

/**
 * Writes what changed, one statement for each kind of row.
 *
 * <p>Rows of a watch are under its lock. Rows of wearables are not, so they are locked here,
 * sorted, and after everything that might wait for another transaction: owed inputs come first.
 * Only the journal comes after them, which waits for nobody and says which revision they got.
 */
final class Writing {
  private static final int SALT_BYTES = 16;
  private static final int CODES = 1_000_000;

  private final Connection connection;
  private final SecureRandom random;

  Writing(Connection connection, SecureRandom random) {
    this.connection = connection;
    this.random = random;
  }

  Map<WearableId, Long> write(Changes changes) {
    if (!changes.owed().isEmpty()) {
      PostgresTransaction.insert(connection, changes.owed());
    }
    visits(changes.visits());
    changes.changedVisits().forEach(this::replan);
    watches(changes);
    ended(changes);
    opened(changes.opened());
    alarms(changes.alarms());
    notes(changes.notes());
    responses(changes.responses(), changes.at());
    inputs(changes);
    quarantine(changes.quarantine());
    Map<WearableId, Long> revisions = lockWearables(changes);
    assignments(changes.assignments());
    Map<WearableId, Long> written = notices(changes, revisions);
    journal(changes.journal(), written);
    return written;
  }

  private void visits(List<Changes.NewVisit> visits) {
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
  private void replan(Changes.ChangedVisit it) {
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

  private void watches(Changes changes) {
    List<Watch> watches = changes.watches();
    if (watches.isEmpty()) {
      return;
    }
    sql("""
            update watch w set stage = v.stage, state = v.state::jsonb,
              last_generation = v.last_generation,
              policy_version = case when v.stage = 'PLANNED' then null
                else coalesce(w.policy_version, v.policy_version) end,
              changed_at = ?
            from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::int[])
              as v(id, stage, state, last_generation, policy_version)
            where w.id = v.id""")
        .value(changes.at())
        .column("text", watches, Watch::id)
        .column("text", watches, it -> stage(it.state()))
        .column("text", watches, it -> state(it.state()))
        .column("bigint", watches, Watch::lastGeneration)
        .column("int", watches, it -> changes.keptUnder().get(it.id()))
        .run();
  }

  private static @Nullable String stage(@Nullable WatchState state) {
    return state == null ? null : WatchCodec.stage(state);
  }

  private static @Nullable String state(@Nullable WatchState state) {
    return state == null ? null : WatchCodec.encode(state);
  }

  private void ended(Changes changes) {
    List<EndedDeadline> ended = changes.ended();
    if (ended.isEmpty()) {
      return;
    }
    sql("""
            update deadline d set state = v.state, fired_at = v.fired_at
            from unnest(?::text[], ?::bigint[], ?::text[], ?::timestamptz[])
              as v(watch, generation, state, fired_at)
            where d.watch = v.watch and d.generation = v.generation and d.state = 'OPEN'""")
        .column("text", ended, EndedDeadline::watch)
        .column("bigint", ended, it -> it.deadline().generation())
        .column("text", ended, EndedDeadline::how)
        .column("timestamptz", ended, it -> it.how() == DeadlineEnd.FIRED ? changes.at() : null)
        .run();
  }

  private void opened(List<OpenedDeadline> opened) {
    if (opened.isEmpty()) {
      return;
    }
    sql("""
            insert into deadline
              (watch, participant, alarm, kind, generation, promised_at, due_at)
            select * from unnest(?::text[], ?::int[], ?::uuid[], ?::text[], ?::bigint[],
              ?::timestamptz[], ?::timestamptz[])""")
        .column("text", opened, OpenedDeadline::watch)
        .column("int", opened, it -> it.deadline().key().participant())
        .column("uuid", opened, it -> it.deadline().key().alarm())
        .column("text", opened, it -> it.deadline().key().kind())
        .column("bigint", opened, it -> it.deadline().generation())
        .column("timestamptz", opened, it -> it.deadline().promisedAt())
        .column("timestamptz", opened, it -> it.deadline().dueAt())
        .run();
  }

  private void alarms(List<WatchedAlarm> alarms) {
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

  private void notes(List<Changes.Note> notes) {
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

  private void responses(Changes.Responses it, Instant at) {
    drills(it);
    tellings(it.tellings(), at);
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

  /** A message of the same step is there already if a panic was committed without its watch. */
  private void tellings(List<WatchEffect.Tell> tellings, Instant at) {
    if (tellings.isEmpty()) {
      return;
    }
    sql("""
            insert into outbox (alarm, round, step, person, channel, code, made_at, next_at)
            select v.*, ?, ?
            from unnest(?::uuid[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[]) as v
            on conflict (alarm, round, step, person, channel) do nothing""")
        .value(at)
        .value(at)
        .column("uuid", tellings, WatchEffect.Tell::alarm)
        .column("int", tellings, WatchEffect.Tell::round)
        .column("int", tellings, it -> it.telling().step())
        .column("text", tellings, it -> it.telling().person())
        .column("text", tellings, it -> it.telling().channel())
        .column("text", tellings, it -> code(it.telling()))
        .run();
  }

  /** By which an SMS reply takes the alarm; six digits, which nobody guesses in a few tries. */
  private @Nullable String code(Telling telling) {
    return telling.channel() == ChannelKind.SMS
        ? String.format(Locale.ROOT, "%06d", random.nextInt(CODES))
        : null;
  }

  private void inputs(Changes changes) {
    if (!changes.outcomes().isEmpty()) {
      sql("""
              update inbound i set outcome = v.outcome
              from unnest(?::text[], ?::text[]) as v(id, outcome) where i.id = v.id""")
          .column("text", changes.outcomes().keySet(), InputId::value)
          .column("text", changes.outcomes().values(), it -> it)
          .run();
    }
    if (!changes.corrections().isEmpty()) {
      sql("""
              update inbound i set occurred_at = least(i.occurred_at, v.at),
                occurred_known = i.occurred_known or v.known
              from unnest(?::text[], ?::timestamptz[], ?::boolean[]) as v(id, at, known)
              where i.id = v.id""")
          .column("text", changes.corrections().keySet(), InputId::value)
          .column("timestamptz", changes.corrections().values(), it -> it.at())
          .column("boolean", changes.corrections().values(), it -> it.known())
          .run();
    }
    if (!changes.settled().isEmpty()) {
      sql("update inbound set stepped = true, content = null where id = any(?)")
          .column("text", changes.settled(), InputId::value)
          .run();
    }
  }

  private void quarantine(List<Changes.Quarantined> rows) {
    if (rows.isEmpty()) {
      return;
    }
    sql("""
            insert into quarantine (input, topic, bytes, why, words, quarantined_at)
            select * from unnest(?::text[], ?::text[], ?::bytea[], ?::text[], ?::text[],
              ?::timestamptz[]) as v(input) order by v.input collate "C"
            on conflict (input) do nothing""")
        .column("text", rows, Changes.Quarantined::input)
        .column("text", rows, it -> storable(it.topic()))
        .column("bytea", rows, Changes.Quarantined::bytes)
        .column("text", rows, Changes.Quarantined::why)
        .column("text", rows, it -> storable(it.words()))
        .column("timestamptz", rows, Changes.Quarantined::at)
        .run();
  }

  /** PostgreSQL's text cannot hold NUL; the bytes beside it hold everything. */
  private static @Nullable String storable(@Nullable String text) {
    return text == null ? null : text.replace('\0', '\uFFFD');
  }

  private record Line(Changes.JournalEntry entry, byte[] salt, byte[] stored, byte[] digest) {}

  private void journal(List<Changes.JournalEntry> entries, Map<WearableId, Long> revisions) {
    if (entries.isEmpty()) {
      return;
    }
    List<Line> lines = new ArrayList<>();
    for (Changes.JournalEntry entry : entries) {
      byte[] salt = new byte[SALT_BYTES];
      random.nextBytes(salt);
      WearableId wearable = entry.wearable();
      byte[] stored = JournalLine.encode(entry, wearable == null ? null : revisions.get(wearable));
      lines.add(new Line(entry, salt, stored, digest(salt, stored)));
    }
    sql("""
            with line as (
              insert into journal (watch, at, what, salt, stored, digest)
              select watch, at, what, salt, stored, digest
              from unnest(?::text[], ?::timestamptz[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[])
                with ordinality as v(watch, at, what, salt, stored, digest, ordinal)
              order by ordinal returning id)
            insert into journal_unsealed (journal_id) select id from line""")
        .column("text", lines, it -> it.entry().watch())
        .column("timestamptz", lines, it -> it.entry().at())
        .column("text", lines, it -> it.entry().what())
        .column("bytea", lines, Line::salt)
        .column("bytea", lines, Line::stored)
        .column("bytea", lines, Line::digest)
        .run();
  }

  private static byte[] digest(byte[] salt, byte[] stored) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      return sha.digest(stored);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private Map<WearableId, Long> lockWearables(Changes changes) {
    Set<WearableId> wearables = new TreeSet<>(changes.notices().keySet());
    changes.assignments().forEach(it -> wearables.add(it.wearable()));
    Map<WearableId, Long> revisions = new TreeMap<>();
    if (!wearables.isEmpty()) {
      sql("select id, revision from wearable where id = any(?) order by id for no key update")
          .column("text", wearables, WearableId::value)
          .rows(row -> revisions.put(new WearableId(row.getString("id")), row.getLong("revision")));
    }
    return revisions;
  }

  /** One after another: a batch may hand one wearable on twice. */
  private void assignments(List<Changes.NewAssignment> assignments) {
    for (Changes.NewAssignment it : assignments) {
      sql("""
              update assignment set ends_at = greatest(begins_at, ?)
              where wearable = ? and ends_at is null""")
          .value(it.from())
          .value(it.wearable().value())
          .run();
      if (it.person() != null) {
        begin(it);
      }
    }
  }

  private void begin(Changes.NewAssignment it) {
    sql("""
            insert into assignment (wearable, person, visit, participant, begins_at)
            values (?, ?, ?, ?, ?)""")
        .value(it.wearable().value())
        .value(it.person() == null ? null : it.person().value())
        .value(it.visit() == null ? null : it.visit().value())
        .value(it.participant() == null ? null : it.participant().number())
        .value(it.from())
        .run();
  }

  private record Notice(WearableId wearable, long revision, String message) {}

  /** A notice for a wearable that nobody registered has nowhere to go. */
  private Map<WearableId, Long> notices(Changes changes, Map<WearableId, Long> revisions) {
    List<Notice> notices = new ArrayList<>();
    Map<WearableId, Long> written = new TreeMap<>();
    for (Map.Entry<WearableId, Message.Visit> it : changes.notices().entrySet()) {
      Long before = revisions.get(it.getKey());
      if (before != null) {
        long revision = before + 1;
        Message.Visit message = DeskResult.withRevision(it.getValue(), revision);
        String json = new String(Codec.VISIT.encode(message), StandardCharsets.UTF_8);
        notices.add(new Notice(it.getKey(), revision, json));
        written.put(it.getKey(), revision);
      }
    }
    if (!notices.isEmpty()) {
      write(notices, changes.at());
    }
    return written;
  }

  private void write(List<Notice> notices, Instant at) {
    sql("""
            update wearable w set revision = v.revision, notice = v.notice, noticed_at = ?
            from unnest(?::text[], ?::bigint[], ?::text[]) as v(id, revision, notice)
            where w.id = v.id""")
        .value(at)
        .column("text", notices, Notice::wearable)
        .column("bigint", notices, Notice::revision)
        .column("text", notices, Notice::message)
        .run();
  }

  private Sql sql(String text) {
    return new Sql(connection, text);
  }
}
