package org.safeandaway.hub.office.board;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.desk.stored.PolicyCodec;
import org.safeandaway.hub.desk.stored.UnreadableState;
import org.safeandaway.hub.drill.DrillReads;
import org.safeandaway.hub.office.Naming;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.visit.VisitReads;
import org.safeandaway.hub.visit.VisitView;

/** Reads a board: seven queries, however many people are out. The alarms the page has already. */
@Singleton
class BoardReads {
  private final Database database;
  private final VisitReads visits;
  private final DrillReads drills;

  BoardReads(Database database, VisitReads visits, DrillReads drills) {
    this.database = database;
    this.visits = visits;
    this.drills = drills;
  }

  /** The board of the day on which the page is rendered. */
  Board board(Page page, Naming naming) {
    Times times = page.now();
    LocalDate today = LocalDate.ofInstant(times.instant(), times.zone());
    Instant from = today.atStartOfDay(times.zone()).toInstant();
    Instant until = today.plusDays(1).atStartOfDay(times.zone()).toInstant();
    List<VisitView> shown = visits.day(from, until);
    String viewer = Objects.requireNonNull(page.person(), "a board is for those who watch").id();
    return new BoardRules(
            Objects.requireNonNull(page.world(), "a board is for those who watch").alarms(),
            policies(shown),
            heard(shown),
            times,
            viewer,
            naming)
        .board(shown)
        .announcing(drills.announced().orElse(null));
  }

  /** Each visit keeps the rules that it was authorised under. */
  private Map<String, Policy> policies(List<VisitView> shown) {
    List<String> guarded =
        shown.stream()
            .filter(each -> each.state().equals("guarding"))
            .map(each -> "visit/" + each.id())
            .toList();
    return database
        .rows(
            row -> Map.entry(row.text("visit"), policy(row)),
            """
            select substr(w.id, length('visit/') + 1) as visit, p.version, p.rules
            from watch w join policy p on p.version = w.policy_version
            where w.id = any(?)
            """,
            guarded)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Policy policy(Row row) throws SQLException {
    try {
      return PolicyCodec.decode(row.number("version"), row.text("rules"));
    } catch (UnreadableState e) {
      throw new IllegalStateException("a stored policy cannot be read", e);
    }
  }

  private Map<String, BoardRules.Heard> heard(List<VisitView> shown) {
    List<String> worn =
        shown.stream()
            .flatMap(visit -> visit.visitors().stream())
            .map(VisitView.VisitorView::wearable)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return database
        .rows(
            row ->
                Map.entry(
                    row.text("wearable"),
                    new BoardRules.Heard(
                        row.instantOrNull("heard_at"),
                        row.numberOrNull("battery_percent"),
                        row.numberOrNull("link_percent"))),
            """
            select wearable, heard_at, battery_percent, link_percent
            from wearable_state where wearable = any(?)
            """,
            worn)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
