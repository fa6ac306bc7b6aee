package org.safeandaway.hub.desk.postgres;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.safeandaway.hub.desk.Changes;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.DeskStore.Assignment;
import org.safeandaway.hub.desk.DeskStore.Loaded;
import org.safeandaway.hub.desk.DeskStore.Routing;
import org.safeandaway.hub.desk.Inbound;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.Occurrence;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.WearableId;

/**
 * One open transaction: routing, inbound rows and locks; see {@link Loading} and {@link Writing}.
 */
final class PostgresTransaction implements DeskStore.Transaction {
  /** How long the making of a new watch may wait for another hub that is making the same one. */
  private static final Duration MAKING = Duration.ofMillis(50);

  private static final String LOCK =
      "select id from watch where id = any(?) order by id for no key update";

  private final Connection connection;
  private final Map<Integer, Policy> policies;
  private final Contacts contacts;
  private final SecureRandom random;
  private int journalLines;

  PostgresTransaction(
      Connection connection,
      Map<Integer, Policy> policies,
      Contacts contacts,
      SecureRandom random) {
    this.connection = connection;
    this.policies = policies;
    this.contacts = contacts;
    this.random = random;
  }

  @Override
  public Routing routing(Set<WearableId> wearables, Set<VisitId> visits) {
    Set<WearableId> known = new TreeSet<>();
    Map<WearableId, List<Assignment>> assignments = new TreeMap<>();
    if (!wearables.isEmpty()) {
      sql("""
              select w.id as wearable, a.person, a.visit, a.participant, a.begins_at, a.ends_at
              from wearable w left join assignment a on a.wearable = w.id and (a.ends_at is null
                or a.ends_at > clock_timestamp() - interval '30 days' or a.visit = any(?))
              where w.id = any(?) order by a.begins_at, a.id""")
          .column("text", visits, VisitId::value)
          .column("text", wearables, WearableId::value)
          .rows(row -> routed(row, known, assignments));
    }
    List<VisitId> existing =
        visits.isEmpty()
            ? List.of()
            : sql("select id from visit where id = any(?)")
                .column("text", visits, VisitId::value)
                .rows(row -> new VisitId(row.getString("id")));
    return new Routing(known, assignments, new TreeSet<>(existing));
  }

  private static boolean routed(
      ResultSet row, Set<WearableId> known, Map<WearableId, List<Assignment>> assignments)
      throws SQLException {
    WearableId wearable = new WearableId(row.getString("wearable"));
    if (Sql.maybeInstant(row, "begins_at") != null) {
      assignments.computeIfAbsent(wearable, it -> new ArrayList<>()).add(assignment(wearable, row));
    }
    return known.add(wearable);
  }

  static Assignment assignment(WearableId wearable, ResultSet row) throws SQLException {
    Integer participant = Sql.maybeInt(row, "participant");
    return new Assignment(
        wearable,
        Sql.maybe(row, "person", PersonId::new),
        Sql.maybe(row, "visit", VisitId::new),
        participant == null ? null : new ParticipantId(participant),
        Sql.instant(row, "begins_at"),
        Sql.maybeInstant(row, "ends_at"));
  }

  @Override
  public SortedMap<InputId, Inbound> record(SortedMap<InputId, Inbound> inputs) {
    TreeSet<InputId> before = new TreeSet<>(inputs.keySet());
    before.removeAll(insert(connection, inputs.values()));
    SortedMap<InputId, Inbound> duplicates = new TreeMap<>();
    if (!before.isEmpty()) {
      // A new statement: a row that this one waited for is not in the snapshot of the insert.
      sql("select * from inbound where id = any(?)")
          .column("text", before, InputId::value)
          .rows(PostgresTransaction::inbound)
          .forEach(row -> duplicates.put(row.id(), row));
    }
    return duplicates;
  }

  /** Inserts rows in the order of their keys, and returns the ones that were not there. */
  static List<InputId> insert(Connection connection, Collection<Inbound> rows) {
    return new Sql(
            connection,
            """
            insert into inbound
              (id, watch, received_at, occurred_at, occurred_known, outcome, stepped, content)
            select * from unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
              ?::boolean[], ?::text[], ?::boolean[], ?::bytea[]) as i(id)
            order by i.id collate "C"
            on conflict (id) do nothing returning id""")
        .column("text", rows, Inbound::id)
        .column("text", rows, Inbound::watch)
        .column("timestamptz", rows, Inbound::receivedAt)
        .column("timestamptz", rows, row -> row.occurred() == null ? null : row.occurred().at())
        .column("boolean", rows, row -> row.occurred() == null ? null : row.occurred().known())
        .column("text", rows, Inbound::outcome)
        .column("boolean", rows, Inbound::stepped)
        .column("bytea", rows, Inbound::content)
        .rows(row -> new InputId(row.getString("id")));
  }

  static Inbound inbound(ResultSet row) throws SQLException {
    boolean occurred = Sql.maybeInstant(row, "occurred_at") != null;
    return new Inbound(
        new InputId(row.getString("id")),
        new WatchId(row.getString("watch")),
        Sql.instant(row, "received_at"),
        occurred
            ? new Occurrence(Sql.instant(row, "occurred_at"), row.getBoolean("occurred_known"))
            : null,
        Sql.maybe(row, "outcome", Outcome::valueOf),
        row.getBoolean("stepped"),
        row.getBytes("content"));
  }

  /**
   * The common case is one statement. What it did not get is either locked elsewhere or not there
   * yet; that is found out behind a savepoint, so that a wait which ends in vain does not end the
   * transaction.
   */
  @Override
  public Set<WatchId> lock(SortedSet<WatchId> watches, Duration patience) {
    Set<WatchId> locked = new TreeSet<>(locked(watches, LOCK + " skip locked"));
    SortedSet<WatchId> missing = new TreeSet<>(watches);
    missing.removeAll(locked);
    if (!missing.isEmpty()) {
      locked.addAll(make(missing, patience));
    }
    return locked;
  }

  private List<WatchId> make(SortedSet<WatchId> missing, Duration patience) {
    try {
      Savepoint before = connection.setSavepoint();
      try {
        waitAtMost(patience.isPositive() ? patience : MAKING);
        sql("""
                insert into watch (id) select i from unnest(?::text[]) as m(i)
                where not exists (select from watch w where w.id = m.i)
                order by i collate "C" on conflict (id) do nothing""")
            .column("text", missing, WatchId::value)
            .run();
        List<WatchId> locked =
            locked(missing, patience.isPositive() ? LOCK : LOCK + " skip locked");
        waitAtMost(Lanes.LOCK_TIMEOUT);
        connection.releaseSavepoint(before);
        return locked;
      } catch (DeskStore.Outage outage) {
        if (!isLockTimeout(outage)) {
          throw outage;
        }
        connection.rollback(before);
        return List.of();
      }
    } catch (SQLException failure) {
      throw SqlFailure.outage(failure);
    }
  }

  private List<WatchId> locked(SortedSet<WatchId> watches, String lock) {
    return sql(lock)
        .column("text", watches, WatchId::value)
        .rows(row -> new WatchId(row.getString("id")));
  }

  private void waitAtMost(Duration limit) {
    sql("select set_config('lock_timeout', ?, true)")
        .value(limit.toMillis() + "ms")
        .row(row -> true);
  }

  private static boolean isLockTimeout(DeskStore.Outage outage) {
    return outage.getCause() instanceof SQLException cause && "55P03".equals(cause.getSQLState());
  }

  @Override
  public void takeBack(Collection<InputId> inputs) {
    sql("delete from inbound where id = any(?)").column("text", inputs, InputId::value).run();
  }

  @Override
  public Loaded load(Set<WatchId> watches, Set<WearableId> wearables) {
    return new Loading(connection, policies, contacts).load(watches, wearables);
  }

  @Override
  public Map<WearableId, Long> write(Changes changes) {
    journalLines += changes.journal().size();
    return new Writing(connection, random).write(changes);
  }

  /** How many lines it has added to the journal. */
  int journalLines() {
    return journalLines;
  }

  private Sql sql(String text) {
    return new Sql(connection, text);
  }
}
