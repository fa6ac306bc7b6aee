package org.safeandaway.hub.security;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.watch.PersonId;

/**
 * How somebody gets a password: by a link that opens, once, the page on which they choose it. An
 * administrator makes it and hands it over; nobody but its holder ever knows the password. A new
 * link ends the ones before it.
 */
@Singleton
public class SetUpLinks {
  public static final Duration LASTS = Duration.ofHours(24);

  private final Database database;
  private final Passwords passwords;
  private final InstantSource time;

  public SetUpLinks(Database database, Passwords passwords, InstantSource time) {
    this.database = database;
    this.passwords = passwords;
    this.time = time;
  }

  /** Whose link it is, with the words that are obvious as their password. */
  public record Holder(PersonId person, String name, @Nullable String email) {}

  /**
   * Makes a link; its secret is not to be had again.
   *
   * @param by null for the command on the hub's own machine
   */
  public Secret make(PersonId person, @Nullable PersonId by) {
    Secret secret = Secret.make();
    Instant now = time.instant();
    return database.transaction(
        statements -> {
          statements.change("delete from set_up_link where person = ?", person.value());
          statements.change(
              """
              insert into set_up_link (digest, person, made_by, made_at, expires_at)
              values (?, ?, ?, ?, ?)
              """,
              secret.digest(),
              person.value(),
              by == null ? null : by.value(),
              now,
              now.plus(LASTS));
          return secret;
        });
  }

  /** The path of the page that it opens. */
  public static String path(Secret secret) {
    return "/set-up/" + secret.value();
  }

  /** Whose link it is, if it still opens anything. */
  public Optional<Holder> holder(Secret secret) {
    return database.row(
        row -> new Holder(new PersonId(row.text("id")), row.text("name"), row.textOrNull("email")),
        """
        select p.id, p.name, p.email from set_up_link l join person p on p.id = l.person
        where l.digest = ? and l.used_at is null and l.expires_at > ? and p.active
        """,
        secret.digest(),
        time.instant());
  }

  /**
   * Uses the link up: sets the password, which has passed {@link PasswordRule}, and signs the
   * person out everywhere.
   *
   * @return whose it was; empty if it opens nothing any more
   */
  public Optional<PersonId> use(Secret secret, String password) {
    Passwords.Hash hash = passwords.hash(password);
    Instant now = time.instant();
    return database.transaction(
        statements -> {
          Optional<PersonId> person =
              statements
                  .rows(
                      row -> new PersonId(row.text("person")),
                      """
                      update set_up_link l set used_at = ? from person p
                      where l.digest = ? and l.used_at is null and l.expires_at > ?
                        and p.id = l.person and p.active
                      returning l.person
                      """,
                      now,
                      secret.digest(),
                      now)
                  .stream()
                  .findFirst();
          if (person.isPresent()) {
            Passwords.set(statements, person.get(), hash, now);
            statements.change(
                "update session set ended_at = ? where person = ? and ended_at is null",
                now,
                person.get().value());
          }
          return person;
        });
  }
}
