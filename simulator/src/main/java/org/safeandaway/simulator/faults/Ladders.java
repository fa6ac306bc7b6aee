package org.safeandaway.simulator.faults;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether every alarm that nobody has went on climbing, at its pace, and told each of its
 * recipients of each step once.
 */
final class Ladders {
  /** Of every step of these kinds' plans, and between two rounds. Source: ResponsePlan.standard. */
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private static final Duration LATEST = Duration.ofSeconds(5);
  private static final Duration STEPPED = Duration.ofMinutes(30);

  private static final String STEPS =
      """
      select s.alarm::text as alarm, s.begun_at, lag(s.begun_at) over (
        partition by s.alarm order by s.round, s.step) as before
      from alarm_step s join alarm a on a.id = s.alarm
      where a.kind in ('MISSED_CHECK_IN', 'ADVICE')
        and (a.first_owned_at is null or s.begun_at < a.first_owned_at)
      """;

  /** Alarms of which nobody outside has heard. */
  static final String UNHEARD =
      """
      select count(*) from alarm a
      where a.kind in ('MISSED_CHECK_IN', 'ADVICE', 'PANIC') and a.first_owned_at is null
        and not exists (
        select from outbox o where o.alarm = a.id and o.channel = 'WEBHOOK'
          and o.state in ('SENT', 'DELIVERED'))
      """;

  private final Rows rows;
  private final Sink sink;
  private final Excuses excuses;
  private long steps;
  private long messages;
  private long repeated;
  private Duration latest = Duration.ZERO;

  Ladders(Rows rows, Sink sink, Excuses excuses) {
    this.rows = rows;
    this.sink = sink;
    this.excuses = excuses;
  }

  private record Begun(String alarm, Instant before, Instant at) {}

  List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    none(
        wrong,
        "open alarms have no timer",
        "select count(*) from alarm a where a.resolved_at is null and not exists ("
            + "select from deadline d where d.alarm = a.id and d.state = 'OPEN')");
    none(
        wrong,
        "alarms have not begun to climb",
        "select count(*) from alarm a where not exists ("
            + "select from alarm_step s where s.alarm = a.id)");
    none(
        wrong,
        "messages are doubled",
        "select count(*) from (select 1 from outbox"
            + " group by alarm, round, step, person, channel having count(*) > 1) doubled");
    none(wrong, "alarms were told to nobody outside", UNHEARD);
    messagesCame(wrong);
    List<Begun> begun =
        rows.all(
            row ->
                new Begun(
                    row.getString("alarm"),
                    instant(row.getObject("before", OffsetDateTime.class)),
                    instant(row.getObject("begun_at", OffsetDateTime.class))),
            "select * from (" + STEPS + ") each where before is not null");
    begun.forEach(each -> judge(each, wrong));
    return wrong;
  }

  /** What a hub says it has sent has come; more often than once only if it could not be sure. */
  private void messagesCame(List<String> wrong) {
    List<Long> sent =
        rows.all(
            row -> row.getLong(1),
            "select id from outbox where channel = 'WEBHOOK' and state in ('SENT', 'DELIVERED')");
    // Only now: alarms go on climbing, and what was sent meanwhile has come meanwhile.
    Map<Long, Integer> taken = sink.taken();
    long lost = sent.stream().filter(id -> !taken.containsKey(id)).count();
    if (lost > 0) {
      wrong.add(lost + " messages never came that a hub calls sent");
    }
    messages = taken.size();
    repeated = taken.values().stream().mapToLong(each -> each - 1).sum();
  }

  /** That came outside. */
  long messages() {
    return messages;
  }

  /** Of them, copies: the hub that sent it died before it could write that down. */
  long repeated() {
    return repeated;
  }

  /** Steps that followed another one of their alarm. */
  long steps() {
    return steps;
  }

  /** After its limit, where a hub and the database were there. */
  Duration latest() {
    return latest;
  }

  private void judge(Begun each, List<String> wrong) {
    Instant due = each.before().plus(LIMIT);
    Duration late = Duration.between(due, each.at());
    steps++;
    // Two steps that begin together are not later than each other, and a step of the clock is none.
    if (late.isNegative()
        || late.compareTo(STEPPED) > 0
        || excuses.between(due, due.plus(LATEST))) {
      return;
    }
    latest = late.compareTo(latest) > 0 ? late : latest;
    if (late.compareTo(LATEST) > 0 && wrong.size() < 8) {
      wrong.add("alarm " + each.alarm() + " climbed " + late.toMillis() + " ms late, due " + due);
    }
  }

  private static Instant instant(OffsetDateTime time) {
    return time.toInstant();
  }

  private void none(List<String> wrong, String what, String count) {
    long number = rows.number(count);
    if (number > 0) {
      wrong.add(number + " " + what);
    }
  }
}
