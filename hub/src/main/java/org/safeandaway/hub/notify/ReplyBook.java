package org.safeandaway.hub.notify;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;

/** What was sent with a code, and what people have answered: each answer is written down once. */
@Singleton
public class ReplyBook {
  private static final Duration KEPT = Duration.ofDays(30);

  /** An answer that comes later is no answer to that alarm. */
  private static final Duration ANSWERABLE = Duration.ofHours(24);

  private final Database database;
  private final InstantSource time;

  public ReplyBook(Database database, InstantSource time) {
    this.database = database;
    this.time = time;
  }

  /** What an answer came to. */
  public enum Outcome {
    /** Theirs. */
    TAKEN,
    /** They were late: somebody else has it, or it is closed. */
    LATE,
    /** They may not take it. */
    REFUSED,
    /** Their code, which they have used before. */
    SPENT,
    /** A code that was not sent to them. */
    WRONG_CODE,
    /** Nobody's number. */
    UNKNOWN_NUMBER,
    /** No code in it: thanks, a question, an automatic answer, STOP. */
    NO_CODE,
    /** Guessed too often: not looked at. */
    GUESSING
  }

  /**
   * A message that may be answered with its code.
   *
   * @param spent somebody has taken the alarm with it
   */
  public record Sent(long outbox, PhoneNumber to, String code, boolean spent) {}

  /**
   * Whether somebody may answer at this moment: an alarm is open, and somebody has a code of it.
   */
  public boolean isAnythingOpen() {
    return database
        .row(
            row -> row.longNumber("id"),
            """
            select o.id from outbox o join alarm a on a.id = o.alarm
            where o.code is not null and a.resolved_at is null limit 1
            """)
        .isPresent();
  }

  /** The newest first; of alarms that are taken or closed too, so that whoever is late is told. */
  public List<Sent> sent() {
    return database
        .rows(
            ReplyBook::sent,
            """
            select o.id, p.mobile, o.code,
              exists (select from reply r where r.outbox = o.id and r.outcome = 'TAKEN') as spent
            from outbox o join person p on p.id = o.person and p.active
            where o.code is not null and p.mobile is not null and o.made_at > ?
            order by o.id desc limit 5000
            """,
            time.instant().minus(ANSWERABLE))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Sent> sent(Row row) throws SQLException {
    Optional<PhoneNumber> to = PhoneNumber.of(row.text("mobile"));
    return to.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Sent(row.longNumber("id"), to.get(), row.text("code"), row.flag("spent")));
  }

  /** Whether somebody who works here has this number. */
  public boolean isKnown(PhoneNumber number) {
    return database
        .rows(
            row -> PhoneNumber.of(row.text("mobile")),
            "select mobile from person where active and mobile is not null")
        .contains(Optional.of(number));
  }

  /** Whether some hub has dealt with it. */
  public boolean isWritten(Channel.Reply reply) {
    return database
        .row(row -> row.text("id"), "select id from reply where id = ?", reply.id())
        .isPresent();
  }

  /** How often a number has sent something wrong in the time that is just past. */
  public int guesses(String sender, Duration within) {
    return database
        .row(
            row -> row.number("guesses"),
            """
            select count(*) as guesses from reply
            where sender = ? and read_at > ? and outcome in ('WRONG_CODE', 'UNKNOWN_NUMBER')
            """,
            sender,
            time.instant().minus(within))
        .orElse(0);
  }

  /** Returns false if another hub was first. */
  public boolean write(
      String channel, Channel.Reply reply, String sender, @Nullable Long outbox, Outcome outcome) {
    database.change("delete from reply where read_at < ?", time.instant().minus(KEPT));
    return database.change(
            """
            insert into reply (id, channel, sender, outbox, outcome, sent_at, read_at)
            values (?, ?, ?, ?::bigint, ?, ?, ?) on conflict do nothing
            """,
            reply.id(),
            channel,
            sender,
            outbox == null ? null : outbox.toString(),
            outcome.name(),
            reply.at(),
            time.instant())
        > 0;
  }
}
