package org.safeandaway.hub.desk.postgres;

import java.sql.SQLException;
import org.safeandaway.hub.desk.DeskStore;

/**
 * What a failed statement means to the desk. Only SQLSTATE classes 22 (data) and 23 (integrity) say
 * that the data is refused, and never so when the commit itself failed. Everything else, known or
 * not, is an outage: trying again costs little, and quarantining a good event costs an alarm.
 */
final class SqlFailure {
  private SqlFailure() {}

  static RuntimeException of(SQLException failure) {
    String state = failure.getSQLState();
    boolean refused = state != null && (state.startsWith("22") || state.startsWith("23"));
    String words = state + ": " + failure.getMessage();
    return refused ? new DeskStore.Refusal(words, failure) : outage(failure);
  }

  static DeskStore.Outage outage(SQLException failure) {
    return new DeskStore.Outage(failure.getSQLState() + ": " + failure.getMessage(), failure);
  }
}
