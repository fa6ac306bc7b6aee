package org.safeandaway.hub.visit;

import io.micronaut.serde.annotation.Serdeable;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Row;

/**
 * Somebody by id and name.
 *
 * @param name the id again, if nobody of that id is known
 */
@Serdeable
public record PersonView(String id, String name) {

  /** The same person, called otherwise; null if nobody. */
  static @Nullable PersonView named(@Nullable PersonView person, UnaryOperator<String> naming) {
    return person == null ? null : new PersonView(person.id(), naming.apply(person.name()));
  }

  /** From two columns; null if the first is empty. */
  public static @Nullable PersonView of(Row row, String id, String name) throws SQLException {
    String value = row.textOrNull(id);
    if (value == null) {
      return null;
    }
    String known = row.textOrNull(name);
    return new PersonView(value, known == null ? value : known);
  }
}
