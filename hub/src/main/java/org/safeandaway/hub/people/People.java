package org.safeandaway.hub.people;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.watch.PersonId;

/** The staff's rows. */
@Singleton
public class People {
  private final Database database;

  public People(Database database) {
    this.database = database;
  }

  /**
   * One member of staff.
   *
   * @param roles as {@link Role#word}
   */
  @Serdeable
  public record Person(
      String id,
      String name,
      @Nullable String mobile,
      @Nullable String email,
      List<String> roles,
      boolean active) {}

  public List<Person> all() {
    return database.rows(People::person, "select * from person order by name, id limit 2000");
  }

  /** Whether or not they are active. */
  public Optional<Person> one(PersonId id) {
    return database.row(People::person, "select * from person where id = ?", id.value());
  }

  static Optional<Person> one(Database.Statements statements, PersonId id) throws SQLException {
    return statements.rows(People::person, "select * from person where id = ?", id.value()).stream()
        .findFirst();
  }

  private static Person person(Row row) throws SQLException {
    return new Person(
        row.text("id"),
        row.text("name"),
        row.textOrNull("mobile"),
        row.textOrNull("email"),
        row.texts("roles"),
        row.flag("active"));
  }

  public boolean exists(PersonId person) {
    return missing(List.of(person.value())).isEmpty();
  }

  /** Those of these ids that are nobody who works here. */
  public Set<String> missing(Collection<String> ids) {
    Set<String> missing = new HashSet<>(ids);
    database
        .rows(row -> row.text("id"), "select id from person where active and id = any(?)", ids)
        .forEach(missing::remove);
    return missing;
  }
}
