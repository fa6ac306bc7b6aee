package org.safeandaway.hub.desk.postgres;

import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Telling;
import org.safeandaway.hub.watch.WatchEffect;

/** Messages to send: what ladders tell, and what those who were told hear when it is over. */
final class OutboxRows {
  private static final int CODES = 1_000_000;

  private final Connection connection;
  private final SecureRandom random;

  OutboxRows(Connection connection, SecureRandom random) {
    this.connection = connection;
    this.random = random;
  }

  /** A message of the same step is there already if a panic was committed without its watch. */
  void tellings(List<WatchEffect.Tell> tellings, Instant at) {
    if (tellings.isEmpty()) {
      return;
    }
    sql("""
            insert into outbox (alarm, round, step, person, channel, code, made_at, next_at)
            select v.*, ?, ?
            from unnest(?::uuid[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[]) as v
            on conflict (alarm, round, step, person, channel) do nothing""")
        .value(at)
        .value(at)
        .column("uuid", tellings, WatchEffect.Tell::alarm)
        .column("int", tellings, WatchEffect.Tell::round)
        .column("int", tellings, it -> it.telling().step())
        .column("text", tellings, it -> it.telling().person())
        .column("text", tellings, it -> it.telling().channel())
        .column("text", tellings, it -> code(it.telling()))
        .run();
  }

  /** By which an SMS reply takes the alarm; six digits, which nobody guesses in a few tries. */
  private @Nullable String code(Telling telling) {
    return telling.channel() == ChannelKind.SMS
        ? String.format(Locale.ROOT, "%06d", random.nextInt(CODES))
        : null;
  }

  /**
   * Somebody has an alarm, or has closed it.
   *
   * <ol>
   *   <li>What of it waits and nobody sends is not sent any more. Whoever takes a message to send
   *       it at this moment is waited for, so that afterwards each is either dropped or in hand.
   *   <li>Only then, in a new statement: whoever was sent one, or may be at this moment, hears of
   *       it by the same way. A closing is said only to those who last heard that nobody had it.
   * </ol>
   *
   * Nothing climbs if that fails, so there is nothing for the ladder to be told.
   */
  void standDown(WatchEffect.StandDown it, Instant at) {
    sql("""
            update outbox set state = 'DROPPED', ended_at = ?, why = ?
            where alarm = ?::uuid and state = 'QUEUED' and leased_by is null""")
        .value(at)
        .value(it.closed() ? "the alarm is closed" : "somebody has the alarm")
        .value(it.alarm().toString())
        .run();
    sql("""
            insert into outbox
              (alarm, round, step, person, channel, by_person, made_at, next_at, reported)
            select o.alarm, ?, ?, o.person, o.channel, ?, ?, ?, true
            from outbox o
            where o.alarm = ?::uuid and o.channel <> 'CALL'
              and (o.person is null or o.person <> all(?))
              and (o.state in ('SENT', 'DELIVERED')
                or o.state = 'QUEUED' and o.leased_by is not null)
            group by o.alarm, o.person, o.channel
            having max(o.id) filter (where o.step >= ?)
              > coalesce(max(o.id) filter (where ? and o.step < ?), 0)
            order by o.person, o.channel
            on conflict (alarm, round, step, person, channel) do nothing""")
        .value(it.version())
        .value(it.telling())
        .value(it.by() == null ? null : it.by().value())
        .value(at)
        .value(at)
        .value(it.alarm().toString())
        .column("text", it.never(), PersonId::value)
        .value(Telling.ASKED)
        .value(it.closed())
        .value(Telling.ASKED)
        .run();
  }

  private Sql sql(String text) {
    return new Sql(connection, text);
  }
}
