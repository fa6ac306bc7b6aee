package org.safeandaway.hub.visit;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.WearableId;

/** Questions about alarms. */
@Singleton
public class AlarmReads {
  private static final String SELECT =
      """
      select a.*, visit.place, d.promised_at,
             pt.name as then_name, pn.name as now_name, po.name as owner_name,
             pr.name as resolved_name, drill.visitor as imaginary
      from alarm a
      left join drill on drill.alarm = a.id
      left join visit on a.watch = 'visit/' || visit.id
      left join deadline d on d.watch = a.watch and d.generation
        = case when a.cause_kind = 'DEADLINE' then split_part(a.cause_id, '#', 2)::bigint end
      left join person pt on pt.id = a.wearer_then
      left join person pn on pn.id = a.wearer_now
      left join person po on po.id = a.owner
      left join person pr on pr.id = a.resolved_by
      """;

  private final Database database;

  public AlarmReads(Database database) {
    this.database = database;
  }

  /** Every alarm that nobody has resolved, the oldest first. */
  public List<AlarmView> open() {
    return database.rows(
        AlarmReads::alarm,
        SELECT + " where a.resolved_at is null order by a.raised_at, a.id limit 1000");
  }

  /**
   * Open ones with the oldest first, others with the newest first.
   *
   * @param reader who is to read them: a duress is kept from whoever gave it
   * @param open absent: both
   * @param after only those after this one; absent: from the first on
   */
  public List<AlarmView> page(
      PersonId reader, @Nullable Boolean open, @Nullable UUID after, int limit) {
    boolean oldestFirst = Boolean.TRUE.equals(open);
    return database.rows(
        AlarmReads::alarm,
        SELECT
            + """
            where (?::boolean is null or (a.resolved_at is null) = ?)
              and (a.kind <> 'DURESS'
                or ? not in (coalesce(a.wearer_then, ''), coalesce(a.wearer_now, '')))
              and (?::uuid is null or exists (
                select from alarm x where x.id = ?
                  and (a.raised_at, a.id) %s (x.raised_at, x.id)))
            order by a.raised_at %2$s, a.id %2$s limit ?
            """
                .formatted(oldestFirst ? ">" : "<", oldestFirst ? "asc" : "desc"),
        open,
        open,
        reader.value(),
        after,
        after,
        limit);
  }

  /**
   * Which of the resolved ones; what is absent does not matter.
   *
   * @param person who wore the wearable, then or when it was raised
   * @param from raised then or later
   * @param until raised before then
   */
  public record Filter(
      @Nullable String kind,
      @Nullable String person,
      @Nullable Instant from,
      @Nullable Instant until) {}

  /** The newest first. */
  public List<AlarmView> history(Filter filter, int skip, int most) {
    return database.rows(
        AlarmReads::alarm,
        SELECT
            + """
              where a.resolved_at is not null
                and (?::text is null or a.kind = ?)
                and (?::text is null or ? in (a.wearer_then, a.wearer_now))
                and a.raised_at >= coalesce(?, '-infinity'::timestamptz)
                and a.raised_at < coalesce(?, 'infinity'::timestamptz)
              order by a.raised_at desc, a.id limit ? offset ?
              """,
        filter.kind(),
        filter.kind(),
        filter.person(),
        filter.person(),
        filter.from(),
        filter.until(),
        most,
        skip);
  }

  /** Everybody whom a resolved alarm was about, by name. */
  public List<PersonView> people() {
    return database.rows(
        row -> new PersonView(row.text("id"), row.text("name")),
        """
        select p.id, p.name from person p
        where exists (
          select 1 from alarm a
          where a.resolved_at is not null and p.id in (a.wearer_then, a.wearer_now))
        order by p.name, p.id limit 500
        """);
  }

  /** The months in which a resolved alarm was raised, the newest first. */
  public List<YearMonth> months(ZoneId zone) {
    return database.rows(
        row -> YearMonth.parse(row.text("month")),
        """
        select distinct to_char(raised_at at time zone ?, 'YYYY-MM') as month
        from alarm where resolved_at is not null order by month desc limit 60
        """,
        zone.getId());
  }

  /** The others of the same watch. Those of Safe &amp; Away itself have nothing in common. */
  public List<AlarmView> beside(UUID id) {
    return database.rows(
        AlarmReads::alarm,
        SELECT
            + """
              where a.watch = (select watch from alarm where id = ?) and a.watch <> ? and a.id <> ?
              order by a.raised_at desc, a.id limit 100
              """,
        id,
        WatchId.SITE.value(),
        id);
  }

  /** The newest first. */
  public List<AlarmView> of(WearableId wearable) {
    return database.rows(
        AlarmReads::alarm,
        SELECT + " where a.wearable = ? order by a.raised_at desc, a.id limit 100",
        wearable.value());
  }

  /** With its notes. */
  public Optional<AlarmView> one(UUID id) {
    return database
        .row(AlarmReads::alarm, SELECT + " where a.id = ?", id)
        .map(alarm -> alarm.with(notes(id)));
  }

  /** What happened about it, and how long that took, in the order in which it happened. */
  public List<Rung> rungs(UUID id) {
    return database.rows(
        row ->
            new Rung(
                Rung.What.valueOf(row.text("what")),
                row.numberOrNull("round"),
                row.numberOrNull("step"),
                row.textOrNull("channel"),
                row.instant("at"),
                row.longNumber("after_ms")),
        """
        with it as (select * from alarm where id = ?)
        select r.*, (extract(epoch from r.at - it.occurred_at) * 1000)::bigint as after_ms
        from it cross join lateral (
          select 'RAISED' as what, null::int as round, null::int as step, null as channel,
            it.raised_at as at
          union all select 'RECEIVED', null, null, null, received_at from inbound
            where it.cause_kind = 'EVENT' and id = 'event/' || it.cause_id
          union all select 'STEP', round, step, null, begun_at from alarm_step where alarm = it.id
          union all select 'SENT', round, step, channel, min(sent_at) from outbox
            where alarm = it.id and sent_at is not null and step >= 0 group by round, step, channel
          union all select 'OWNED', null, null, null, it.first_owned_at
          union all select 'TOLD', null, null, null, told_at from alarm_told where alarm = it.id
          union all select 'RESOLVED', null, null, null, it.resolved_at) r
        where r.at is not null
        order by r.at, array_position(
            array['RECEIVED', 'RAISED', 'STEP', 'SENT', 'OWNED', 'TOLD', 'RESOLVED'], r.what),
          r.round, r.step, r.channel
        limit 1000
        """,
        id);
  }

  /** Whose alarm it is. */
  public Optional<WatchId> watch(UUID id) {
    return database.row(
        row -> new WatchId(row.text("watch")), "select watch from alarm where id = ?", id);
  }

  List<AlarmView> of(Collection<String> watches) {
    return database.rows(
        AlarmReads::alarm,
        SELECT + " where a.watch = any(?) order by a.raised_at, a.id limit 2000",
        watches);
  }

  private List<AlarmView.NoteView> notes(UUID alarm) {
    return database.rows(
        row ->
            new AlarmView.NoteView(
                PersonView.of(row, "by_person", "name"),
                row.instant("noted_at"),
                row.text("words")),
        """
        select n.by_person, p.name, n.noted_at, n.words
        from alarm_note n left join person p on p.id = n.by_person
        where n.alarm = ? order by n.id
        """,
        alarm);
  }

  private static AlarmView alarm(Row row) throws SQLException {
    return new AlarmView(
        row.uuid("id").toString(),
        row.text("kind"),
        row.instantOrNull("resolved_at") == null,
        visit(row.text("watch")),
        row.textOrNull("place"),
        row.numberOrNull("participant"),
        row.textOrNull("wearable"),
        PersonView.of(row, "wearer_then", "then_name"),
        PersonView.of(row, "wearer_now", "now_name"),
        row.instant("raised_at"),
        row.instant("occurred_at"),
        row.instantOrNull("promised_at"),
        row.flag("occurred_uncertain"),
        row.flag("during_outage"),
        PersonView.of(row, "owner", "owner_name"),
        row.instantOrNull("owned_at"),
        PersonView.of(row, "resolved_by", "resolved_name"),
        row.instantOrNull("resolved_at"),
        row.textOrNull("reason"),
        row.textOrNull("resolution"),
        row.text("cause_kind").equals("DRILL"),
        row.textOrNull("imaginary"),
        null);
  }

  private static @Nullable String visit(String watch) {
    return new WatchId(watch).visit().map(Object::toString).orElse(null);
  }
}
