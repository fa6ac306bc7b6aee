package org.safeandaway.hub.security;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.safeandaway.hub.configuration.Settings;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.watch.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in with a password.
 *
 * <ol>
 *   <li>Who is meant: an id, or an e-mail that one person alone has.
 *   <li>The guess is counted, and ends here if guessing is shut for a while ({@link Attempts}).
 *   <li>The password is checked; for somebody whom nobody knows, against one that nobody has, so
 *       that the answer takes as long and tells no more.
 *   <li>A new session begins, and the one that the browser had ends.
 * </ol>
 */
@Singleton
public class SignIn {
  /** Of everybody in the demo who has not chosen one. It is shown on the demo's sign-in page. */
  public static final String DEMO_PASSWORD = "demo";

  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
  private static final int LONGEST_NAME = 200;

  private final Database database;
  private final Passwords passwords;
  private final Attempts attempts;
  private final Sessions sessions;
  private final InstantSource time;
  private final boolean demo;

  public SignIn(
      Database database,
      Passwords passwords,
      Attempts attempts,
      Sessions sessions,
      InstantSource time,
      Settings settings) {
    this.database = database;
    this.passwords = passwords;
    this.attempts = attempts;
    this.sessions = sessions;
    this.time = time;
    this.demo = settings.web().demoPasswords();
  }

  /**
   * What somebody sends to be let in.
   *
   * @param who an id or an e-mail, as typed
   * @param knownBrowser the secret of a browser in which somebody signed in before
   * @param session the one that this browser has
   * @param from see {@link Origins}
   * @param browser in few words
   */
  public record Asked(
      String who,
      String password,
      Optional<Secret> knownBrowser,
      Optional<Secret> session,
      String from,
      String browser) {
    /** Records are printed by accident; this one says nothing. */
    @Override
    public String toString() {
      return "Asked[…]";
    }
  }

  /** How signing in went. */
  public sealed interface Result permits Welcome, Wrong, Wait {}

  /** How a look at a password went. */
  public sealed interface Check permits Right, Wrong, Wait {}

  /** Signed in. Both secrets go to the browser, as cookies. */
  public record Welcome(PersonId person, Secret session, Secret browser) implements Result {}

  /** It is the person's. */
  public record Right(PersonId person) implements Check {}

  /** Not these two together; which of them is wrong is told to nobody. */
  public record Wrong() implements Result, Check {}

  /** Too often wrong; the password was not even looked at. */
  public record Wait(Duration duration) implements Result, Check {}

  /** Somebody who may sign in with the demo's password. */
  public record DemoPerson(String id, String name, List<String> roles) {}

  public Result signIn(Asked asked) {
    return switch (check(person(asked.who()), asked)) {
      case Right(PersonId person) -> welcome(person, asked);
      case Wrong wrong -> wrong;
      case Wait wait -> wait;
    };
  }

  /** Lets in, in this browser, somebody who has just shown who they are. */
  public Welcome welcome(PersonId person, Asked asked) {
    asked.session().ifPresent(sessions::end);
    Secret session = sessions.begin(person, asked.browser());
    return new Welcome(person, session, remember(person, asked.knownBrowser()));
  }

  /**
   * Whether somebody who is signed in knows their password, which is asked for before it is
   * changed: a browser left alone must not give the account away. Counted as signing in is.
   */
  public Check confirm(PersonId person, Asked asked) {
    return check(Optional.of(person), asked);
  }

  private Check check(Optional<PersonId> person, Asked asked) {
    List<Attempts.Subject> subjects = subjects(person, asked);
    Optional<Duration> shut = attempts.begin(subjects);
    if (shut.isPresent()) {
      LOG.warn("signing in is shut for {} s for one who tried too often", shut.get().toSeconds());
      return new Wait(shut.get());
    }
    if (!isRight(person, asked.password())) {
      return new Wrong();
    }
    attempts.succeeded(subjects);
    return new Right(person.orElseThrow());
  }

  /** In the demo, those who have chosen no password yet; elsewhere nobody. */
  public List<DemoPerson> demoPeople() {
    if (!demo) {
      return List.of();
    }
    return database.rows(
        row -> new DemoPerson(row.text("id"), row.text("name"), row.texts("roles")),
        """
        select id, name, roles from person p
        where active and not exists (select from credential c where c.person = p.id)
        order by made_at, id limit 20
        """);
  }

  private boolean isRight(Optional<PersonId> person, String password) {
    boolean right = passwords.isRight(person, password);
    return right || (person.isPresent() && isTheDemos(person.get(), password));
  }

  private boolean isTheDemos(PersonId person, String password) {
    return demo
        && MessageDigest.isEqual(
            DEMO_PASSWORD.getBytes(StandardCharsets.UTF_8),
            password.getBytes(StandardCharsets.UTF_8))
        && !passwords.has(person);
  }

  private Optional<PersonId> person(String typed) {
    String who = typed.strip().toLowerCase(Locale.ROOT);
    if (who.isEmpty() || who.length() > LONGEST_NAME || who.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    List<PersonId> found =
        database.rows(
            row -> new PersonId(row.text("id")),
            "select id from person where active and (id = ? or (? like '%@%' and lower(email) = ?))"
                + " limit 2",
            who,
            who,
            who);
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private List<Attempts.Subject> subjects(Optional<PersonId> person, Asked asked) {
    Attempts.Subject account =
        person
            .map(known -> ofPerson(known, asked.knownBrowser()))
            .orElseGet(
                () -> Attempts.Subject.unknown(asked.who().strip().toLowerCase(Locale.ROOT)));
    // Always the account first, so that two never wait for each other.
    return account.key().startsWith("browser/")
        ? List.of(account)
        : List.of(account, Attempts.Subject.address(asked.from()));
  }

  private Attempts.Subject ofPerson(PersonId person, Optional<Secret> browser) {
    return browser
        .filter(secret -> isKnown(person, secret))
        .map(secret -> Attempts.Subject.knownBrowser(person.value(), secret))
        .orElseGet(() -> Attempts.Subject.password(person.value()));
  }

  private boolean isKnown(PersonId person, Secret browser) {
    return database
        .row(
            row -> row.text("person"),
            "select person from known_browser where digest = ? and person = ?",
            browser.digest(),
            person.value())
        .isPresent();
  }

  /** A browser keeps the secret we gave it when somebody else signs in, so that it knows both. */
  private Secret remember(PersonId person, Optional<Secret> browser) {
    Secret secret = browser.filter(this::isOurs).orElseGet(Secret::make);
    database.change(
        """
        insert into known_browser (digest, person, last_signed_in_at) values (?, ?, ?)
        on conflict (digest, person) do update set last_signed_in_at = excluded.last_signed_in_at
        """,
        secret.digest(),
        person.value(),
        time.instant());
    return secret;
  }

  private boolean isOurs(Secret browser) {
    return !database
        .rows(
            row -> row.text("person"),
            "select person from known_browser where digest = ? limit 1",
            browser.digest())
        .isEmpty();
  }
}
