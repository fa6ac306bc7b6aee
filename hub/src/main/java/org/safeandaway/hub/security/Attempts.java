package org.safeandaway.hub.security;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;

/**
 * Slows guessing down. What is counted, a {@link Subject}, has a few guesses free; after these it
 * is shut for a while, and nothing is tried then, not even the right password.
 *
 * <ul>
 *   <li>A person's password, tried from browsers in which they never signed in: shut for longer
 *       with each guess, up to a quarter of an hour.
 *   <li>The same from one browser in which they did: the same, but counted for that browser alone.
 *       Somebody who guesses a secretary's password from elsewhere, to keep her out, does not.
 *   <li>An address, whoever is tried: many guesses free, then one every ten seconds, and no longer,
 *       since a whole school may come from one address.
 * </ul>
 *
 * <p>A guess is counted before it is tried, in one statement for all hubs, so that many at once
 * count as many; if it was right the count is taken back.
 */
@Singleton
public class Attempts {
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final Database database;
  private final InstantSource time;

  public Attempts(Database database, InstantSource time) {
    this.database = database;
    this.time = time;
  }

  /**
   * What guesses are counted for.
   *
   * @param key in the database
   */
  public record Subject(String key, Allowance allowance) {
    static Subject password(String person) {
      return new Subject("password/" + person, Allowance.PASSWORD);
    }

    /** Of somebody whom nobody knows, by a digest: people type passwords into the wrong field. */
    static Subject unknown(String typed) {
      byte[] digest = new Secret(typed).digest();
      return new Subject("unknown/" + HexFormat.of().formatHex(digest), Allowance.PASSWORD);
    }

    static Subject knownBrowser(String person, Secret browser) {
      byte[] digest = new Secret(person + "\n" + browser.value()).digest();
      return new Subject("browser/" + HexFormat.of().formatHex(digest), Allowance.PASSWORD);
    }

    static Subject address(String address) {
      return new Subject("address/" + address, Allowance.ADDRESS);
    }

    public Subject {
      if (key.getBytes(StandardCharsets.UTF_8).length > 200) {
        throw new IllegalArgumentException("a key is short");
      }
    }
  }

  /** How many guesses are free, and how long it is shut after each of the others. */
  public enum Allowance {
    PASSWORD(5, Duration.ofSeconds(30), Duration.ofMinutes(15), Duration.ofHours(1)),
    ADDRESS(30, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(15));

    private final int free;
    private final Duration first;
    private final Duration longest;
    private final Duration forgottenAfter;

    Allowance(int free, Duration first, Duration longest, Duration forgottenAfter) {
      this.free = free;
      this.first = first;
      this.longest = longest;
      this.forgottenAfter = forgottenAfter;
    }

    /** Doubles with each guess. */
    Optional<Duration> shutAfter(int failures) {
      if (failures < free) {
        return Optional.empty();
      }
      int doublings = Math.min(failures - free, 20);
      Duration wait = first.multipliedBy(1L << doublings);
      return Optional.of(wait.compareTo(longest) > 0 ? longest : wait);
    }
  }

  private record Count(int failures, Instant lastAt, @Nullable Instant shutUntil) {
    static final Count NONE = new Count(0, Instant.EPOCH, null);
  }

  /**
   * Counts a guess for each of these.
   *
   * @return how long to wait, and nothing is counted, if one of them is shut
   */
  public Optional<Duration> begin(List<Subject> subjects) {
    Instant now = time.instant();
    database.change("delete from sign_in_attempt where last_at < ?", now.minus(FORGOTTEN));
    return database.transaction(
        statements -> {
          for (Subject subject : subjects) {
            Count count = locked(statements, subject, now);
            if (count.shutUntil() != null && count.shutUntil().isAfter(now)) {
              return Optional.of(Duration.between(now, count.shutUntil()));
            }
          }
          for (Subject subject : subjects) {
            count(statements, subject, now);
          }
          return Optional.empty();
        });
  }

  /** The guess that was begun was right: it is not counted, and what was guessed is open again. */
  public void succeeded(List<Subject> subjects) {
    database.transaction(
        statements -> {
          for (Subject subject : subjects) {
            switch (subject.allowance()) {
              case PASSWORD ->
                  statements.change("delete from sign_in_attempt where subject = ?", subject.key());
              // Somebody's own password does not buy guesses at the others'.
              case ADDRESS ->
                  statements.change(
                      """
                      update sign_in_attempt
                      set failures = greatest(failures - 1, 0), shut_until = null
                      where subject = ?
                      """,
                      subject.key());
            }
          }
          return subjects.size();
        });
  }

  /** The row is made if there is none, so that there is something to lock. */
  private static Count locked(Database.Statements statements, Subject subject, Instant now)
      throws SQLException {
    statements.change(
        """
        insert into sign_in_attempt (subject, failures, last_at) values (?, 0, ?)
        on conflict (subject) do nothing
        """,
        subject.key(),
        now);
    return read(statements, subject, " for update");
  }

  private static Count read(Database.Statements statements, Subject subject, String locking)
      throws SQLException {
    return statements
        .rows(
            row ->
                new Count(
                    row.number("failures"),
                    row.instant("last_at"),
                    row.instantOrNull("shut_until")),
            "select * from sign_in_attempt where subject = ?" + locking,
            subject.key())
        .stream()
        .findFirst()
        .orElse(Count.NONE);
  }

  private static void count(Database.Statements statements, Subject subject, Instant now)
      throws SQLException {
    Count before = read(statements, subject, "");
    boolean forgotten = before.lastAt().isBefore(now.minus(subject.allowance().forgottenAfter));
    int failures = (forgotten ? 0 : before.failures()) + 1;
    Instant shut = subject.allowance().shutAfter(failures).map(now::plus).orElse(null);
    statements.change(
        "update sign_in_attempt set failures = ?, last_at = ?, shut_until = ? where subject = ?",
        failures,
        now,
        shut,
        subject.key());
  }
}
