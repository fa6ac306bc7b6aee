package org.safeandaway.simulator.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database syncs, keeps what was committed over a kill, and is empty for each test. */
@ExtendWith(RealParts.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("engine")
class DatabaseIT {

  @Test
  void syncsAtEveryCommit(Database database) throws SQLException {
    try (var connection = connect(database)) {
      assertThat(ask(connection, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(connection, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(ask(connection, "SHOW full_page_writes")).isEqualTo("on");
    }
  }

  @Test
  void keepsWhatWasCommittedOverAKill(Database database) throws SQLException {
    var before = connect(database);
    tell(before, "CREATE TABLE promise (id int)");
    tell(before, "INSERT INTO promise VALUES (1)");

    database.kill();
    assertThatThrownBy(() -> tell(before, "INSERT INTO promise VALUES (2)"))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> connect(database)).isInstanceOf(SQLException.class);
    database.start();

    try (var after = connect(database)) {
      assertThat(ask(after, "SELECT count(*) FROM promise")).isEqualTo("1");
    }
  }

  @Test
  void freezesAndThawsWithItsConnectionsOpen(Database database) throws SQLException {
    try (var connection = connect(database)) {
      database.pause();
      connection.setNetworkTimeout(Runnable::run, 500);
      assertThatThrownBy(() -> ask(connection, "SELECT 1")).isInstanceOf(SQLException.class);
      database.resume();
    }
    try (var connection = connect(database)) {
      assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  @Order(1)
  void isLeftBroken(Database database) throws SQLException {
    try (var connection = connect(database)) {
      tell(connection, "CREATE TABLE leftover (id int)");
    }
    database.kill();
  }

  @Test
  @Order(2)
  void isWholeAndEmptyForTheNextTest(Database database) throws SQLException {
    try (var connection = connect(database)) {
      assertThat(ask(connection, "SELECT to_regclass('leftover')")).isNull();
    }
  }

  private static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl() + "?connectTimeout=2", database.user(), database.password());
  }

  private static void tell(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
