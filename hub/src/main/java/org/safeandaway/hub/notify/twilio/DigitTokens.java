package org.safeandaway.hub.notify.twilio;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.security.Secret;

/**
 * The addresses that take a digit. Each is told to Twilio alone, in the call that it is for, and
 * counts once: it stands for one row of the outbox, and so for one person and one alarm.
 */
final class DigitTokens implements Digits {
  /** A call that is queued, rings, and is listened to twice. */
  private static final Duration LASTS = Duration.ofMinutes(15);

  private static final Duration KEPT = Duration.ofDays(1);

  private final Database database;
  private final InstantSource time;
  private final TwilioSettings settings;

  DigitTokens(Database database, InstantSource time, TwilioSettings settings) {
    this.database = database;
    this.time = time;
    this.settings = settings;
  }

  /**
   * What an address stands for.
   *
   * @param key the same each time, and tells nothing
   * @param outbox the row; negative for a test
   * @param used by whom is known from the row
   */
  record Offered(String key, long outbox, boolean used) {}

  @Override
  public URI offer(long notice) {
    URI hub = settings.hub();
    if (hub == null) {
      throw new IllegalStateException("nobody can press a digit: the hub has no public address");
    }
    Secret token = Secret.make();
    Instant now = time.instant();
    database.change("delete from call_digit where expires_at < ?", now.minus(KEPT));
    database.change(
        "insert into call_digit (digest, outbox, made_at, expires_at) values (?, ?, ?, ?)",
        token.digest(),
        notice,
        now,
        now.plus(LASTS));
    return hub.resolve("/notify/twilio/digit/" + token.value());
  }

  /** Empty if it was never offered, or too long ago. */
  Optional<Offered> find(String token) {
    if (!Secret.hasShape(token)) {
      return Optional.empty();
    }
    byte[] digest = new Secret(token).digest();
    return database.row(
        row ->
            new Offered(
                HexFormat.of().formatHex(digest),
                row.longNumber("outbox"),
                row.instantOrNull("used_at") != null),
        "select outbox, used_at from call_digit where digest = ? and expires_at > ?",
        digest,
        time.instant());
  }

  /**
   * It counts no more.
   *
   * @param call Twilio's id
   */
  void use(Offered offered, String call) {
    database.change(
        "update call_digit set used_at = ?, call = ? where digest = ? and used_at is null",
        time.instant(),
        call,
        HexFormat.of().parseHex(offered.key()));
  }

  @Override
  public boolean wasPressed(String call) {
    return database
        .row(row -> row.longNumber("outbox"), "select outbox from call_digit where call = ?", call)
        .isPresent();
  }
}
