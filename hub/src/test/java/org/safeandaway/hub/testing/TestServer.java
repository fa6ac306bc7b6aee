package org.safeandaway.hub.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One PostgreSQL for all tests of a Java machine, which syncs at every commit, as in production. It
 * starts when it is first asked for; the user and the password are {@code postgres}.
 */
public final class TestServer {
  private TestServer() {}

  private static final class Started {
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

  public static String url(String database) {
    return Started.POSTGRES.getJdbcUrl("postgres", database);
  }

  /** Runs statements of the server's own, such as those that make databases. */
  public static void run(String sql) {
    run(dataSource("postgres"), sql);
  }

  static DataSource dataSource(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url(database));
    source.setUser("postgres");
    return source;
  }

  static void run(DataSource database, String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
