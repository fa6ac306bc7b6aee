package org.safeandaway.hub.people;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.watch.PersonId;

/**
 * The one way in which people are added and changed, by the API and by the pages.
 *
 * <p>Somebody can always let others in: the last administrator who may sign in is neither
 * deactivated nor made something else. Changes are made one after another, or two could each take
 * the other for the last but one.
 */
@Singleton
public class Staff {
  private static final String LAST =
      "is the last administrator; make somebody else one first, or nobody could let people in";
  private static final String TAKEN = "is somebody else's already; people sign in with it";

  private final Database database;

  public Staff(Database database) {
    this.database = database;
  }

  /** What may be changed of somebody. */
  public record Details(
      String name, @Nullable String mobile, @Nullable String email, List<String> roles) {
    public Details {
      roles = List.copyOf(roles);
    }
  }

  /** How a change went. */
  public sealed interface Outcome {
    /** As they are now. */
    record Done(People.Person person) implements Outcome {}

    /** There is nobody of this id. */
    record Nobody() implements Outcome {}

    /** Nothing was changed; the words say of the field what is wrong with it. */
    record Refused(String field, String words) implements Outcome {}
  }

  public Outcome add(PersonId id, Details details) {
    return inOrder(
        statements -> {
          if (People.one(statements, id).isPresent()) {
            return new Outcome.Refused("id", "is somebody's already");
          }
          Optional<Outcome> refused = refuseTaken(statements, id, details);
          if (refused.isPresent()) {
            return refused.get();
          }
          statements.change(
              """
              insert into person (id, name, mobile, email, roles, active, made_at)
              values (?, ?, ?, ?, ?, true, clock_timestamp())
              """,
              id.value(),
              details.name(),
              details.mobile(),
              details.email(),
              details.roles());
          return done(statements, id);
        });
  }

  public Outcome change(PersonId id, Details details) {
    return inOrder(
        statements -> {
          Optional<People.Person> before = People.one(statements, id);
          if (before.isEmpty()) {
            return new Outcome.Nobody();
          }
          boolean resigns = !details.roles().contains(Role.ADMIN.word());
          if (resigns && isLastAdministrator(statements, before.get())) {
            return new Outcome.Refused("roles", "leave nobody: this " + LAST);
          }
          Optional<Outcome> refused = refuseTaken(statements, id, details);
          if (refused.isPresent()) {
            return refused.get();
          }
          statements.change(
              "update person set name = ?, mobile = ?, email = ?, roles = ? where id = ?",
              details.name(),
              details.mobile(),
              details.email(),
              details.roles(),
              id.value());
          return done(statements, id);
        });
  }

  /** From now on they are signed in nowhere, and their tokens open nothing. */
  public Outcome deactivate(PersonId id) {
    return inOrder(
        statements -> {
          Optional<People.Person> before = People.one(statements, id);
          if (before.isEmpty()) {
            return new Outcome.Nobody();
          }
          if (isLastAdministrator(statements, before.get())) {
            return new Outcome.Refused("active", "stays: this " + LAST);
          }
          statements.change("update person set active = false where id = ?", id.value());
          // For good: a session must not come back when the person does.
          statements.change(
              "update session set ended_at = clock_timestamp() where person = ? and ended_at is null",
              id.value());
          statements.change("delete from set_up_link where person = ?", id.value());
          return done(statements, id);
        });
  }

  public Outcome activate(PersonId id) {
    return inOrder(
        statements ->
            statements.change("update person set active = true where id = ?", id.value()) > 0
                ? done(statements, id)
                : new Outcome.Nobody());
  }

  private Outcome inOrder(Database.Work<Outcome> work) {
    return database.transaction(
        statements -> {
          statements.change("lock table person in share row exclusive mode");
          return work.in(statements);
        });
  }

  private static boolean isLastAdministrator(Database.Statements statements, People.Person person)
      throws SQLException {
    return person.active()
        && person.roles().contains(Role.ADMIN.word())
        && statements
            .rows(
                row -> row.text("id"),
                "select id from person where active and ? = any(roles) and id <> ? limit 1",
                Role.ADMIN.word(),
                person.id())
            .isEmpty();
  }

  /** An e-mail is a name to sign in with, so it is one person's. */
  private static Optional<Outcome> refuseTaken(
      Database.Statements statements, PersonId id, Details details) throws SQLException {
    boolean taken =
        details.email() != null
            && !statements
                .rows(
                    row -> row.text("id"),
                    "select id from person where lower(email) = lower(?) and id <> ? limit 1",
                    details.email(),
                    id.value())
                .isEmpty();
    return taken ? Optional.of(new Outcome.Refused("email", TAKEN)) : Optional.empty();
  }

  private static Outcome done(Database.Statements statements, PersonId id) throws SQLException {
    return new Outcome.Done(People.one(statements, id).orElseThrow());
  }
}
