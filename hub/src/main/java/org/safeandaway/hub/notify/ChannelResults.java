package org.safeandaway.hub.notify;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.notify.Channel.Delivery;
import org.safeandaway.hub.notify.Channel.Outcome;
import org.safeandaway.hub.watch.PersonId;

/** What came of the last attempts by each channel, whichever hub made them. */
@Singleton
public class ChannelResults {
  private final Database database;

  public ChannelResults(Database database) {
    this.database = database;
  }

  /**
   * One channel's row.
   *
   * @param failure of the last failure; technical
   * @param failingSince the first failure after it last worked; absent while it works
   * @param undelivered what its provider takes does not arrive; absent while it does
   * @param unread what people answer is not read; absent while it is
   * @param test absent if nobody has ever asked for one
   */
  public record Result(
      String channel,
      @Nullable Instant attemptedAt,
      @Nullable Instant workedAt,
      @Nullable Instant failedAt,
      @Nullable String failure,
      @Nullable Instant failingSince,
      @Nullable Trouble undelivered,
      @Nullable Trouble unread,
      @Nullable Test test) {}

  /**
   * Something that is wrong though a provider takes every message, and that ends by itself only.
   *
   * @param why technical
   */
  public record Trouble(Instant since, String why) {}

  /**
   * The last test, and how far it has come.
   *
   * @param by the name of whoever asked for it
   */
  public record Test(
      Instant at,
      @Nullable String by,
      @Nullable Instant takenAt,
      @Nullable Instant deliveredAt,
      @Nullable Instant failedAt,
      @Nullable String failure) {}

  public List<Result> all() {
    return database.rows(
        ChannelResults::result,
        """
        select r.*, coalesce(p.name, r.tested_by) as tester
        from channel_result r left join person p on p.id = r.tested_by
        order by r.channel
        """);
  }

  /** Notes an attempt. A recipient that cannot be reached says nothing about the channel. */
  public void note(String channel, Outcome outcome, Instant at) {
    switch (outcome) {
      case Outcome.Accepted accepted -> worked(channel, at);
      case Outcome.TryLater later -> failed(channel, at, later.why());
      case Outcome.Failed failed when failed.onlyThisRecipient() -> attempted(channel, at);
      case Outcome.Failed failed -> failed(channel, at, failed.why());
    }
  }

  private void attempted(String channel, Instant at) {
    database.change(
        """
        insert into channel_result as r (channel, attempted_at) values (?, ?)
        on conflict (channel) do update
        set attempted_at = greatest(r.attempted_at, excluded.attempted_at)
        """,
        channel,
        at);
  }

  private void worked(String channel, Instant at) {
    database.change(
        """
        insert into channel_result as r (channel, attempted_at, worked_at) values (?, ?, ?)
        on conflict (channel) do update
        set attempted_at = greatest(r.attempted_at, excluded.attempted_at),
            worked_at = greatest(r.worked_at, excluded.worked_at),
            failing_since = null
        """,
        channel,
        at,
        at);
  }

  private void failed(String channel, Instant at, String why) {
    database.change(
        """
        insert into channel_result as r (channel, attempted_at, failed_at, failure, failing_since)
        values (?, ?, ?, ?, ?)
        on conflict (channel) do update
        set attempted_at = greatest(r.attempted_at, excluded.attempted_at),
            failed_at = excluded.failed_at,
            failure = excluded.failure,
            failing_since = coalesce(r.failing_since, excluded.failing_since)
        """,
        channel,
        at,
        at,
        why,
        at);
  }

  /**
   * Notes what became of something that the provider took: only what arrives shows that the next
   * one will. A recipient that cannot be reached says nothing about the channel.
   */
  public void note(String channel, Delivery delivery, Instant at) {
    switch (delivery) {
      case Delivery.Delivered delivered -> delivered(channel);
      case Delivery.Failed failed when !failed.onlyThisRecipient() ->
          undelivered(channel, failed.why(), at);
      case Delivery.Failed failed -> {
        // It says nothing of the channel.
      }
      case Delivery.Pending pending -> {
        // Nothing is known yet.
      }
    }
  }

  private void delivered(String channel) {
    database.change(
        """
        update channel_result set undelivered_since = null, undelivered = null
        where channel = ? and undelivered_since is not null
        """,
        channel);
  }

  private void undelivered(String channel, String why, Instant at) {
    database.change(
        """
        insert into channel_result as r (channel, undelivered_since, undelivered) values (?, ?, ?)
        on conflict (channel) do update
        set undelivered_since = coalesce(r.undelivered_since, excluded.undelivered_since),
            undelivered = excluded.undelivered
        """,
        channel,
        at,
        why);
  }

  /** Notes that nobody can read what people answer by it. */
  void repliesAreUnread(String channel, String why, Instant at) {
    database.change(
        """
        insert into channel_result as r (channel, unread_since, unread) values (?, ?, ?)
        on conflict (channel) do update
        set unread_since = coalesce(r.unread_since, excluded.unread_since),
            unread = excluded.unread
        """,
        channel,
        at,
        why);
  }

  /** Notes that some hub has read what people answered by it. */
  void repliesAreRead(String channel) {
    database.change(
        """
        update channel_result set unread_since = null, unread = null
        where channel = ? and unread_since is not null
        """,
        channel);
  }

  /**
   * Begins a test, unless one was begun a short time ago, by whomever.
   *
   * @return whether it may be sent
   */
  boolean beginTest(String channel, PersonId by, Instant at, Duration notSooner) {
    return database.change(
            """
            insert into channel_result as r (channel, tested_at, tested_by) values (?, ?, ?)
            on conflict (channel) do update
            set tested_at = excluded.tested_at, tested_by = excluded.tested_by,
                test_taken_at = null, test_delivered_at = null,
                test_failed_at = null, test_failure = null
            where r.tested_at is null or r.tested_at <= ?
            """,
            channel,
            at,
            by.value(),
            at.minus(notSooner))
        == 1;
  }

  /**
   * What came of a test that was sent.
   *
   * @param begun by which the test is known: another may have begun since
   */
  void tested(String channel, Instant begun, Outcome outcome, Instant at) {
    switch (outcome) {
      case Outcome.Accepted accepted ->
          database.change(
              "update channel_result set test_taken_at = ? where channel = ? and tested_at = ?",
              at,
              channel,
              begun);
      case Outcome.TryLater later -> testFailed(channel, begun, later.why(), at);
      case Outcome.Failed failed -> testFailed(channel, begun, failed.why(), at);
    }
  }

  /** What the provider says about a test that it took. */
  void tested(String channel, Instant begun, Delivery delivery, Instant at) {
    switch (delivery) {
      case Delivery.Delivered delivered ->
          database.change(
              "update channel_result set test_delivered_at = ? where channel = ? and tested_at = ?",
              at,
              channel,
              begun);
      case Delivery.Pending pending -> {
        // Nothing is known yet.
      }
      case Delivery.Failed failed -> testFailed(channel, begun, failed.why(), at);
    }
  }

  private void testFailed(String channel, Instant begun, String why, Instant at) {
    database.change(
        """
        update channel_result set test_failed_at = ?, test_failure = ?
        where channel = ? and tested_at = ?
        """,
        at,
        why,
        channel,
        begun);
  }

  private static @Nullable Trouble trouble(Row row, String which) throws SQLException {
    Instant since = row.instantOrNull(which + "_since");
    return since == null ? null : new Trouble(since, row.text(which));
  }

  private static Result result(Row row) throws SQLException {
    Instant testedAt = row.instantOrNull("tested_at");
    return new Result(
        row.text("channel"),
        row.instantOrNull("attempted_at"),
        row.instantOrNull("worked_at"),
        row.instantOrNull("failed_at"),
        row.textOrNull("failure"),
        row.instantOrNull("failing_since"),
        trouble(row, "undelivered"),
        trouble(row, "unread"),
        testedAt == null
            ? null
            : new Test(
                testedAt,
                row.textOrNull("tester"),
                row.instantOrNull("test_taken_at"),
                row.instantOrNull("test_delivered_at"),
                row.instantOrNull("test_failed_at"),
                row.textOrNull("test_failure")));
  }
}
