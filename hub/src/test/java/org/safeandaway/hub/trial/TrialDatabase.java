package org.safeandaway.hub.trial;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL for all tests of this JVM, and a database of its own for each who asks. */
public final class TrialDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TrialDatabase() {}

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "200")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The URL of a new, empty database; user and password are {@code postgres}. */
  public static String make() {
    String name = "trial" + COUNT.incrementAndGet();
    run("create database " + name);
    return Server.POSTGRES.getJdbcUrl("postgres", name).replaceAll("\\?.*", "");
  }

  /** Ends every connection to this database and lets nobody in until {@link #open}. */
  public static void shut(String url) {
    String name = name(url);
    run("alter database " + name + " allow_connections false");
    run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
  }

  public static void open(String url) {
    run("alter database " + name(url) + " allow_connections true");
  }

  private static String name(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private static void run(String sql) {
    String url = Server.POSTGRES.getJdbcUrl("postgres", "postgres");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
