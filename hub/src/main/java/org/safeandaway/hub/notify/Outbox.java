package org.safeandaway.hub.notify;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.desk.stored.ResponseCodec;
import org.safeandaway.hub.desk.stored.UnreadableState;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.watch.Telling;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.AlarmKind;

/**
 * The rows of messages to send. The desk puts them there in the transaction that decides on them;
 * here they are leased, so that of several hubs one sends each. A lease that expires means that its
 * hub died, and another sends again: at least once, and never silently not at all. A hub that only
 * stood still comes back to a message that is not its own any more; what it has to say of it counts
 * no more, and it is told so.
 */
final class Outbox {
  /** Two providers of ten seconds each, and some time to write down what came of it. */
  static final Duration LEASE = Duration.ofSeconds(30);

  /** A message that is older is worth less than the next step of the ladder. */
  private static final Duration GIVE_UP = Duration.ofMinutes(1);

  /** Nothing comes after it, and whoever was told may be on the way for as long. */
  private static final Duration GIVE_UP_STANDING_DOWN = Duration.ofMinutes(10);

  /** By the attempt too: a hub that stood still may have leased the same message once more. */
  private static final String STILL_OURS =
      " where id = ? and leased_by = ? and attempts = ? and state = 'QUEUED'";

  private static final String MESSAGE =
      """
      select o.id, o.alarm, a.watch, o.round, o.step, o.person, o.channel, o.code, o.attempts,
        o.made_at, o.provider, o.reference,
        p.name, p.mobile, p.email, a.kind, a.cause_kind, a.occurred_at, a.owner, a.resolved_at,
        a.response, coalesce(d.visitor, w.name) as subject, o.by_person, b.name as by_name,
        o.step < -1 and exists (
          select from outbox n where n.alarm = o.alarm and n.person is not distinct from o.person
            and n.channel = o.channel and n.step < -1 and n.id > o.id) as replaced
      from %s o join alarm a on a.id = o.alarm
      left join drill d on d.alarm = a.id
      left join person p on p.id = o.person
      left join person b on b.id = o.by_person
      left join person w on w.id = coalesce(a.wearer_then, a.wearer_now)
      order by o.made_at, o.id
      """;

  private final Database database;

  Outbox(Database database) {
    this.database = database;
  }

  /**
   * Takes messages that are due, and that nobody else is sending. That there is nothing more to do
   * is said to nobody while another message of the alarm may still be on its way to them: it must
   * not come after.
   */
  List<OutboxMessage> lease(String hub, Instant now, Set<ChannelKind> channels, int limit) {
    return database.rows(
        Outbox::message,
        """
        with due as (
          select id from outbox d
          where state = 'QUEUED' and next_at <= ? and (leased_until is null or leased_until <= ?)
            and channel = any(?)
            and (step >= -1 or not exists (
              select from outbox e where e.alarm = d.alarm and e.person is not distinct from d.person
                and e.channel = d.channel and e.id < d.id and e.state = 'QUEUED'
                and e.leased_until > ?))
          order by next_at, id limit ? for update skip locked),
        leased as (
          update outbox o set leased_by = ?, leased_until = ?, attempts = o.attempts + 1
          from due where o.id = due.id returning o.*)
        """
            + MESSAGE.formatted("leased"),
        now,
        now,
        channels,
        now,
        limit,
        hub,
        now.plus(LEASE));
  }

  /**
   * A provider has taken it. That counts also if the same hub has leased it once more since.
   *
   * @param look after which it can be asked what became of it
   */
  boolean sent(
      long id, String hub, Instant at, String provider, @Nullable String reference, Duration look) {
    return database.change(
            """
            update outbox set state = 'SENT', sent_at = ?, provider = ?, reference = ?, why = null,
              leased_by = null, leased_until = null, next_at = ?
            where id = ? and leased_by = ? and state = 'QUEUED'""",
            at,
            provider,
            reference,
            at.plus(look),
            id,
            hub)
        == 1;
  }

  /** Before another provider is asked: returns false if another may be sending it by now. */
  boolean renew(OutboxMessage message, String hub, Instant now) {
    return database.change(
            "update outbox set leased_until = ?" + STILL_OURS,
            now.plus(LEASE),
            message.id(),
            hub,
            message.attempts())
        == 1;
  }

  boolean later(OutboxMessage message, String hub, Instant next, String why) {
    return database.change(
            "update outbox set next_at = ?, why = ?, leased_by = null, leased_until = null"
                + STILL_OURS,
            next,
            why,
            message.id(),
            hub,
            message.attempts())
        == 1;
  }

  /** No provider takes it. */
  boolean failed(
      OutboxMessage message, String hub, Instant at, @Nullable String provider, String why) {
    return database.change(
            """
            update outbox set state = 'FAILED', ended_at = ?, provider = coalesce(?, provider),
              why = ?, leased_by = null, leased_until = null"""
                + STILL_OURS,
            at,
            provider,
            why,
            message.id(),
            hub,
            message.attempts())
        == 1;
  }

  boolean dropped(OutboxMessage message, String hub, Instant at, String why) {
    return database.change(
            """
            update outbox set state = 'DROPPED', ended_at = ?, why = ?, leased_by = null,
              leased_until = null"""
                + STILL_OURS,
            at,
            why,
            message.id(),
            hub,
            message.attempts())
        == 1;
  }

  void delivered(long id, Instant at) {
    database.change(
        "update outbox set state = 'DELIVERED', ended_at = ? where id = ? and state = 'SENT'",
        at,
        id);
  }

  /** A provider that took it says that it reached nobody. */
  void undelivered(long id, Instant at, String why) {
    database.change(
        """
        update outbox set state = 'FAILED', ended_at = ?, why = ?
        where id = ? and state = 'SENT'""",
        at,
        why,
        id);
  }

  /** Failures that the ladder does not know of yet. */
  List<OutboxMessage> unreported(int limit) {
    return database.rows(
        Outbox::message,
        "with failed as (select * from outbox where state = 'FAILED' and not reported"
            + " order by id limit ?) "
            + MESSAGE.formatted("failed"),
        limit);
  }

  void reported(long id) {
    database.change("update outbox set reported = true where id = ?", id);
  }

  /** A message that a provider took, which can be asked what became of it. */
  record Underway(long id, String provider, String reference) {}

  /** Takes those that are due to be asked about. */
  List<Underway> underway(Instant now, Instant since, int limit) {
    return database.rows(
        row -> new Underway(row.longNumber("id"), row.text("provider"), row.text("reference")),
        """
        with due as (
          select id from outbox
          where state = 'SENT' and reference is not null and sent_at > ? and next_at <= ?
          order by next_at limit ? for update skip locked)
        update outbox o set next_at = ? from due where o.id = due.id
        returning o.id, o.provider, o.reference""",
        since,
        now,
        limit,
        now.plus(Messenger.LOOK_EVERY));
  }

  private static OutboxMessage message(Row row) throws SQLException {
    int step = row.number("step");
    ResponsePlan plan = plan(row);
    return new OutboxMessage(
        row.longNumber("id"),
        row.uuid("alarm"),
        new WatchId(row.text("watch")),
        row.number("round"),
        step,
        ChannelKind.valueOf(row.text("channel")),
        row.textOrNull("code"),
        row.number("attempts"),
        row.instant("made_at"),
        recipient(row),
        needed(row, step),
        AlarmKind.valueOf(row.text("kind")),
        row.text("cause_kind").equals("DRILL"),
        row.textOrNull("subject"),
        row.textOrNull("by_name"),
        row.instant("occurred_at"),
        current(plan, step),
        worthFor(plan, step));
  }

  private static Notice.@Nullable Recipient recipient(Row row) throws SQLException {
    String person = row.textOrNull("person");
    return person == null
        ? null
        : new Notice.Recipient(
            person, row.text("name"), row.textOrNull("mobile"), row.textOrNull("email"));
  }

  private static OutboxMessage.Needed needed(Row row, int step) throws SQLException {
    String owner = row.textOrNull("owner");
    boolean closed = row.instantOrNull("resolved_at") != null;
    if (step == Telling.TAKEN || step == Telling.CLOSED) {
      boolean holds = closed || row.text("by_person").equals(owner);
      return holds && !row.flag("replaced")
          ? OutboxMessage.Needed.YES
          : OutboxMessage.Needed.UNTRUE;
    }
    if (closed) {
      return OutboxMessage.Needed.RESOLVED;
    }
    boolean right = step < 0 ? row.text("person").equals(owner) : owner == null;
    return right ? OutboxMessage.Needed.YES : OutboxMessage.Needed.TAKEN;
  }

  private static @Nullable ResponsePlan plan(Row row) throws SQLException {
    String response = row.textOrNull("response");
    if (response == null) {
      return null;
    }
    try {
      return ResponseCodec.decode(response).plan();
    } catch (UnreadableState e) {
      throw new IllegalStateException("the response of an alarm cannot be read", e);
    }
  }

  private static ResponsePlan.@Nullable Step current(@Nullable ResponsePlan plan, int step) {
    return plan == null || step < 0 || step >= plan.steps().size() ? null : plan.steps().get(step);
  }

  /** After the last step nothing else comes until it is repeated, so it is tried until then. */
  private static Duration worthFor(@Nullable ResponsePlan plan, int step) {
    if (step < Telling.ASKED) {
      return GIVE_UP_STANDING_DOWN;
    }
    ResponsePlan.Step current = current(plan, step);
    boolean last = plan != null && plan.isLast(step);
    return current != null && last && current.limit().compareTo(GIVE_UP) > 0
        ? current.limit()
        : GIVE_UP;
  }
}
