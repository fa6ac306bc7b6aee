package org.safeandaway.hub.desk.postgres;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.Changes;
import org.safeandaway.hub.desk.Changes.OpenedDeadline;
import org.safeandaway.hub.desk.DeskStore.DeadlineEnd;
import org.safeandaway.hub.desk.DeskStore.EndedDeadline;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.desk.stored.JournalLine;
import org.safeandaway.hub.desk.stored.WatchCodec;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchState;
import org.safeandaway.protocol.WearableId;

/**
 * Writes what changed, one statement for each kind of row.
 *
 * <p>Rows of a watch are under its lock. Rows of wearables are not, so {@link WearableRows} locks
 * them, sorted, and after everything that might wait for another transaction: owed inputs come
 * first. Only the journal comes after them, which waits for nobody and says which revision they
 * got.
 */
final class Writing {
  private static final int SALT_BYTES = 16;

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
    VisitRows visits = new VisitRows(connection);
    visits.planned(changes.visits());
    changes.changedVisits().forEach(visits::replanned);
    watches(changes);
    ended(changes);
    opened(changes.opened());
    AlarmRows alarms = new AlarmRows(connection);
    alarms.alarms(changes.alarms());
    alarms.notes(changes.notes());
    alarms.responses(changes.responses());
    OutboxRows outbox = new OutboxRows(connection, random);
    outbox.tellings(changes.responses().tellings(), changes.at());
    changes.responses().standDowns().forEach(it -> outbox.standDown(it, changes.at()));
    inputs(changes);
    quarantine(changes.quarantine());
    WearableRows wearables = new WearableRows(connection);
    Map<WearableId, Long> revisions = wearables.locked(changes);
    wearables.assignments(changes.assignments());
    Map<WearableId, Long> written = wearables.notices(changes, revisions);
    journal(changes.journal(), written);
    return written;
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

  private Sql sql(String text) {
    return new Sql(connection, text);
  }
}
