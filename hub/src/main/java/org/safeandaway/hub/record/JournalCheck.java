package org.safeandaway.hub.record;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.stored.JournalLine;
import org.safeandaway.hub.desk.stored.UnreadableState;

/**
 * Goes through the whole chain, from the beginning, and finds the first place where it does not
 * hold (rule CONF-3).
 *
 * <p>It finds a line that was altered, removed, inserted or moved. Whether the newest lines were
 * cut off it cannot know from the database alone: for that the head of the chain ({@link
 * Verdict#head}) has to be kept somewhere else, and compared.
 */
public final class JournalCheck {
  private static final int FETCH = 1_000;

  private final DataSource database;

  public JournalCheck(DataSource database) {
    this.database = database;
  }

  /**
   * @param sealed lines that were checked and hold
   * @param emptied lines among them whose content retention has removed
   * @param unsealed lines that wait for their place
   * @param head hash of the last line that holds
   * @param trouble the first thing that does not hold; absent if everything does
   */
  public record Verdict(
      long sealed, long emptied, long unsealed, byte[] head, @Nullable String trouble) {
    public boolean holds() {
      return trouble == null;
    }
  }

  public Verdict check() throws SQLException {
    try (Connection connection = database.getConnection()) {
      // One snapshot, and a cursor instead of the whole journal in memory.
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      try {
        return check(connection);
      } finally {
        connection.rollback();
        connection.setReadOnly(false);
      }
    }
  }

  private static Verdict check(Connection connection) throws SQLException {
    long unsealed = number(connection, "select count(*) from journal_unsealed");
    long placeless =
        number(
            connection,
            """
            select count(*) from journal j
            where not exists (select from journal_seal s where s.journal_id = j.id)
              and not exists (select from journal_unsealed u where u.journal_id = j.id)""");
    Walk walk = new Walk();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet row =
          statement.executeQuery(
              """
              select s.position, s.journal_id, s.hash, j.id, j.watch, j.at, j.what, j.salt,
                j.stored, j.digest
              from journal_seal s left join journal j on j.id = s.journal_id
              order by s.position""")) {
        while (walk.trouble == null && row.next()) {
          walk.next(row);
        }
      }
    }
    String trouble = walk.trouble;
    if (trouble == null && placeless > 0) {
      trouble = placeless + " lines were never given to the sealer";
    }
    return new Verdict(walk.position, walk.emptied, unsealed, walk.hash, trouble);
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The chain as far as it was walked. */
  private static final class Walk {
    private long position;
    private long emptied;
    private byte[] hash = Chain.BEGINNING;
    private @Nullable String trouble;

    void next(ResultSet row) throws SQLException {
      long at = position + 1;
      if (row.getLong("position") != at) {
        trouble = "place " + at + " is missing";
      } else if (row.getObject("id") == null) {
        trouble = "the line at place " + at + " was removed";
      } else {
        follow(row, at);
      }
    }

    private void follow(ResultSet row, long at) throws SQLException {
      byte[] expected =
          Chain.hash(hash, at, row.getLong("journal_id"), instant(row), row.getBytes("digest"));
      byte[] salt = row.getBytes("salt");
      byte[] stored = row.getBytes("stored");
      if (!Arrays.equals(expected, row.getBytes("hash"))) {
        trouble = "the hash at place " + at + " does not follow from the one before";
      } else if (salt == null || stored == null) {
        emptied++;
        accept(at, expected);
      } else if (!Arrays.equals(Chain.digest(salt, stored), row.getBytes("digest"))) {
        trouble = "the line at place " + at + " was altered";
      } else if (!saysTheSame(row, stored)) {
        trouble = "the line at place " + at + " is filed under something that it does not say";
      } else {
        accept(at, expected);
      }
    }

    private void accept(long at, byte[] next) {
      position = at;
      hash = next;
    }

    private static boolean saysTheSame(ResultSet row, byte[] stored) throws SQLException {
      try {
        JournalLine line = JournalLine.decode(stored);
        return line.watch().equals(row.getString("watch"))
            && line.what().equals(row.getString("what"))
            && line.at().equals(instant(row));
      } catch (UnreadableState unreadable) {
        return false;
      }
    }

    private static Instant instant(ResultSet row) throws SQLException {
      return row.getObject("at", OffsetDateTime.class).toInstant();
    }
  }
}
