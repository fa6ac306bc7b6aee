package org.safeandaway.hub.database;

import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore;

/**
 * Runs SQL. Parameters are by position: text, numbers, booleans, UUIDs, instants, bytes, and
 * collections of texts (as {@code text[]}); null is allowed.
 *
 * <p>Every failure but a mistake in the SQL itself is a {@link DeskStore.Outage}.
 */
@Singleton
public final class Database {
  private static final String MISTAKE = "42";

  private final DataSource source;

  /** Our own transactions, so the pool itself and not Micronaut Data's view of it. */
  public Database(DataSource source, DataSourceResolver resolver) {
    this.source = resolver.resolve(source);
  }

  /** Makes something of one row. */
  public interface Mapping<T> {
    T of(Row row) throws SQLException;
  }

  /** Several statements that count together or not at all. */
  public interface Work<T> {
    T in(Statements statements) throws SQLException;
  }

  public <T> List<T> rows(Mapping<T> mapping, String sql, @Nullable Object... parameters) {
    return connected(statements -> statements.rows(mapping, sql, parameters));
  }

  public <T> Optional<T> row(Mapping<T> mapping, String sql, @Nullable Object... parameters) {
    return rows(mapping, sql, parameters).stream().findFirst();
  }

  /** Returns the number of rows that changed. */
  public int change(String sql, @Nullable Object... parameters) {
    return connected(statements -> statements.change(sql, parameters));
  }

  public <T> T transaction(Work<T> work) {
    return connected(
        statements -> {
          statements.connection.setAutoCommit(false);
          try {
            statements.limitStandingStill();
            T result = work.in(statements);
            statements.connection.commit();
            return result;
          } catch (SQLException | RuntimeException e) {
            statements.connection.rollback();
            throw e;
          }
        });
  }

  private <T> T connected(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      return work.in(new Statements(connection));
    } catch (SQLException e) {
      if (e.getSQLState() != null && e.getSQLState().startsWith(MISTAKE)) {
        throw new IllegalStateException(e.getMessage(), e);
      }
      throw new DeskStore.Outage("the database does not answer: " + e.getMessage(), e);
    }
  }

  /** Statements on one connection. */
  public static final class Statements {
    private final Connection connection;

    private Statements(Connection connection) {
      this.connection = connection;
    }

    public <T> List<T> rows(Mapping<T> mapping, String sql, @Nullable Object... parameters)
        throws SQLException {
      try (PreparedStatement statement = prepare(sql, parameters);
          ResultSet results = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        Row row = new Row(results);
        while (results.next()) {
          rows.add(mapping.of(row));
        }
        return rows;
      }
    }

    public int change(String sql, @Nullable Object... parameters) throws SQLException {
      try (PreparedStatement statement = prepare(sql, parameters)) {
        return statement.executeUpdate();
      }
    }

    /** Another hub may wait for the rows of one that was stopped in the middle. */
    private void limitStandingStill() throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set local idle_in_transaction_session_timeout = '2s'");
      }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters)
        throws SQLException {
      PreparedStatement statement = connection.prepareStatement(sql);
      try {
        for (int i = 0; i < parameters.length; i++) {
          set(statement, i + 1, parameters[i]);
        }
        return statement;
      } catch (SQLException e) {
        statement.close();
        throw e;
      }
    }

    private void set(PreparedStatement statement, int at, @Nullable Object value)
        throws SQLException {
      switch (value) {
        case Instant instant ->
            statement.setObject(at, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
        case byte[] bytes -> statement.setBytes(at, bytes);
        case Collection<?> many -> statement.setArray(at, arrayOf(many));
        case null -> statement.setNull(at, java.sql.Types.NULL);
        default -> statement.setObject(at, value);
      }
    }

    private java.sql.Array arrayOf(Collection<?> many) throws SQLException {
      List<@Nullable Object> plain = new ArrayList<>();
      String type = "text";
      for (Object each : many) {
        switch (each) {
          case Instant instant -> {
            type = "timestamptz";
            plain.add(OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
          }
          case java.util.UUID id -> {
            type = "uuid";
            plain.add(id);
          }
          case null -> plain.add(null);
          default -> plain.add(each.toString());
        }
      }
      return connection.createArrayOf(type, plain.toArray());
    }
  }
}
