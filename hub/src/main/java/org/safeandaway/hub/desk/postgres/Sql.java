package org.safeandaway.hub.desk.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement with its parameters in order. Sets of rows go in as one array for each column
 * and are spread by {@code unnest}, so a statement is one round trip however many rows it has.
 */
final class Sql {
  private final Connection connection;
  private final String text;
  private final List<@Nullable Object> parameters = new ArrayList<>();

  Sql(Connection connection, String text) {
    this.connection = connection;
    this.text = text;
  }

  /** Reads one row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  Sql value(@Nullable Object value) {
    parameters.add(value instanceof Instant instant ? atUtc(instant) : value);
    return this;
  }

  /** A column of rows, as an array of this PostgreSQL type. */
  <R> Sql column(String type, Collection<R> rows, Function<R, @Nullable Object> value) {
    Object[] column = type.equals("bytea") ? new byte[rows.size()][] : new Object[rows.size()];
    int at = 0;
    for (R row : rows) {
      Object cell = value.apply(row);
      column[at++] = cell instanceof byte[] bytes ? bytes : cell == null ? null : cell.toString();
    }
    parameters.add(new Column(type, column));
    return this;
  }

  private record Column(String type, Object[] cells) {}

  int run() {
    try (PreparedStatement statement = prepared()) {
      return statement.executeUpdate();
    } catch (SQLException failure) {
      throw SqlFailure.of(failure);
    }
  }

  <T> List<T> rows(Row<T> reader) {
    try (PreparedStatement statement = prepared();
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(reader.read(result));
      }
      return rows;
    } catch (SQLException failure) {
      throw SqlFailure.of(failure);
    }
  }

  <T> T row(Row<T> reader) {
    return rows(reader).getFirst();
  }

  private PreparedStatement prepared() throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text);
    for (int i = 0; i < parameters.size(); i++) {
      Object parameter = parameters.get(i);
      if (parameter instanceof Column(String type, Object[] cells)) {
        Array array = connection.createArrayOf(type, cells);
        statement.setArray(i + 1, array);
      } else {
        statement.setObject(i + 1, parameter);
      }
    }
    return statement;
  }

  private static OffsetDateTime atUtc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  // Reading a row

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant maybeInstant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  static @Nullable Integer maybeInt(ResultSet row, String column) throws SQLException {
    return row.getObject(column, Integer.class);
  }

  static <T> @Nullable T maybe(ResultSet row, String column, Function<String, T> type)
      throws SQLException {
    String value = row.getString(column);
    return value == null ? null : type.apply(value);
  }
}
