package org.safeandaway.hub.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
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

  private final String name;

  private TestDatabase(String name) {
    this.name = name;
  }

  /** A new one, copied from a migrated template. */
  public static synchronized TestDatabase make() {
    EmbeddedPostgres running = server();
    String name = "test" + COUNT.incrementAndGet();
    execute(running.getPostgresDatabase(), "create database " + name + " template migrated");
    return new TestDatabase(name);
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
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "none";
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
