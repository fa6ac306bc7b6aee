package org.safeandaway.hub.record;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.safeandaway.hub.threads.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives committed lines of the journal their place in the chain.
 *
 * <p>The desk's transactions write lines without a place, since a chain would make each wait for
 * the one before. The sealer comes after them:
 *
 * <ol>
 *   <li>Take the site's advisory lock; another hub's sealer that has it does the work.
 *   <li>Take up to {@link #LIMIT} committed lines without a place, in the order of their ids.
 *   <li>Append them to the chain, and commit.
 * </ol>
 *
 * Whoever waits for new lines wakes it, and is told when some are sealed.
 *
 * <p>A line that commits late gets a later place than its id suggests; its time says when it
 * happened.
 */
public final class JournalSealer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalSealer.class);

  /** Any number that nobody else uses for an advisory lock in this database. */
  private static final long ADVISORY_LOCK = 0x5afe_a4a7L;

  static final int LIMIT = 1_000;

  /** Source: architecture.md. */
  private static final Duration EVERY = Duration.ofMillis(250);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** Source: architecture.md, the desk's own limit. */
  private static final Duration STANDS_STILL = Duration.ofSeconds(2);

  /** However often it is woken. */
  private static final Duration AT_LEAST = Duration.ofMillis(20);

  private final DataSource database;
  private final Counter sealed;
  private final Counter failures;
  private final Worker worker;
  private volatile long lastDone = System.nanoTime();
  private volatile boolean woken;
  private volatile Runnable listener = () -> {};

  public JournalSealer(DataSource database, MeterRegistry meters) {
    this.database = database;
    this.sealed = meters.counter("safeandaway.journal.sealed");
    this.failures = meters.counter("safeandaway.journal.failures");
    meters.gauge(
        "safeandaway.journal.lag.seconds", this, it -> it.sinceAllWasSealed().toMillis() / 1000.0);
    this.worker = new Worker(Thread.ofPlatform().daemon().name("sealer"), this::turn);
  }

  public void start() {
    worker.start();
  }

  /** Calls this after some lines were sealed, on the sealer's thread: it only signals. */
  public void whenSealed(Runnable told) {
    listener = told;
  }

  /** There is something to seal, and somebody waits for it. */
  public void wake() {
    woken = true;
    worker.wake();
  }

  /** Since nothing was left to seal, or another hub was seen doing it. */
  public Duration sinceAllWasSealed() {
    return Duration.ofNanos(System.nanoTime() - lastDone);
  }

  @Override
  public void close() {
    worker.close();
  }

  private void turn() {
    Duration park = EVERY;
    long begun = System.nanoTime();
    woken = false;
    try {
      int lines = seal();
      sealed.increment(lines);
      if (lines > 0) {
        listener.run();
      }
      if (lines == LIMIT) {
        park = Duration.ZERO;
      } else {
        lastDone = System.nanoTime();
      }
    } catch (SQLException failure) {
      failures.increment();
      LOG.warn("the journal cannot be sealed now, trying again: {}", failure.getMessage());
      park = AFTER_FAILURE;
    }
    rest(begun, park);
  }

  /** If it is woken it rests for {@link #AT_LEAST} all the same: a seal has its price. */
  private void rest(long since, Duration most) {
    while (worker.isRunning()) {
      Duration limit = woken && most.compareTo(AT_LEAST) > 0 ? AT_LEAST : most;
      long left = limit.toNanos() - (System.nanoTime() - since);
      if (left <= 0) {
        return;
      }
      LockSupport.parkNanos(this, left);
    }
  }

  /**
   * One transaction.
   *
   * @return how many lines were sealed
   */
  int seal() throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        int lines = isOurs(connection) ? append(connection) : 0;
        connection.commit();
        return lines;
      } catch (SQLException | RuntimeException failure) {
        connection.rollback();
        throw failure;
      }
    }
  }

  /** A sealer that stands still must not keep the others from sealing: its session is ended. */
  private static boolean isOurs(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select pg_try_advisory_xact_lock(?),"
                + " set_config('idle_in_transaction_session_timeout', ?, true)")) {
      statement.setLong(1, ADVISORY_LOCK);
      statement.setString(2, STANDS_STILL.toMillis() + "ms");
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private record Line(long id, Instant at, byte[] digest) {}

  private record Place(long position, byte[] hash) {}

  private static int append(Connection connection) throws SQLException {
    List<Line> lines = unsealed(connection);
    if (lines.isEmpty()) {
      return 0;
    }
    Place last = last(connection);
    try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into journal_seal (position, journal_id, hash, sealed_at)"
                    + " values (?, ?, ?, clock_timestamp())");
        PreparedStatement delete =
            connection.prepareStatement("delete from journal_unsealed where journal_id = ?")) {
      for (Line line : lines) {
        long position = last.position() + 1;
        last =
            new Place(
                position, Chain.hash(last.hash(), position, line.id(), line.at(), line.digest()));
        insert.setLong(1, position);
        insert.setLong(2, line.id());
        insert.setBytes(3, last.hash());
        insert.addBatch();
        delete.setLong(1, line.id());
        delete.addBatch();
      }
      insert.executeBatch();
      delete.executeBatch();
    }
    return lines.size();
  }

  private static List<Line> unsealed(Connection connection) throws SQLException {
    List<Line> lines = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select j.id, j.at, j.digest from journal_unsealed u
            join journal j on j.id = u.journal_id order by u.journal_id limit ?""")) {
      statement.setInt(1, LIMIT);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
          lines.add(new Line(row.getLong("id"), at, row.getBytes("digest")));
        }
      }
    }
    return lines;
  }

  private static Place last(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select position, hash from journal_seal order by position desc limit 1")) {
      return row.next()
          ? new Place(row.getLong("position"), row.getBytes("hash"))
          : new Place(0, Chain.BEGINNING);
    }
  }
}
