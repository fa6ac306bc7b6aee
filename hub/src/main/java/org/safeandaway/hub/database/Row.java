package org.safeandaway.hub.database;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of a result, read by the names of its columns. */
public final class Row {
  private final ResultSet results;

  Row(ResultSet results) {
    this.results = results;
  }

  public String text(String column) throws SQLException {
    return present(column, results.getString(column));
  }

  public @Nullable String textOrNull(String column) throws SQLException {
    return results.getString(column);
  }

  public int number(String column) throws SQLException {
    return results.getInt(column);
  }

  public @Nullable Integer numberOrNull(String column) throws SQLException {
    int value = results.getInt(column);
    return results.wasNull() ? null : value;
  }

  public long longNumber(String column) throws SQLException {
    return results.getLong(column);
  }

  public @Nullable Long longOrNull(String column) throws SQLException {
    long value = results.getLong(column);
    return results.wasNull() ? null : value;
  }

  public boolean flag(String column) throws SQLException {
    return results.getBoolean(column);
  }

  public @Nullable Boolean flagOrNull(String column) throws SQLException {
    boolean value = results.getBoolean(column);
    return results.wasNull() ? null : value;
  }

  public Instant instant(String column) throws SQLException {
    return present(column, instantOrNull(column));
  }

  public @Nullable Instant instantOrNull(String column) throws SQLException {
    OffsetDateTime value = results.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  public UUID uuid(String column) throws SQLException {
    return present(column, results.getObject(column, UUID.class));
  }

  public byte @Nullable [] bytesOrNull(String column) throws SQLException {
    return results.getBytes(column);
  }

  /** A {@code text[]}; absent is empty. */
  public List<String> texts(String column) throws SQLException {
    Array array = results.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  private static <T> T present(String column, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("column " + column + " is empty, and may not be");
    }
    return value;
  }
}
