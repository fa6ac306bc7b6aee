package org.safeandaway.hub.security;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.watch.PersonId;

/**
 * Who is signed in where. A session is a row, looked at anew with each request, so that ending it,
 * deactivating its person or changing their roles counts from the next request on, at every hub. It
 * outlives a restart of the hub.
 *
 * <p>Whoever keeps a connection open for long, such as a stream, asks {@link #isOpen} from time to
 * time.
 */
@Singleton
public class Sessions {
  /** A seat in the office signs in once a week, however much it is used. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /** A board that is open refreshes itself, and so is not idle. */
  public static final Duration IDLE = Duration.ofHours(12);

  private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

  /** Ended ones are kept for as long as somebody may ask who was signed in. */
  private static final Duration KEPT = Duration.ofDays(30);

  private static final int BROWSER_LENGTH = 80;

  private final Database database;
  private final InstantSource time;

  public Sessions(Database database, InstantSource time) {
    this.database = database;
    this.time = time;
  }

  /** A session that is open, and what its person may do at this moment. */
  public record Open(UUID id, PersonId person, Set<Role> roles) {}

  /** A session in a list; its secret is nowhere. */
  public record Listed(
      UUID id, String browser, Instant madeAt, Instant lastSeenAt, Instant expiresAt) {}

  private record Looked(Open open, Instant lastSeenAt) {}

  /**
   * Begins one.
   *
   * @param browser in few words; shortened if they are not
   * @return what the browser keeps as its cookie
   */
  public Secret begin(PersonId person, String browser) {
    Secret secret = Secret.make();
    Instant now = time.instant();
    database.change("delete from session where expires_at < ?", now.minus(KEPT));
    database.change(
        """
        insert into session (digest, person, browser, made_at, last_seen_at, expires_at)
        values (?, ?, ?, ?, ?, ?)
        """,
        secret.digest(),
        person.value(),
        browser.substring(0, Math.min(browser.length(), BROWSER_LENGTH)),
        now,
        now,
        now.plus(LONGEST));
    return secret;
  }

  /** The session that this secret is of, if it is one that is still open. */
  public Optional<Open> open(Secret secret) {
    Instant now = time.instant();
    Optional<Looked> looked =
        database.row(
            row -> new Looked(open(row), row.instant("last_seen_at")),
            """
            select s.id, s.person, p.roles, s.last_seen_at
            from session s join person p on p.id = s.person
            where s.digest = ? and s.ended_at is null and p.active
              and s.expires_at > ? and s.last_seen_at > ?
            """,
            secret.digest(),
            now,
            now.minus(IDLE));
    looked
        .filter(it -> it.lastSeenAt().isBefore(now.minus(NOTED_EVERY)))
        .ifPresent(it -> noteUse(it.open().id(), now));
    return looked.map(Looked::open);
  }

  /** Whether it would still open something. */
  public boolean isOpen(UUID session) {
    Instant now = time.instant();
    return database
        .row(
            row -> row.uuid("id"),
            """
            select s.id from session s join person p on p.id = s.person
            where s.id = ? and s.ended_at is null and p.active
              and s.expires_at > ? and s.last_seen_at > ?
            """,
            session,
            now,
            now.minus(IDLE))
        .isPresent();
  }

  /** The open ones, the last used first. */
  public List<Listed> of(PersonId person) {
    Instant now = time.instant();
    return database.rows(
        row ->
            new Listed(
                row.uuid("id"),
                row.text("browser"),
                row.instant("made_at"),
                row.instant("last_seen_at"),
                row.instant("expires_at")),
        """
        select * from session
        where person = ? and ended_at is null and expires_at > ? and last_seen_at > ?
        order by last_seen_at desc, made_at desc limit 200
        """,
        person.value(),
        now,
        now.minus(IDLE));
  }

  /** Ends the session that this secret is of, if there is one. */
  public void end(Secret secret) {
    database.change(
        "update session set ended_at = ? where digest = ? and ended_at is null",
        time.instant(),
        secret.digest());
  }

  /** Returns false if the person has no such session that is open. */
  public boolean end(PersonId person, UUID session) {
    return database.change(
            "update session set ended_at = ? where id = ? and person = ? and ended_at is null",
            time.instant(),
            session,
            person.value())
        > 0;
  }

  /** Signs the person out everywhere. */
  public void endAll(PersonId person) {
    database.change(
        "update session set ended_at = ? where person = ? and ended_at is null",
        time.instant(),
        person.value());
  }

  /** Signs the person out everywhere but here. Returns how many sessions that ended. */
  public int endOthers(PersonId person, UUID here) {
    return database.change(
        "update session set ended_at = ? where person = ? and id <> ? and ended_at is null",
        time.instant(),
        person.value(),
        here);
  }

  private void noteUse(UUID session, Instant now) {
    database.change(
        "update session set last_seen_at = ? where id = ? and last_seen_at < ?", now, session, now);
  }

  private static Open open(Row row) throws SQLException {
    Set<Role> roles =
        row.texts("roles").stream()
            .flatMap(word -> Role.of(word).stream())
            .collect(Collectors.toUnmodifiableSet());
    return new Open(row.uuid("id"), new PersonId(row.text("person")), roles);
  }
}
