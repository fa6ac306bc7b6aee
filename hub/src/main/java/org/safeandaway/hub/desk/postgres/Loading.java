package org.safeandaway.hub.desk.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore.Loaded;
import org.safeandaway.hub.desk.DeskStore.Wearer;
import org.safeandaway.hub.desk.Inbound;
import org.safeandaway.hub.desk.stored.PolicyCodec;
import org.safeandaway.hub.desk.stored.ResponseCodec;
import org.safeandaway.hub.desk.stored.UnreadableState;
import org.safeandaway.hub.desk.stored.WatchCodec;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Cause;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.Office;
import org.safeandaway.hub.watch.Participant;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Response;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchState;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.WearableId;

/**
 * Reads what a step needs. These are statements of their own, after the one that locked: a join in
 * the locking statement was seen to return the new watch with the old deadline.
 */
final class Loading {
  private final Connection connection;
  private final Map<Integer, Policy> policies;
  private final Contacts contacts;

  /**
   * @param policies by version, as far as they were read before; a version never changes
   * @param contacts as they were read last
   */
  Loading(Connection connection, Map<Integer, Policy> policies, Contacts contacts) {
    this.connection = connection;
    this.policies = policies;
    this.contacts = contacts;
  }

  private record WatchRow(
      WatchId id, @Nullable String state, long lastGeneration, int policyVersion) {}

  private record SiteRow(
      Instant databaseTime,
      String epoch,
      long officeVersion,
      boolean watched,
      boolean drilling,
      boolean alarmed) {}

  Loaded load(Set<WatchId> ids, Set<WearableId> alsoWearables) {
    SiteRow site =
        sql("""
                select clock_timestamp() as read_at, epoch, office_version,
                  board_is_watched() as watched,
                  exists(select from alarm where cause_kind = 'DRILL' and resolved_at is null)
                    as drilling,
                  exists(select from alarm where resolved_at is null and cause_kind <> 'DRILL'
                    and kind <> 'TECHNICAL') as alarmed
                from site""")
            .row(
                row ->
                    new SiteRow(
                        Sql.instant(row, "read_at"),
                        row.getString("epoch"),
                        row.getLong("office_version"),
                        row.getBoolean("watched"),
                        row.getBoolean("drilling"),
                        row.getBoolean("alarmed")));
    Office office =
        contacts.office(
            connection, site.officeVersion(), site.watched(), site.drilling(), site.alarmed());
    Set<WearableId> wearables = new TreeSet<>(alsoWearables);
    if (ids.isEmpty()) {
      return new Loaded(
          site.databaseTime(),
          site.epoch(),
          Map.of(),
          Map.of(),
          Map.of(),
          List.of(),
          wearers(wearables),
          office);
    }
    Map<WatchId, Watch> watches = new TreeMap<>();
    Map<WatchId, String> unreadable = new TreeMap<>();
    Map<WatchId, Policy> kept = new TreeMap<>();
    Map<WatchId, SortedMap<Deadline.Key, Deadline>> deadlines = deadlines(ids);
    Map<WatchId, SortedMap<AlarmId, Alarm>> alarms = alarms(ids);
    for (WatchRow row : watchRows(ids)) {
      WatchState state = state(row, unreadable);
      watches.put(
          row.id(),
          new Watch(
              row.id(),
              state,
              lastGeneration(row, deadlines.getOrDefault(row.id(), new TreeMap<>())),
              deadlines.getOrDefault(row.id(), new TreeMap<>()),
              alarms.getOrDefault(row.id(), new TreeMap<>())));
      kept.put(row.id(), policy(row.policyVersion()));
      row.id().wearable().ifPresent(wearables::add);
      addWearables(state, wearables);
    }
    return new Loaded(
        site.databaseTime(),
        site.epoch(),
        watches,
        unreadable,
        kept,
        owed(ids),
        wearers(wearables),
        office);
  }

  private List<WatchRow> watchRows(Set<WatchId> ids) {
    return sql("""
            select i.id, w.state, coalesce(w.last_generation, 0) as last_generation,
              coalesce(w.policy_version, newest.version) as policy_version
            from unnest(?::text[]) as i(id) left join watch w on w.id = i.id
            cross join (select max(version) as version from policy) newest""")
        .column("text", ids, WatchId::value)
        .rows(
            row ->
                new WatchRow(
                    new WatchId(row.getString("id")),
                    row.getString("state"),
                    row.getLong("last_generation"),
                    row.getInt("policy_version")));
  }

  /** The row of a watch whose state cannot be read is not written, but its deadlines are. */
  private static long lastGeneration(WatchRow row, SortedMap<Deadline.Key, Deadline> open) {
    return open.values().stream()
        .mapToLong(Deadline::generation)
        .reduce(row.lastGeneration(), Math::max);
  }

  private static @Nullable WatchState state(WatchRow row, Map<WatchId, String> unreadable) {
    if (row.state() == null) {
      return null;
    }
    try {
      return WatchCodec.decode(row.state());
    } catch (UnreadableState failure) {
      unreadable.put(row.id(), String.valueOf(failure.getMessage()));
      return null;
    }
  }

  private Policy policy(int version) {
    Policy known = policies.get(version);
    if (known != null) {
      return known;
    }
    String rules =
        sql("select rules from policy where version = ?")
            .value(version)
            .row(row -> row.getString("rules"));
    try {
      Policy policy = PolicyCodec.decode(version, rules);
      policies.put(version, policy);
      return policy;
    } catch (UnreadableState failure) {
      throw new IllegalStateException("policy version " + version + " cannot be read", failure);
    }
  }

  private Map<WatchId, SortedMap<Deadline.Key, Deadline>> deadlines(Set<WatchId> ids) {
    Map<WatchId, SortedMap<Deadline.Key, Deadline>> all = new HashMap<>();
    sql("""
            select watch, participant, alarm, kind, generation, promised_at, due_at
            from deadline where watch = any(?) and state = 'OPEN'""")
        .column("text", ids, WatchId::value)
        .rows(
            row -> {
              Deadline deadline = deadline(row);
              return all.computeIfAbsent(watch(row), it -> new TreeMap<>())
                  .put(deadline.key(), deadline);
            });
    return all;
  }

  private static Deadline deadline(ResultSet row) throws SQLException {
    return new Deadline(
        PostgresDeskStore.key(row),
        row.getLong("generation"),
        Sql.instant(row, "promised_at"),
        Sql.instant(row, "due_at"));
  }

  private Map<WatchId, SortedMap<AlarmId, Alarm>> alarms(Set<WatchId> ids) {
    Map<WatchId, SortedMap<AlarmId, Alarm>> all = new HashMap<>();
    sql("select * from alarm where watch = any(?) and resolved_at is null")
        .column("text", ids, WatchId::value)
        .rows(
            row -> {
              Alarm alarm = alarm(row);
              return all.computeIfAbsent(watch(row), it -> new TreeMap<>()).put(alarm.id(), alarm);
            });
    return all;
  }

  /** An alarm from a row of the table {@code alarm}, open or not. */
  static Alarm alarm(ResultSet row) throws SQLException {
    Integer participant = Sql.maybeInt(row, "participant");
    PersonId owner = Sql.maybe(row, "owner", PersonId::new);
    Instant resolvedAt = Sql.maybeInstant(row, "resolved_at");
    return new Alarm(
        new AlarmId(Objects.requireNonNull(row.getObject("id", UUID.class))),
        AlarmKind.valueOf(row.getString("kind")),
        new Cause(Cause.Kind.valueOf(row.getString("cause_kind")), row.getString("cause_id")),
        participant == null ? null : new ParticipantId(participant),
        Sql.maybe(row, "wearable", WearableId::new),
        Sql.maybe(row, "wearer_then", PersonId::new),
        Sql.maybe(row, "wearer_now", PersonId::new),
        Sql.instant(row, "raised_at"),
        Sql.instant(row, "occurred_at"),
        row.getBoolean("occurred_uncertain"),
        row.getBoolean("during_outage"),
        response(row),
        row.getInt("version"),
        owner == null ? null : new Alarm.Owner(owner, Sql.instant(row, "owned_at")),
        resolvedAt == null
            ? null
            : new Alarm.Resolution(
                Sql.maybe(row, "resolved_by", PersonId::new),
                resolvedAt,
                Alarm.Reason.valueOf(row.getString("reason")),
                row.getString("resolution")));
  }

  /** An alarm from before there were ladders has not begun to climb. */
  private static Response response(ResultSet row) throws SQLException {
    String stored = row.getString("response");
    try {
      return stored == null
          ? Response.notBegun(
              ResponsePlan.standard(AlarmKind.valueOf(row.getString("kind"))),
              Sql.instant(row, "raised_at"))
          : ResponseCodec.decode(stored);
    } catch (UnreadableState failure) {
      throw new IllegalStateException("the response of an alarm cannot be read", failure);
    }
  }

  private List<Inbound> owed(Set<WatchId> ids) {
    return sql("""
            select * from inbound where watch = any(?) and not stepped
            order by received_at, id""")
        .column("text", ids, WatchId::value)
        .rows(PostgresTransaction::inbound);
  }

  private Map<WearableId, Wearer> wearers(Set<WearableId> wearables) {
    Map<WearableId, Wearer> wearers = new TreeMap<>();
    if (!wearables.isEmpty()) {
      sql("""
              select w.id, s.heard_at, s.unsent,
                a.person, a.visit, a.participant, a.begins_at, a.ends_at
              from wearable w left join wearable_state s on s.wearable = w.id
              left join assignment a on a.wearable = w.id and a.ends_at is null
              where w.id = any(?)""")
          .column("text", wearables, WearableId::value)
          .rows(row -> wearers.put(new WearableId(row.getString("id")), wearer(row)));
    }
    return wearers;
  }

  private static Wearer wearer(ResultSet row) throws SQLException {
    boolean assigned = Sql.maybeInstant(row, "begins_at") != null;
    return new Wearer(
        Sql.maybeInstant(row, "heard_at"),
        Sql.maybeInt(row, "unsent"),
        assigned ? PostgresTransaction.assignment(new WearableId(row.getString("id")), row) : null);
  }

  private static void addWearables(@Nullable WatchState state, Set<WearableId> into) {
    if (state != null) {
      for (Participant participant : state.participants()) {
        if (participant.wearable() != null) {
          into.add(participant.wearable());
        }
      }
    }
  }

  private static WatchId watch(ResultSet row) throws SQLException {
    return new WatchId(row.getString("watch"));
  }

  private Sql sql(String text) {
    return new Sql(connection, text);
  }
}
