package org.safeandaway.hub.drill;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.drill.DrillView.RungView;
import org.safeandaway.hub.visit.PersonView;
import org.safeandaway.hub.watch.DrillId;
import org.safeandaway.hub.watch.PersonId;

/** Questions about drills, and about how long alarms waited for a person. */
@Singleton
public class DrillReads {
  /** An office that holds a drill every other day has them all on one page. */
  private static final int MOST = 200;

  private static final int MOST_WAITS = 50_000;

  private static final String SELECT =
      """
      select d.*, a.raised_at, a.first_owned_at, a.owner, a.resolved_at, a.resolved_by,
        a.resolution, p.name as planner_name, o.name as owner_name, r.name as resolved_name,
        c.name as called_off_name
      from drill d
      left join alarm a on a.id = d.alarm
      left join person p on p.id = d.planned_by
      left join person o on o.id = a.owner
      left join person r on r.id = a.resolved_by
      left join person c on c.id = d.called_off_by
      where (d.announced or d.planned_by = ? or a.id is not null)
      """;

  private final Database database;

  public DrillReads(Database database) {
    this.database = database;
  }

  /** The latest first. What is not announced exists for its planner only, until it begins. */
  public List<DrillView> all(PersonId reader) {
    return withRungs(
        database.rows(
            DrillReads::drill,
            SELECT + " order by d.begins_at desc, d.id limit " + MOST,
            reader.value()));
  }

  public Optional<DrillView> one(DrillId drill, PersonId reader) {
    List<DrillView> found =
        database.rows(DrillReads::drill, SELECT + " and d.id = ?", reader.value(), drill.value());
    return withRungs(found).stream().findFirst();
  }

  /** When the next one of those that everybody may know of begins. */
  public Optional<Instant> announced() {
    return database.row(
        row -> row.instant("begins_at"),
        """
        select min(d.begins_at) as begins_at from drill d
        where d.announced and d.called_off_at is null
          and not exists (select from alarm a where a.id = d.alarm)
        having min(d.begins_at) is not null
        """);
  }

  /**
   * Alarms about people and drills, as {@link Answering} counts them. One that was closed as a
   * drill, and is none, is neither.
   */
  public List<Wait> waits(Instant from, Instant now) {
    return database.rows(
        row -> wait(row, now),
        """
        select cause_kind = 'DRILL' as drill, raised_at, first_owned_at, resolved_at
        from alarm
        where raised_at >= ? and kind not in ('TECHNICAL', 'NOT_WATCHED')
          and (cause_kind = 'DRILL' or reason is distinct from 'DRILL')
        order by raised_at desc limit ?
        """,
        from,
        MOST_WAITS);
  }

  private static Wait wait(Row row, Instant now) throws SQLException {
    Instant raised = row.instant("raised_at");
    Instant taken = row.instantOrNull("first_owned_at");
    Instant ended = row.instantOrNull("resolved_at");
    return new Wait(
        row.flag("drill"),
        raised,
        taken == null ? null : Duration.between(raised, taken),
        Duration.between(raised, ended == null ? now : ended));
  }

  private List<DrillView> withRungs(List<DrillView> drills) {
    List<String> alarms = drills.stream().map(DrillView::alarm).filter(Objects::nonNull).toList();
    Map<String, List<RungView>> rungs = new TreeMap<>();
    if (!alarms.isEmpty()) {
      database.rows(
          row ->
              rungs
                  .computeIfAbsent(row.uuid("alarm").toString(), it -> new ArrayList<>())
                  .add(
                      new RungView(
                          row.number("round"),
                          row.number("step") + 1,
                          row.instant("begun_at"),
                          row.number("messages"))),
          """
          select alarm, round, step, begun_at, messages from alarm_step
          where alarm::text = any(?) order by alarm, round, step
          """,
          alarms);
    }
    return drills.stream()
        .map(
            each ->
                each.with(
                    each.alarm() == null ? List.of() : rungs.getOrDefault(each.alarm(), List.of())))
        .toList();
  }

  private static DrillView drill(Row row) throws SQLException {
    Instant raised = row.instantOrNull("raised_at");
    Instant resolved = row.instantOrNull("resolved_at");
    Instant calledOff = row.instantOrNull("called_off_at");
    UUID alarm = row.uuid("alarm");
    return new DrillView(
        row.text("id"),
        row.text("kind"),
        state(raised, resolved, calledOff),
        Objects.requireNonNull(PersonView.of(row, "planned_by", "planner_name")),
        row.instant("planned_at"),
        row.instant("begins_at"),
        row.flag("announced"),
        row.textOrNull("visitor"),
        raised == null ? null : alarm.toString(),
        raised,
        row.instantOrNull("first_owned_at"),
        PersonView.of(row, "owner", "owner_name"),
        calledOff == null ? resolved : calledOff,
        calledOff == null
            ? PersonView.of(row, "resolved_by", "resolved_name")
            : PersonView.of(row, "called_off_by", "called_off_name"),
        calledOff == null ? row.textOrNull("resolution") : row.textOrNull("called_off_why"),
        List.of());
  }

  private static String state(
      @Nullable Instant raised, @Nullable Instant resolved, @Nullable Instant calledOff) {
    if (calledOff != null) {
      return DrillView.CALLED_OFF;
    }
    if (raised == null) {
      return DrillView.PLANNED;
    }
    return resolved == null ? DrillView.GOING_ON : DrillView.OVER;
  }
}
