package org.safeandaway.simulator.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.PartFailure;

/** Looks at the database from outside, on a connection of its own for each question. */
record Rows(Database database) {

  /** Makes something of one row. */
  interface Mapping<T> {
    T of(ResultSet row) throws SQLException;
  }

  Connection connection() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl() + "?connectTimeout=5&socketTimeout=60",
        database.user(),
        database.password());
  }

  <T> List<T> all(Mapping<T> mapping, String sql) {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<T> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(mapping.of(row));
      }
      return rows;
    } catch (SQLException e) {
      throw new PartFailure("the database could not be asked: " + sql, e);
    }
  }

  long number(String sql) {
    return all(row -> row.getLong(1), sql).getFirst();
  }

  void run(String sql) {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new PartFailure("the database could not be told: " + sql, e);
    }
  }
}
