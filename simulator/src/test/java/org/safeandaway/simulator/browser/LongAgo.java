package org.safeandaway.simulator.browser;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.safeandaway.simulator.parts.Database;

/**
 * Passes time that nobody could wait for in a test: what a hub waits for stands in its database,
 * and is put back there. The hub's own keeper then sees that it is over, as at any other time.
 */
final class LongAgo {
  private LongAgo() {}

  /** The time of what is open of this kind of deadline is over now. */
  static void due(Database database, String kind) {
    int changed =
        run(
            database,
            "update deadline set promised_at = clock_timestamp() - interval '1 s',"
                + " due_at = clock_timestamp() - interval '1 s' where state = 'OPEN' and kind = '"
                + kind
                + "'");
    if (changed == 0) {
      throw new AssertionError("nothing waits for " + kind);
    }
  }

  /** A hub that is new is given a day until somebody has to sit before its board. */
  static void nobodyWatchedForADay(Database database) {
    run(database, "update lookout set nobody_since = nobody_since - interval '25 hours'");
  }

  private static int run(Database database, String sql) {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
