package org.safeandaway.simulator.parts;

import java.sql.DriverManager;
import java.sql.SQLException;

/** What the parts themselves ask of a database server. */
final class Sql {
  private static final String CANNOT_CONNECT_NOW = "57P03";

  private Sql() {}

  /** Whether the server serves this user. False while it is away, starting or recovering. */
  static boolean answers(String url, String user, String password) {
    try (var connection = DriverManager.getConnection(url, user, password)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      String state = e.getSQLState();
      if (state != null && (state.startsWith("08") || state.equals(CANNOT_CONNECT_NOW))) {
        return false;
      }
      throw new PartFailure("the database server refuses us", e);
    }
  }

  /** Drops a database, whoever uses it, and makes it new and empty. */
  static void recreate(String maintenanceUrl, String user, String password, String database) {
    try (var connection = DriverManager.getConnection(maintenanceUrl, user, password);
        var statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS \"" + database + "\" WITH (FORCE)");
      statement.execute("CREATE DATABASE \"" + database + "\"");
    } catch (SQLException e) {
      throw new PartFailure("database " + database + " could not be made anew", e);
    }
  }
}
