package org.safeandaway.hub.health;

import org.safeandaway.hub.health.Condition.Part;

/**
 * What must hold of the rows at any time, whichever hub wrote them. Each is one cheap question on
 * an index; its parameter is hub time. What a transaction makes true together is seen together, so
 * a breach is a bug, a part that hangs, or somebody who changed rows by hand.
 */
enum Invariant {
  /** Nobody is out whom neither a promise nor an open alarm guards. */
  SOMEBODY_UNGUARDED(
      Part.GUARD,
      "out with neither a promise nor an alarm",
      """
      select count(*) as broken, min(w.id) as worst, min(w.changed_at) as since
      from watch w cross join lateral jsonb_array_elements(w.state -> 'participants') who
      where w.stage = 'GUARDING' and w.changed_at <= ? and who ->> 'phase' <> 'OVER'
        and not exists (
          select from deadline d
          where d.watch = w.id and d.participant = (who ->> 'number')::int
            and d.state = 'OPEN' and d.kind <> 'CONTACT')
        and not exists (
          select from alarm a
          where a.watch = w.id and a.resolved_at is null
            and coalesce(a.participant, (who ->> 'number')::int) = (who ->> 'number')::int)
      """),
  /** Source of the 2 s: architecture.md, "Who watches the watcher". */
  DEADLINE_UNFIRED(
      Part.KEEPER,
      "due for more than 2 s and not fired",
      """
      select count(*) as broken, min(watch) as worst, min(due_at) as since
      from deadline where state = 'OPEN' and due_at < ?::timestamptz - interval '2 seconds'
      """),
  /**
   * An alarm goes on by itself until somebody has it, and asks whoever has it. A panic whose watch
   * was busy has its timer from the step that is owed.
   */
  ALARM_WITHOUT_TIMER(
      Part.LADDER,
      "open alarms without a timer",
      """
      select count(*) as broken, min(a.watch) as worst, min(a.raised_at) as since
      from alarm a
      where a.resolved_at is null and a.raised_at < ?::timestamptz - interval '5 seconds'
        and not exists (
          select from deadline d
          where d.watch = a.watch and d.alarm = a.id and d.state = 'OPEN'
            and case when a.owner is null then d.kind = 'ALARM_STEP'
              else d.kind in ('STILL_ON_IT', 'OWNERSHIP') end)
      """),
  /** A lease lasts 30 s, and whoever tries again says until when that can wait. */
  MESSAGE_STUCK(
      Part.OUTBOX,
      "messages that should have been sent more than a minute ago",
      """
      select count(*) as broken, min(alarm::text) as worst, min(next_at) as since
      from outbox where state = 'QUEUED' and next_at < ?::timestamptz - interval '1 minute'
      """),
  /** A step whose every message failed ends at once, if the ladder is told. */
  FAILURE_UNREPORTED(
      Part.OUTBOX,
      "messages that failed more than a minute ago, of which the ladder does not know",
      """
      select count(*) as broken, min(alarm::text) as worst, min(ended_at) as since
      from outbox
      where state = 'FAILED' and not reported and ended_at < ?::timestamptz - interval '1 minute'
      """),
  /** A panic that was stored while its watch was busy is stepped soon after. */
  STEP_OWED(
      Part.DESK,
      "stored and not carried out for more than 10 s",
      """
      select count(*) as broken, min(watch) as worst, min(received_at) as since
      from inbound
      where not stepped and received_at < ?::timestamptz - interval '10 seconds'
      """),
  /** Another hub's sealer may hold the lock, and hang: the rows tell. */
  RECORD_UNSEALED(
      Part.SEALER,
      "written and not sealed for more than 10 s",
      """
      select count(*) as broken, min(watch) as worst, min(at) as since
      from (
        select j.watch, j.at from journal_unsealed u join journal j on j.id = u.journal_id
        order by u.journal_id limit 1) oldest
      where at < ?::timestamptz - interval '10 seconds'
      """);

  private final Part part;
  private final String words;
  private final String question;

  Invariant(Part part, String words, String question) {
    this.part = part;
    this.words = words;
    this.question = question;
  }

  /** Which part of the hub is ill while it is broken. */
  Part part() {
    return part;
  }

  /** What is wrong, after a number: technical. */
  String words() {
    return words;
  }

  /** One row: how many break it, one of them by name, since when. */
  String question() {
    return question;
  }
}
