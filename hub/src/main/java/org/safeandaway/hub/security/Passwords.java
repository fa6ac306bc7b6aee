package org.safeandaway.hub.security;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.watch.PersonId;

/**
 * Passwords, kept as bcrypt hashes.
 *
 * <p>bcrypt reads 72 bytes; of a longer password its SHA-512 is hashed, so that every character
 * counts. A check takes a quarter of a second of a processor, which guessers must pay. The hub's
 * own work must not: only a few checks run at a time, and whoever waits too long is told so.
 */
@Singleton
public class Passwords {
  private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;

  /** 2^12 rounds: about 0.25 s on the machines that a school has. Source: OWASP asks for 10. */
  private static final int COST = 12;

  /** Of a password that nobody knows: checked where there is no other, to take the same time. */
  private static final String NOBODYS =
      "$2a$12$TyJ7Wft6yRY1wZwQwh/4We63qNE8nKYHV0H6Ci0NOC0Qj62QoZgOC";

  private static final int AT_A_TIME = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Database database;
  private final InstantSource time;
  private final Semaphore places = new Semaphore(AT_A_TIME, true);

  public Passwords(Database database, InstantSource time) {
    this.database = database;
    this.time = time;
  }

  /** More passwords are being checked than the hub has time for. */
  public static final class TooBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooBusy() {
      super("too many passwords are being checked", null, false, false);
    }
  }

  /** A hash as the database has it. */
  public record Hash(String value) {
    /** Records are printed by accident; this one says nothing. */
    @Override
    public String toString() {
      return "Hash[…]";
    }
  }

  /** Sets or replaces a person's password; it has passed {@link PasswordRule}. */
  public void set(PersonId person, String password) {
    Hash hash = hash(password);
    Instant now = time.instant();
    database.transaction(statements -> set(statements, person, hash, now));
  }

  static int set(Database.Statements statements, PersonId person, Hash hash, Instant now)
      throws SQLException {
    return statements.change(
        """
        insert into credential (person, hash, changed_at) values (?, ?, ?)
        on conflict (person) do update
          set hash = excluded.hash, changed_at = excluded.changed_at
        """,
        person.value(),
        hash.value(),
        now);
  }

  /** Whether this is the person's password. Takes as long whether or not the person has one. */
  public boolean isRight(Optional<PersonId> person, String password) {
    return isRight(password, person.flatMap(this::hashOf));
  }

  /** Whether the person has chosen a password. */
  public boolean has(PersonId person) {
    return hashOf(person).isPresent();
  }

  private Optional<Hash> hashOf(PersonId person) {
    return database.row(
        row -> new Hash(row.text("hash")),
        "select hash from credential where person = ?",
        person.value());
  }

  private boolean isRight(String password, Optional<Hash> hash) {
    String against = hash.map(Hash::value).orElse(NOBODYS);
    char[] typed = typed(password);
    boolean right =
        inAPlace(
            () ->
                BCrypt.verifyer(VERSION, LongPasswordStrategies.hashSha512(VERSION))
                    .verify(typed, against)
                    .verified);
    return right && hash.isPresent();
  }

  Hash hash(String password) {
    char[] typed = typed(password);
    return new Hash(
        inAPlace(
            () ->
                BCrypt.with(VERSION, new SecureRandom(), LongPasswordStrategies.hashSha512(VERSION))
                    .hashToString(COST, typed)));
  }

  /** Keyboards write one character in several ways; they all count as the same. */
  private static char[] typed(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC).toCharArray();
  }

  private <T> T inAPlace(Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TooBusy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TooBusy();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
