package org.safeandaway.hub.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.safeandaway.hub.desk.postgres.LaneSettings;

/**
 * A migrated database of its own for each test, in one PostgreSQL server for all tests of a Java
 * machine. The server syncs at every commit, as in production.
 */
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  private static final Queue<TestDatabase> EMPTY = new ConcurrentLinkedQueue<>();

  /** The triggers that keep the journal are off while this runs. */
  private static final String CLEAN =
      """
      set session_replication_role = replica;
      delete from journal_seal; delete from journal_unsealed; delete from journal;
      delete from quarantine; delete from inbound; delete from outbox; delete from alarm_step;
      delete from alarm_outcome; delete from alarm_note; delete from alarm; delete from drill;
      delete from deadline; delete from watch; delete from assignment; delete from visit_visitor;
      delete from visit; delete from wearable_state; delete from wearable; delete from person;
      delete from policy where version > 1;
      update site set high_water = clock_timestamp(), ahead_of_clock = '0';
      alter sequence journal_id_seq restart;
      set session_replication_role = origin""";

  private final String name;
  private boolean spoilt;

  private TestDatabase(String name) {
    this.name = name;
  }

  /** An empty one: given back by another test, or copied from a migrated template. */
  public static synchronized TestDatabase make() {
    TestDatabase empty = EMPTY.poll();
    if (empty != null) {
      return empty;
    }
    EmbeddedPostgres running = server();
    String name = "test" + COUNT.incrementAndGet();
    execute(running.getPostgresDatabase(), "create database " + name + " template migrated");
    return new TestDatabase(name);
  }

  /** For tests that change more than rows: nobody else gets it. */
  public void spoil() {
    spoilt = true;
  }

  /** Empties it for another test. Many databases make a server that takes long to stop. */
  public void giveBack() {
    if (!spoilt) {
      execute(dataSource(), CLEAN);
      EMPTY.add(this);
    }
  }

  public LaneSettings settings() {
    return new LaneSettings(server().getJdbcUrl("postgres", name), "postgres", "postgres");
  }

  public DataSource dataSource() {
    return dataSource(name);
  }

  private static DataSource dataSource(String name) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server().getJdbcUrl("postgres", name));
    source.setUser("postgres");
    return source;
  }

  /** Runs one statement with parameters. */
  public int run(String sql, @Nullable Object... parameters) {
    try (Connection connection = dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.execute() ? -1 : statement.getUpdateCount();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of the first row, as text. */
  public String value(String sql) {
    List<String> column = column(sql);
    return column.isEmpty() ? "none" : column.getFirst();
  }

  /** The first column of every row, as text. */
  public List<String> column(String sql) {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      List<String> column = new ArrayList<>();
      while (row.next()) {
        column.add(String.valueOf(row.getString(1)));
      }
      return column;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static synchronized EmbeddedPostgres server() {
    EmbeddedPostgres running = server;
    if (running == null) {
      try {
        running =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      server = running;
      execute(running.getPostgresDatabase(), "create database migrated");
      Flyway.configure().dataSource(dataSource("migrated")).load().migrate();
    }
    return running;
  }

  private static void execute(DataSource database, String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
