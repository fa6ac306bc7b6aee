package org.safeandaway.hub.desk.postgres;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.keeper.KeeperStore;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.WatchId;

/** The desk's and the keeper's store on PostgreSQL 15 or later. */
public final class PostgresDeskStore implements DeskStore, KeeperStore {
  private final Lanes lanes;
  private final SecureRandom random = new SecureRandom();
  private final Map<Integer, Policy> policies = new ConcurrentHashMap<>();
  private final AtomicLong journalLines = new AtomicLong();

  private final Contacts contacts;

  /** A store for a hub in which no channel is set up. */
  public PostgresDeskStore(Lanes lanes) {
    this(lanes, Set::of);
  }

  /**
   * @param channels that are set up in this hub, now
   */
  public PostgresDeskStore(Lanes lanes, Supplier<Set<ChannelKind>> channels) {
    this.lanes = lanes;
    this.contacts = new Contacts(channels);
  }

  @Override
  public <T> T transact(Lane lane, Work<T> work) {
    AtomicInteger lines = new AtomicInteger();
    T result =
        inConnection(
            lane,
            connection -> {
              PostgresTransaction transaction =
                  new PostgresTransaction(connection, policies, contacts, random);
              T done = work.in(transaction);
              lines.set(transaction.journalLines());
              return done;
            });
    journalLines.addAndGet(lines.get());
    return result;
  }

  /**
   * How many lines of the journal this hub is known to have committed since its start. What else is
   * there another hub has written.
   */
  public long journalLines() {
    return journalLines.get();
  }

  /**
   * Which step of the database's clock it is that was just seen: every hub sees the same one, some
   * moments apart, and it is one alarm.
   *
   * @param seen when, by that clock, as it is now
   * @return when the first hub saw it
   */
  public Instant sameStep(Instant seen) {
    return inConnection(
        Lane.KEEPER,
        connection ->
            new Sql(
                    connection,
                    """
                    update site set clock_stepped_at = case
                      when clock_stepped_at between ?::timestamptz - interval '10 s'
                        and ?::timestamptz + interval '10 s' then clock_stepped_at
                      else ?::timestamptz end
                    returning clock_stepped_at""")
                .value(seen)
                .value(seen)
                .value(seen)
                .row(row -> Sql.instant(row, "clock_stepped_at")));
  }

  private interface Use<T> {
    T with(Connection connection);
  }

  private <T> T inConnection(Lane lane, Use<T> use) {
    try (Connection connection = lanes.connection(lane)) {
      T result;
      try {
        result = use.with(connection);
      } catch (RuntimeException | Error failure) {
        rollBack(connection, failure);
        throw failure;
      }
      connection.commit();
      return result;
    } catch (SQLException failure) {
      // No connection, or a commit of unknown outcome: never a refusal.
      throw SqlFailure.outage(failure);
    }
  }

  private static void rollBack(Connection connection, Throwable because) {
    try {
      connection.rollback();
    } catch (SQLException failure) {
      because.addSuppressed(failure);
    }
  }

  @Override
  public Look look(Instant now, int limit) {
    return inConnection(Lane.KEEPER, connection -> look(connection, now, limit));
  }

  private static Look look(Connection connection, Instant now, int limit) {
    // `now` is a parameter: clock_timestamp() in the predicate is volatile and loses the index.
    List<Hint> due =
        new Sql(
                connection,
                """
                select watch, participant, alarm, kind, generation, due_at from deadline
                where state = 'OPEN' and due_at <= ? order by due_at limit ?""")
            .value(now)
            .value(limit)
            .rows(PostgresDeskStore::hint);
    List<WatchId> owed =
        new Sql(connection, "select distinct watch from inbound where not stepped limit ?")
            .value(limit)
            .rows(row -> new WatchId(row.getString("watch")));
    return new Sql(
            connection,
            """
            select clock_timestamp() as read_at,
              (select high_water from site) as high_water,
              (select min(due_at) from deadline where state = 'OPEN' and due_at > ?) as next_due""")
        .value(now)
        .row(
            row ->
                new Look(
                    Sql.instant(row, "read_at"),
                    Sql.instant(row, "high_water"),
                    due,
                    Sql.maybeInstant(row, "next_due"),
                    new TreeSet<>(owed)));
  }

  private static Hint hint(ResultSet row) throws SQLException {
    return new Hint(
        new WatchId(row.getString("watch")),
        key(row),
        row.getLong("generation"),
        Sql.instant(row, "due_at"));
  }

  static Deadline.Key key(ResultSet row) throws SQLException {
    Integer participant = Sql.maybeInt(row, "participant");
    @Nullable UUID alarm = row.getObject("alarm", UUID.class);
    return new Deadline.Key(
        participant == null ? null : new ParticipantId(participant),
        alarm == null ? null : new AlarmId(alarm),
        Deadline.Kind.valueOf(row.getString("kind")));
  }

  @Override
  public void keepHighWater(Instant hubTime) {
    inConnection(
        Lane.KEEPER,
        connection ->
            new Sql(
                    connection,
                    """
                    update site set high_water = ?,
                      ahead_of_clock = greatest(?::timestamptz - clock_timestamp(), '0')
                    where high_water < ?""")
                .value(hubTime)
                .value(hubTime)
                .value(hubTime)
                .run());
  }

  private static Site site(ResultSet row) throws SQLException {
    return new Site(
        row.getString("epoch"),
        new HubTime.HighWater(
            Sql.instant(row, "high_water"), Duration.ofMillis(row.getLong("ahead_millis"))));
  }

  @Override
  public Site site() {
    return inConnection(
        Lane.KEEPER,
        connection ->
            new Sql(
                    connection,
                    """
                    select epoch, greatest(high_water, (select max(at) from journal)) as high_water,
                      extract(epoch from ahead_of_clock) * 1000 as ahead_millis
                    from site""")
                .row(PostgresDeskStore::site));
  }
}
