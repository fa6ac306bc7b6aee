package org.safeandaway.hub.configuration;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the database before the hub starts: after a power cut both machines come up in any
 * order. What no waiting mends (a wrong password, no such database) is bad configuration.
 */
public final class DatabaseGate {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseGate.class);
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final int OLDEST_VERSION = 150_000;

  private DatabaseGate() {}

  public static void await(Settings.Database database) throws InterruptedException {
    boolean said = false;
    while (true) {
      try {
        look(database);
        return;
      } catch (SQLException e) {
        refuseWhatWaitingDoesNotMend(e);
        if (!said) {
          LOG.warn("waiting for the database at {}: {}", database.url(), e.getMessage());
        }
        said = true;
      }
      Thread.sleep(BETWEEN);
    }
  }

  private static void look(Settings.Database database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", database.username());
    properties.setProperty("password", database.password());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "5");
    try (Connection connection = DriverManager.getConnection(database.url(), properties);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show server_version_num")) {
      result.next();
      if (result.getInt(1) < OLDEST_VERSION) {
        throw new BadConfiguration(
            "safeandaway.database.url", "is PostgreSQL 15 or later; this one is older");
      }
    }
  }

  private static void refuseWhatWaitingDoesNotMend(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (state.startsWith("28")) {
      throw new BadConfiguration(
          "safeandaway.database.password",
          "is not right for safeandaway.database.username: the database refuses it");
    }
    if (state.equals("3D000")) {
      throw new BadConfiguration(
          "safeandaway.database.url", "names a database that does not exist: make it first");
    }
  }
}
