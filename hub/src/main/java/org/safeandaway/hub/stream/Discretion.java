package org.safeandaway.hub.stream;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.desk.stored.JournalLine;
import org.safeandaway.hub.watch.Happening;
import org.safeandaway.hub.watch.StepOutcome;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;

/**
 * Keeps a duress from whoever gave it (rule DUR-1): they may be of the office too, and not be alone
 * with their screen. To them the signal is the check-in that it looks like, and what became of its
 * alarm is not told. Everybody else is told everything.
 */
@Singleton
class Discretion {
  private static final String KIND = "kind";
  private static final String EVENT = "event";

  /** Of what alarms, or what events, or what visits' these lines may tell. */
  private static final String DURESSES =
      """
      select a.id::text as id, a.cause_id, a.watch, a.wearer_then, a.wearer_now, v.person
      from alarm a
      left join visit_visitor v on a.watch = 'visit/' || v.visit and v.participant = a.participant
      where a.kind = ? and (a.id::text = any(?) or a.cause_id = any(?) or a.watch = any(?))
      """;

  private final Database database;

  Discretion(Database database) {
    this.database = database;
  }

  private record Duress(String id, String cause, String watch, Set<String> about) {
    static Duress of(Row row) throws SQLException {
      Set<String> about =
          Stream.of(
                  row.textOrNull("wearer_then"),
                  row.textOrNull("wearer_now"),
                  row.textOrNull("person"))
              .filter(Objects::nonNull)
              .collect(Collectors.toUnmodifiableSet());
      return new Duress(row.text("id"), row.text("cause_id"), row.text("watch"), about);
    }

    boolean isToldBy(JournalLine line) {
      return id.equals(line.alarm())
          || cause.equals(causeIn(line))
          || isOfTheVisit(line) && watch.equals(line.watch());
    }
  }

  /** For each line, in order, from whom it is kept: ids of people. */
  List<Set<String>> keptFrom(List<JournalLine> lines) {
    Set<String> alarms = new HashSet<>();
    Set<String> causes = new HashSet<>();
    Set<String> watches = new HashSet<>();
    for (JournalLine line : lines) {
      add(alarms, line.alarm());
      add(causes, isDuress(line) ? causeIn(line) : null);
      add(watches, isOfTheVisit(line) ? line.watch() : null);
    }
    if (alarms.isEmpty() && causes.isEmpty() && watches.isEmpty()) {
      return lines.stream().map(line -> Set.<String>of()).toList();
    }
    List<Duress> duresses =
        database.rows(Duress::of, DURESSES, AlarmKind.DURESS.name(), alarms, causes, watches);
    return lines.stream().map(line -> keptFrom(line, duresses)).toList();
  }

  private static Set<String> keptFrom(JournalLine line, List<Duress> duresses) {
    return duresses.stream()
        .filter(each -> each.isToldBy(line))
        .flatMap(each -> each.about().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What whoever it is kept from is told instead; absent if nothing. */
  @Nullable JournalLine instead(JournalLine line) {
    if (!isDuress(line)) {
      return null;
    }
    Map<String, String> details = new TreeMap<>(line.details());
    details.put(KIND, EventKind.CHECK_IN.name());
    return new JournalLine(
        line.watch(),
        line.at(),
        line.what(),
        line.by(),
        line.wearable(),
        null,
        line.revision(),
        details);
  }

  private static boolean isDuress(JournalLine line) {
    return line.what().equals(Happening.EVENT_TAKEN_IN.word())
        && EventKind.DURESS.name().equals(line.details().get(KIND));
  }

  /** A line that names no duress, and tells of one that its visit has. */
  private static boolean isOfTheVisit(JournalLine line) {
    return isSaidSafe(line) || isTelephoned(line) || isSafeWord(line);
  }

  /** That somebody said so, and is guarded on, tells that an alarm is open. */
  private static boolean isSaidSafe(JournalLine line) {
    return line.what().equals(Happening.SAID_SAFE.word());
  }

  /** Whoever rang the visitor heard the safe word. */
  private static boolean isSafeWord(JournalLine line) {
    return line.what().equals(Happening.STEP_DONE.word())
        && StepOutcome.SAFE_WORD.name().equals(line.details().get("outcome"));
  }

  /** A visitor who telephoned said it. */
  private static boolean isTelephoned(JournalLine line) {
    return line.what().equals(Happening.TELEPHONED.word())
        && EventKind.DURESS.name().equals(line.details().get(KIND));
  }

  /** The event, as it is the cause of an alarm; absent if the line names none. */
  private static @Nullable String causeIn(JournalLine line) {
    String event = line.details().get(EVENT);
    return event == null || line.wearable() == null ? null : line.wearable() + "/" + event;
  }

  private static void add(Set<String> to, @Nullable String value) {
    if (value != null) {
      to.add(value);
    }
  }
}
