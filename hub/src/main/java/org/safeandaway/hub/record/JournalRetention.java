package org.safeandaway.hub.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * Empties lines of the journal whose time is over (rule CONF-2). Their digests and places stay, so
 * the chain still holds; a line that is not sealed yet is left alone, and so is every line of a
 * watch that has an open alarm.
 */
public final class JournalRetention {
  private final DataSource database;

  public JournalRetention(DataSource database) {
    this.database = database;
  }

  /**
   * @return how many lines were emptied
   */
  public int emptyBefore(Instant end) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                update journal j set salt = null, stored = null
                where j.at < ? and j.stored is not null
                  and exists (select from journal_seal s where s.journal_id = j.id)
                  and not exists
                    (select from alarm a where a.watch = j.watch and a.resolved_at is null)""")) {
      statement.setObject(1, end.atOffset(ZoneOffset.UTC));
      int lines = statement.executeUpdate();
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      return lines;
    }
  }
}
