package org.safeandaway.hub.testing;

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
import org.safeandaway.hub.desk.postgres.LaneSettings;

/** A migrated database of its own for each test, for those that need the rows and no hub. */
public final class TestDatabase {
  /** What each is copied from; migrated when the first one is. */
  private static final String TEMPLATE = "migrated";

  private static final AtomicInteger COUNT = new AtomicInteger();
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
    int count = COUNT.incrementAndGet();
    if (count == 1) {
      TestServer.run("create database " + TEMPLATE);
      Flyway.configure().dataSource(TestServer.dataSource(TEMPLATE)).load().migrate();
    }
    String name = "test" + count;
    TestServer.run("create database " + name + " template " + TEMPLATE);
    return new TestDatabase(name);
  }

  /** For tests that change more than rows: nobody else gets it. */
  public void spoil() {
    spoilt = true;
  }

  /** Empties it for another test. Many databases make a server that takes long to stop. */
  public void giveBack() {
    if (!spoilt) {
      TestServer.run(dataSource(), CLEAN);
      EMPTY.add(this);
    }
  }

  public LaneSettings settings() {
    return new LaneSettings(TestServer.url(name), "postgres", "postgres");
  }

  public DataSource dataSource() {
    return TestServer.dataSource(name);
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
}
