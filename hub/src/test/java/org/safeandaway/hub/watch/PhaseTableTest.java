package org.safeandaway.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;

/**
 * Every cell of the protocol's event × phase table. Each story comes into its phase at 10:00, and
 * the event happens, and is received, at 10:04.
 */
class PhaseTableTest {
  private static final String DOOR = "NO_SHOW 10:20, CHECK_IN 10:20, AGREED_END 11:00";
  private static final String VISIT = "CHECK_IN 10:20, AGREED_END 11:00";
  private static final String LEAVING = "SAFE_AND_AWAY 10:05";

  /** phase | event | outcome | phase after | promises after | alarms | questions. */
  private static final String TABLE =
      """
      BEFORE  | ARRIVED       | COUNTED  | DOOR    | NO_SHOW 10:24, CHECK_IN 10:24, AGREED_END 11:00 | |
      BEFORE  | CHECK_IN      | COUNTED  | DOOR    | NO_SHOW 10:24, CHECK_IN 10:24, AGREED_END 11:00 | |
      BEFORE  | MORE_TIME     | COUNTED  | BEFORE  | ARRIVAL 10:15                    | |
      BEFORE  | LEAVING       | NOTED    | BEFORE  | ARRIVAL 10:00                    | |
      BEFORE  | SAFE_AND_AWAY | NOTED    | BEFORE  | ARRIVAL 10:00                    | | NEVER_ARRIVED
      BEFORE  | ADVICE        | COUNTED  | BEFORE  | ARRIVAL 10:00                    | ADVICE |
      BEFORE  | PANIC         | COUNTED  | BEFORE  | ARRIVAL 10:00                    | PANIC  |
      BEFORE  | DURESS        | COUNTED  | DOOR    | NO_SHOW 10:24, CHECK_IN 10:24, AGREED_END 11:00 | DURESS |
      BEFORE  | WITHDRAWN     | NOTED    | BEFORE  | ARRIVAL 10:00                    | |
      BEFORE  | SELF_TEST     | NOTED    | BEFORE  | ARRIVAL 10:00                    | |
      BEFORE  | UNKNOWN       | NOTED    | BEFORE  | ARRIVAL 10:00                    | |
      DOOR    | ARRIVED       | COUNTED  | VISIT   | CHECK_IN 10:24, AGREED_END 11:00 | |
      DOOR    | CHECK_IN      | COUNTED  | VISIT   | CHECK_IN 10:24, AGREED_END 11:00 | |
      DOOR    | MORE_TIME     | COUNTED  | VISIT   | CHECK_IN 10:24, AGREED_END 11:15 | |
      DOOR    | LEAVING       | COUNTED  | LEAVING | SAFE_AND_AWAY 10:09              | | WHY_LEFT
      DOOR    | SAFE_AND_AWAY | COUNTED  | OVER    |                                  | | NOT_ENTERED
      DOOR    | ADVICE        | COUNTED  | DOOR    | {door}                           | ADVICE |
      DOOR    | PANIC         | COUNTED  | DOOR    | {door}                           | PANIC  |
      DOOR    | DURESS        | COUNTED  | VISIT   | CHECK_IN 10:24, AGREED_END 11:00 | DURESS |
      DOOR    | WITHDRAWN     | NOTED    | DOOR    | {door}                           | |
      DOOR    | SELF_TEST     | NOTED    | DOOR    | {door}                           | |
      DOOR    | UNKNOWN       | NOTED    | DOOR    | {door}                           | |
      VISIT   | ARRIVED       | COUNTED  | VISIT   | CHECK_IN 10:24, AGREED_END 11:00 | |
      VISIT   | CHECK_IN      | COUNTED  | VISIT   | CHECK_IN 10:24, AGREED_END 11:00 | |
      VISIT   | MORE_TIME     | COUNTED  | VISIT   | CHECK_IN 10:24, AGREED_END 11:15 | |
      VISIT   | LEAVING       | COUNTED  | LEAVING | SAFE_AND_AWAY 10:09              | | WHY_LEFT
      VISIT   | SAFE_AND_AWAY | COUNTED  | OVER    |                                  | |
      VISIT   | ADVICE        | COUNTED  | VISIT   | {visit}                          | ADVICE |
      VISIT   | PANIC         | COUNTED  | VISIT   | {visit}                          | PANIC  |
      VISIT   | DURESS        | COUNTED  | VISIT   | CHECK_IN 10:24, AGREED_END 11:00 | DURESS |
      VISIT   | WITHDRAWN     | NOTED    | VISIT   | {visit}                          | |
      VISIT   | SELF_TEST     | NOTED    | VISIT   | {visit}                          | |
      VISIT   | UNKNOWN       | NOTED    | VISIT   | {visit}                          | |
      LEAVING | ARRIVED       | NOTED    | LEAVING | {leaving}                        | | WHY_LEFT
      LEAVING | CHECK_IN      | NOTED    | LEAVING | {leaving}                        | | WHY_LEFT
      LEAVING | MORE_TIME     | NOTED    | LEAVING | {leaving}                        | | WHY_LEFT
      LEAVING | LEAVING       | NOTED    | LEAVING | {leaving}                        | | WHY_LEFT
      LEAVING | SAFE_AND_AWAY | COUNTED  | OVER    |                                  | | WHY_LEFT
      LEAVING | ADVICE        | COUNTED  | LEAVING | {leaving}                        | ADVICE | WHY_LEFT
      LEAVING | PANIC         | COUNTED  | LEAVING | {leaving}                        | PANIC  | WHY_LEFT
      LEAVING | DURESS        | NOTED    | LEAVING | {leaving}                        | DURESS | WHY_LEFT
      LEAVING | WITHDRAWN     | NOTED    | LEAVING | {leaving}                        | | WHY_LEFT
      LEAVING | SELF_TEST     | NOTED    | LEAVING | {leaving}                        | | WHY_LEFT
      LEAVING | UNKNOWN       | NOTED    | LEAVING | {leaving}                        | | WHY_LEFT
      OVER    | ARRIVED       | NO_VISIT | OVER    | | | NOT_ENTERED
      OVER    | CHECK_IN      | NO_VISIT | OVER    | | | NOT_ENTERED
      OVER    | MORE_TIME     | NO_VISIT | OVER    | | | NOT_ENTERED
      OVER    | LEAVING       | NO_VISIT | OVER    | | | NOT_ENTERED
      OVER    | SAFE_AND_AWAY | NO_VISIT | OVER    | | | NOT_ENTERED
      OVER    | ADVICE        | COUNTED  | OVER    | | ADVICE | NOT_ENTERED
      OVER    | PANIC         | COUNTED  | OVER    | | PANIC  | NOT_ENTERED
      OVER    | DURESS        | NO_VISIT | OVER    | | DURESS | NOT_ENTERED
      OVER    | WITHDRAWN     | NOTED    | OVER    | | | NOT_ENTERED
      OVER    | SELF_TEST     | COUNTED  | OVER    | | | NOT_ENTERED
      OVER    | UNKNOWN       | NOTED    | OVER    | | | NOT_ENTERED
      """
          .replace("{door}", DOOR)
          .replace("{visit}", VISIT)
          .replace("{leaving}", LEAVING);

  record Cell(
      Phase phase,
      EventKind kind,
      String outcome,
      String then,
      String promises,
      String alarms,
      String questions) {
    @Override
    public String toString() {
      return kind + " in " + phase;
    }
  }

  static List<Cell> cells() {
    return TABLE.lines().map(PhaseTableTest::cell).toList();
  }

  private static Cell cell(String line) {
    List<String> columns =
        new ArrayList<>(Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
    return new Cell(
        Phase.valueOf(columns.get(0)),
        EventKind.valueOf(columns.get(1)),
        columns.get(2),
        columns.get(3),
        columns.get(4),
        columns.get(5),
        columns.get(6));
  }

  @Test
  void coversEveryCell() {
    TreeSet<String> wanted = new TreeSet<>();
    for (Phase phase : Phase.values()) {
      for (EventKind kind : EventKind.values()) {
        if (phase != Phase.UNKNOWN) {
          wanted.add(kind + " in " + phase);
        }
      }
    }

    assertThat(cells().stream().map(Cell::toString)).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @ParameterizedTest
  @MethodSource("cells")
  @Tag("ARR-1")
  @Tag("CHK-1")
  @Tag("PAN-1")
  @Tag("ADV-1")
  @Tag("LEAVE-1")
  void doesWhatItsCellSays(Cell cell) {
    Story story = Story.in(cell.phase()).at("10:04");

    assertThat(story.says(cell.kind())).hasToString(cell.outcome());

    assertThat(story.phase()).hasToString(cell.then());
    assertThat(String.join(", ", story.promises())).isEqualTo(cell.promises());
    assertThat(joined(story.openAlarms())).isEqualTo(cell.alarms());
    assertThat(joined(story.wendy().questions())).isEqualTo(cell.questions());
  }

  /** Half an hour later than its event: nothing may count from when it was received. */
  @ParameterizedTest
  @MethodSource("cells")
  @Tag("CHK-1")
  void countsFromWhenItHappenedAndNotFromWhenItWasReceived(Cell cell) {
    Story story = Story.in(cell.phase()).at("10:34");

    story.receipt(story.event(cell.kind()).occurredAt("10:04").build());

    assertThat(story.phase()).hasToString(cell.then());
    assertThat(String.join(", ", story.promises())).isEqualTo(cell.promises());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void movesNoDeadlineLaterOnAnUnknownInstant(Cell cell) {
    Story story = Story.in(cell.phase()).at("10:04");
    Watch before = story.watch;

    story.receipt(story.event(cell.kind()).occurredBy("10:04").build());

    assertThat(story.phase()).hasToString(cell.then());
    assertThat(before.deadlines().values())
        .filteredOn(deadline -> deadline.key().kind() != Deadline.Kind.CONTACT)
        .allSatisfy(
            deadline ->
                assertThat(story.deadline(deadline.key().kind()))
                    .satisfiesAnyOf(
                        now -> assertThat(now).isEmpty(),
                        now -> assertThat(now).contains(deadline)));
    assertThat(story.deadline(Deadline.Kind.CHECK_IN).map(Deadline::dueAt))
        .satisfiesAnyOf(
            due -> assertThat(due).isEmpty(),
            due -> assertThat(due.orElseThrow()).isBeforeOrEqualTo(Story.time("10:21")));
  }

  private static String joined(Iterable<?> words) {
    List<String> found = new ArrayList<>();
    words.forEach(word -> found.add(word.toString()));
    return String.join(", ", found);
  }
}
