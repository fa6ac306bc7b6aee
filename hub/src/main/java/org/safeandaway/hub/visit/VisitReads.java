package org.safeandaway.hub.visit;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.desk.stored.JournalLine;
import org.safeandaway.hub.desk.stored.UnreadableState;
import org.safeandaway.hub.desk.stored.WatchCodec;
import org.safeandaway.hub.watch.Participant;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Plan;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchState;

/**
 * Questions about visits. A list is four queries, however long it is: visits with their watches,
 * names, deadlines, alarms.
 */
@Singleton
public class VisitReads {
  private static final String SELECT =
      """
      select v.*, w.stage, w.state, p.name as planner
      from visit v
      join watch w on w.id = 'visit/' || v.id
      left join person p on p.id = v.planned_by
      """;

  private static final String OF_PERSON =
      """
       and (v.planned_by = ? or exists (
         select 1 from visit_visitor vv where vv.visit = v.id and vv.person = ?))
      """;

  private final Database database;
  private final AlarmReads alarms;

  public VisitReads(Database database, AlarmReads alarms) {
    this.database = database;
    this.alarms = alarms;
  }

  /** Which visits: the column {@code watch.stage}. */
  public enum Stage {
    PLANNED,
    GUARDING,
    CLOSED
  }

  /** The latest expected arrival first, at most 200. */
  public List<VisitView> list(@Nullable Stage stage, @Nullable PersonId of) {
    return list(stage, of, null, 200);
  }

  /**
   * The latest expected arrival first.
   *
   * @param after only those after this visit; absent: from the first on
   */
  public List<VisitView> list(
      @Nullable Stage stage, @Nullable PersonId of, @Nullable VisitId after, int limit) {
    String name = stage == null ? null : stage.name();
    String person = of == null ? null : of.value();
    String last = after == null ? null : after.value();
    return complete(
        database.rows(
            Found::new,
            SELECT
                + """
                where (?::text is null or w.stage = ?)
                  and (?::text is null or v.planned_by = ? or exists (
                    select 1 from visit_visitor vv where vv.visit = v.id and vv.person = ?))
                  and (?::text is null or exists (
                    select from visit x where x.id = ?
                      and (v.expected_arrival, v.id) < (x.expected_arrival, x.id)))
                order by v.expected_arrival desc, v.id desc limit ?
                """,
            name,
            name,
            person,
            person,
            person,
            last,
            last,
            limit));
  }

  /**
   * What a day's board shows: every visit that is guarded, planned ones expected before the day's
   * end, and those that were expected in it and are closed. The guarded ones first, then by
   * expected arrival.
   */
  public List<VisitView> day(Instant from, Instant until) {
    return complete(
        database.rows(
            Found::new,
            SELECT
                + """
                  where w.stage = 'GUARDING'
                    or (w.stage = 'PLANNED' and v.expected_arrival < ?)
                    or (w.stage = 'CLOSED' and v.expected_arrival >= ? and v.expected_arrival < ?)
                  order by w.stage <> 'GUARDING', v.expected_arrival, v.id limit 1000
                  """,
            until,
            from,
            until));
  }

  /** Those of these ids, in this order. */
  public List<VisitView> these(List<String> ids) {
    List<Found> found = database.rows(Found::new, SELECT + " where v.id = any(?)", ids);
    return complete(found).stream()
        .sorted(Comparator.comparing(visit -> ids.indexOf(visit.id())))
        .toList();
  }

  /** With its timeline. */
  public Optional<VisitView> one(VisitId id, @Nullable PersonId of) {
    String where = " where v.id = ?";
    List<Found> found =
        of == null
            ? database.rows(Found::new, SELECT + where, id.value())
            : database.rows(
                Found::new, SELECT + where + OF_PERSON, id.value(), of.value(), of.value());
    return complete(found).stream().findFirst().map(visit -> visit.with(timeline(id)));
  }

  private List<VisitView> complete(List<Found> found) {
    if (found.isEmpty()) {
      return List.of();
    }
    List<String> watches = found.stream().map(Found::watch).toList();
    Map<String, List<Deadline>> deadlines = deadlines(watches);
    Map<String, List<AlarmView>> byVisit =
        alarms.of(watches).stream()
            .collect(Collectors.groupingBy(alarm -> String.valueOf(alarm.visit())));
    Map<String, Person> people = people(found);
    return found.stream()
        .map(
            each ->
                each.view(
                    people,
                    deadlines.getOrDefault(each.watch(), List.of()).stream()
                        .map(Deadline::view)
                        .toList(),
                    byVisit.getOrDefault(each.id(), List.of())))
        .toList();
  }

  private record Deadline(String watch, VisitView.DeadlineView view) {}

  private Map<String, List<Deadline>> deadlines(Collection<String> watches) {
    return database
        .rows(
            row ->
                new Deadline(
                    row.text("watch"),
                    new VisitView.DeadlineView(
                        row.text("kind"),
                        row.numberOrNull("participant"),
                        row.instant("promised_at"),
                        row.instant("due_at"))),
            """
            select watch, kind, participant, promised_at, due_at
            from deadline where state = 'OPEN' and alarm is null and watch = any(?)
            order by due_at, id
            """,
            watches)
        .stream()
        .collect(Collectors.groupingBy(Deadline::watch));
  }

  private record Person(PersonView view, @Nullable String mobile) {}

  private Map<String, Person> people(List<Found> found) {
    List<String> ids = found.stream().flatMap(each -> each.people().stream()).distinct().toList();
    return database
        .rows(
            row ->
                new Person(
                    new PersonView(row.text("id"), row.text("name")), row.textOrNull("mobile")),
            "select id, name, mobile from person where id = any(?)",
            ids)
        .stream()
        .collect(Collectors.toMap(person -> person.view().id(), person -> person));
  }

  private List<VisitView.LineView> timeline(VisitId visit) {
    return database.rows(
        VisitReads::line,
        """
        select j.at, j.what, j.stored, p.name
        from (select * from journal where watch = ? order by id desc limit 1000) j
        left join person p
          on p.id = case when j.stored is null then null
                    else convert_from(j.stored, 'UTF8')::jsonb ->> 'by' end
        order by j.id
        """,
        WatchId.of(visit).value());
  }

  private static VisitView.LineView line(Row row) throws SQLException {
    byte[] stored = row.bytesOrNull("stored");
    if (stored == null) {
      // Emptied when its time was over; that it stood here remains.
      return new VisitView.LineView(
          row.instant("at"), row.text("what"), null, null, null, Map.of());
    }
    try {
      JournalLine line = JournalLine.decode(stored);
      String by = line.by();
      String name = row.textOrNull("name");
      return new VisitView.LineView(
          line.at(),
          line.what(),
          by == null ? null : new PersonView(by, name == null ? by : name),
          line.wearable(),
          line.alarm(),
          line.details());
    } catch (UnreadableState e) {
      throw new IllegalStateException("a line of the journal is not one", e);
    }
  }

  /** A visit's row, with the state of its watch. */
  private static final class Found {
    private final VisitView bare;
    private final WatchState state;

    Found(Row row) throws SQLException {
      state = state(row.text("state"));
      PersonView planner = PersonView.of(row, "planned_by", "planner");
      bare =
          new VisitView(
              row.text("id"),
              row.text("stage").toLowerCase(Locale.ROOT),
              row.text("purpose"),
              row.text("place"),
              row.text("address"),
              row.text("notes"),
              ForAlarm.of(row, plan(state).safeWord()),
              row.instant("expected_arrival"),
              agreedEnd(state, row.instant("agreed_end")),
              row.flag("silent"),
              row.flag("audible_panic"),
              plan(state).version(),
              planner == null ? new PersonView("?", "?") : planner,
              row.instant("planned_at"),
              null,
              null,
              null,
              null,
              List.of(),
              List.of(),
              List.of(),
              null);
    }

    String id() {
      return bare.id();
    }

    String watch() {
      return "visit/" + bare.id();
    }

    List<String> people() {
      List<String> ids =
          state.participants().stream()
              .map(participant -> participant.person().value())
              .collect(Collectors.toCollection(java.util.ArrayList::new));
      if (state instanceof WatchState.Guarding guarding) {
        ids.add(guarding.authorisation().by().value());
      }
      return ids;
    }

    VisitView view(
        Map<String, Person> people,
        List<VisitView.DeadlineView> deadlines,
        List<AlarmView> itsAlarms) {
      WatchState.Authorisation allowed =
          state instanceof WatchState.Guarding guarding ? guarding.authorisation() : null;
      WatchState.Closed closed = state instanceof WatchState.Closed it ? it : null;
      return new VisitView(
          bare.id(),
          bare.state(),
          bare.purpose(),
          bare.place(),
          bare.address(),
          bare.notes(),
          bare.forAlarm(),
          bare.expectedArrival(),
          bare.agreedEnd(),
          bare.silent(),
          bare.audiblePanic(),
          bare.version(),
          bare.plannedBy(),
          bare.plannedAt(),
          allowed == null ? null : named(people, allowed.by()),
          allowed == null ? null : allowed.at(),
          closed == null ? null : closed.closedAt(),
          closed == null ? null : closed.why(),
          state.participants().stream().map(each -> visitor(people, each)).toList(),
          deadlines,
          itsAlarms,
          null);
    }

    private static VisitView.VisitorView visitor(
        Map<String, Person> people, Participant participant) {
      Person person = people.get(participant.person().value());
      Participant.CheckIn checkIn = participant.lastCheckIn();
      return new VisitView.VisitorView(
          participant.id().number(),
          named(people, participant.person()),
          person == null ? null : person.mobile(),
          participant.wearable() == null ? null : participant.wearable().value(),
          participant.phase().name(),
          checkIn == null ? null : checkIn.at(),
          participant.saidSafe(),
          participant.questions().stream().map(Enum::name).toList());
    }

    private static PersonView named(Map<String, Person> people, PersonId id) {
      Person person = people.get(id.value());
      return person == null ? new PersonView(id.value(), id.value()) : person.view();
    }

    private static Instant agreedEnd(WatchState state, Instant planned) {
      return state instanceof WatchState.Guarding guarding ? guarding.agreedEnd() : planned;
    }

    private static Plan plan(WatchState state) {
      return switch (state) {
        case WatchState.Planned planned -> planned.plan();
        case WatchState.Guarding guarding -> guarding.plan();
        case WatchState.Closed closed -> closed.plan();
        case WatchState.Standing standing -> throw noVisit(standing);
        case WatchState.Site site -> throw noVisit(site);
      };
    }

    private static IllegalStateException noVisit(WatchState state) {
      return new IllegalStateException("a visit's watch is none of a visit: " + state);
    }

    private static WatchState state(String json) {
      try {
        return WatchCodec.decode(json);
      } catch (UnreadableState e) {
        throw new IllegalStateException("a watch's state cannot be read", e);
      }
    }
  }
}
