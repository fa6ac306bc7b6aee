package org.safeandaway.hub.notify.push;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.watch.PersonId;

/**
 * The browsers in which people have asked to be told of alarms. One is bound to the session in
 * which that was asked for: signing out there, or being signed out, ends it from that moment. A
 * session that merely grows old does not: a head teacher's telephone must ring at night although
 * nobody has opened a page on it since the morning.
 */
@Singleton
public class PushSubscriptions {
  /** Per person; more are somebody playing. */
  public static final int MOST = 20;

  private final Database database;
  private final InstantSource time;

  public PushSubscriptions(Database database, InstantSource time) {
    this.database = database;
    this.time = time;
  }

  /**
   * What a browser gives, as its API has it.
   *
   * @param endpoint where to send
   * @param p256dh its public key, in base64url
   * @param auth its secret, in base64url
   */
  public record Given(String endpoint, String p256dh, String auth) {
    /** It opens somebody's telephone. */
    @Override
    public String toString() {
      return "Given[…]";
    }
  }

  /**
   * One that counts.
   *
   * @param browser in few words
   * @param failure why the last attempt failed, if it did; absent if it was taken
   */
  public record Device(
      UUID id,
      Given given,
      String browser,
      Instant madeAt,
      @Nullable Instant lastTakenAt,
      @Nullable String failure) {}

  /**
   * Adds a browser, or says anew whose it is.
   *
   * @param session absent if it was asked for without one
   */
  public void add(PersonId person, @Nullable UUID session, Given given, String browser) {
    database.change(
        """
        insert into push_subscription
          (person, session, endpoint, p256dh, auth, browser, made_at)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (endpoint) do update set
          person = excluded.person, session = excluded.session, p256dh = excluded.p256dh,
          auth = excluded.auth, browser = excluded.browser, made_at = excluded.made_at,
          last_taken_at = null, last_failed_at = null, failure = null
        """,
        person.value(),
        session,
        given.endpoint(),
        given.p256dh(),
        given.auth(),
        browser,
        time.instant());
  }

  /**
   * The person has signed in anew in a browser that is known: from now on it is bound to that.
   * Returns false if it is not known as theirs.
   */
  public boolean renew(PersonId person, UUID session, String endpoint) {
    return database.change(
            """
            update push_subscription set session = ? where endpoint = ? and person = ?
            """,
            session,
            endpoint,
            person.value())
        > 0;
  }

  /**
   * The push service of a browser has given it another address. Returns false if the old one is not
   * known as theirs.
   */
  public boolean replace(PersonId person, UUID session, String old, Given given) {
    return database.change(
            """
            update push_subscription set session = ?, endpoint = ?, p256dh = ?, auth = ?,
              last_failed_at = null, failure = null
            where endpoint = ? and person = ?
              and not exists (select from push_subscription where endpoint = ?)
            """,
            session,
            given.endpoint(),
            given.p256dh(),
            given.auth(),
            old,
            person.value(),
            given.endpoint())
        > 0;
  }

  /** Those of a person, the newest first. */
  public List<Device> of(PersonId person) {
    return database.rows(
        PushSubscriptions::device,
        "select * from push_device where person = ? order by made_at desc limit " + MOST,
        person.value());
  }

  /** Returns false if the person has no such one. */
  public boolean remove(PersonId person, UUID device) {
    return database.change(
            "delete from push_subscription where id = ? and person = ?", device, person.value())
        > 0;
  }

  /** Its push service does not know it any more. */
  void gone(Device device) {
    database.change(
        "delete from push_subscription where id = ? and endpoint = ?",
        device.id(),
        device.given().endpoint());
  }

  void taken(Device device) {
    database.change(
        """
        update push_subscription set last_taken_at = ?, last_failed_at = null, failure = null
        where id = ?
        """,
        time.instant(),
        device.id());
  }

  void failed(Device device, String why) {
    database.change(
        "update push_subscription set last_failed_at = ?, failure = ? where id = ?",
        time.instant(),
        why,
        device.id());
  }

  private static Device device(Row row) throws SQLException {
    return new Device(
        row.uuid("id"),
        new Given(row.text("endpoint"), row.text("p256dh"), row.text("auth")),
        row.text("browser"),
        row.instant("made_at"),
        row.instantOrNull("last_taken_at"),
        row.textOrNull("failure"));
  }
}
