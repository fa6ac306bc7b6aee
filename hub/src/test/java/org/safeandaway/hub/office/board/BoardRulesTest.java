package org.safeandaway.hub.office.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.office.Naming;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.board.Board.Level;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.ForAlarm;
import org.safeandaway.hub.visit.PersonView;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.watch.WatchState;

class BoardRulesTest {
  private static final Instant NOW = Instant.parse("2026-03-03T14:00:00Z");
  private static final Times TIMES = new Times(NOW, ZoneId.of("Europe/London"));
  private static final PersonView ASHA = new PersonView("asha", "Asha Patel");
  private static final PersonView BEN = new PersonView("ben", "Ben Okafor");

  private final List<AlarmView> alarms = new ArrayList<>();
  private Map<String, BoardRules.Heard> heard = Map.of();
  private String viewer = "maria";

  private Board board(VisitView... visits) {
    Map<String, Policy> rules = Map.of("v1", Policy.standard(), "v2", Policy.standard());
    return new BoardRules(alarms, rules, heard, TIMES, viewer, Naming.FULL).board(List.of(visits));
  }

  private static Instant in(int minutes) {
    return NOW.plus(Duration.ofMinutes(minutes));
  }

  private static VisitView.VisitorView visitor(
      int number, PersonView who, @Nullable String wearable, String phase) {
    return new VisitView.VisitorView(number, who, null, wearable, phase, null, null, List.of());
  }

  private static VisitView.VisitorView held(PersonView who) {
    return new VisitView.VisitorView(1, who, null, "w1", "OVER", null, NOW, List.of());
  }

  private static VisitView.DeadlineView due(String kind, int participant, int minutes) {
    return new VisitView.DeadlineView(kind, participant, in(minutes), in(minutes + 1));
  }

  private static VisitView visit(
      String id,
      String state,
      List<VisitView.VisitorView> visitors,
      VisitView.DeadlineView... deadlines) {
    return closed(id, state, null, visitors, deadlines);
  }

  private static VisitView closed(
      String id,
      String state,
      @Nullable String why,
      List<VisitView.VisitorView> visitors,
      VisitView.DeadlineView... deadlines) {
    return new VisitView(
        id,
        state,
        "Attendance",
        "Elm Close",
        "4 Elm Close",
        "",
        ForAlarm.NOTHING,
        in(-10),
        in(45),
        false,
        false,
        1,
        ASHA,
        in(-60),
        state.equals("planned") ? null : BEN,
        state.equals("planned") ? null : in(-40),
        why == null ? null : NOW,
        why,
        visitors,
        List.of(deadlines),
        List.of(),
        null);
  }

  private static AlarmView panic(String visit, int participant) {
    return new AlarmView(
        "a1",
        "PANIC",
        true,
        visit,
        "Elm Close",
        participant,
        "w1",
        ASHA,
        ASHA,
        NOW,
        NOW,
        null,
        false,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        null,
        null);
  }

  @Test
  @Tag("CHK-1")
  void showsTheNextPromiseAndNotTheSilence() {
    Board board =
        board(
            visit(
                "v1",
                "guarding",
                List.of(visitor(1, ASHA, "w1", "VISIT")),
                due("CONTACT", 1, 1),
                due("AGREED_END", 1, 45),
                due("CHECK_IN", 1, 14),
                due("CHECK_IN", 2, 2)));

    Board.Promise promise = board.out().getFirst().promise();
    assertThat(promise).isNotNull();
    assertThat(promise.at()).isEqualTo(in(14));
    assertThat(promise.from()).isEqualTo(in(-6));
    assertThat(promise.left(NOW)).isEqualTo(0.7);
    assertThat(board.out().getFirst().phase()).isEqualTo("in the visit");
  }

  @Test
  @Tag("CHK-2")
  void turnsAmberAtTheFirstReminderAndRedWhenItPassed() {
    Board.Promise promise =
        board(
                visit(
                    "v1",
                    "guarding",
                    List.of(visitor(1, ASHA, "w1", "VISIT")),
                    due("CHECK_IN", 1, 14)))
            .out()
            .getFirst()
            .promise();

    assertThat(promise).isNotNull();
    assertThat(promise.level(in(9).minusMillis(1))).isEqualTo(Level.CALM);
    assertThat(promise.level(in(9))).isEqualTo(Level.AMBER);
    assertThat(promise.level(in(14).minusMillis(1))).isEqualTo(Level.AMBER);
    assertThat(promise.level(in(14))).isEqualTo(Level.RED);
    assertThat(promise.left(in(99))).isZero();
  }

  @Test
  void ordersPeopleByTheirNextPromise() {
    Board board =
        board(
            visit(
                "v1",
                "guarding",
                List.of(visitor(1, ASHA, "w1", "VISIT"), visitor(2, BEN, "w2", "VISIT")),
                due("CHECK_IN", 1, 14),
                due("CHECK_IN", 2, 3)),
            visit("v2", "guarding", List.of(visitor(1, BEN, "w3", "LEAVING"))));

    assertThat(board.out().stream().map(Board.Card::id))
        .containsExactly("out-v1-2", "out-v1-1", "out-v2-1");
    assertThat(board.out().getLast().promise()).isNull();
    assertThat(board.out().getLast().level(NOW)).isEqualTo(Level.AMBER);
  }

  @Test
  void putsWhoIsInAnAlarmFirstAndInRed() {
    alarms.add(panic("v2", 1));

    Board board =
        board(
            visit(
                "v1", "guarding", List.of(visitor(1, ASHA, "w1", "VISIT")), due("CHECK_IN", 1, -1)),
            visit("v2", "guarding", List.of(visitor(1, BEN, "w2", "VISIT"))));

    assertThat(board.out().getFirst().visit()).isEqualTo("v2");
    assertThat(board.out().getFirst().level(NOW)).isEqualTo(Level.RED);
    assertThat(board.out().get(1).alarm()).isNull();
  }

  @Test
  void isComingUpUntilAWearableIsWornOrSomebodyMoved() {
    Board board =
        board(
            visit(
                "v1",
                "guarding",
                List.of(visitor(1, ASHA, "w1", "BEFORE"), visitor(2, BEN, null, "BEFORE"))),
            visit("v2", "guarding", List.of(visitor(1, BEN, null, "DOOR"))));

    assertThat(board.out().stream().map(Board.Card::id))
        .containsExactlyInAnyOrder("out-v1-1", "out-v2-1");
    assertThat(board.coming()).hasSize(1);
    assertThat(board.coming().getFirst().lacks())
        .containsExactly(new Board.Lack("no wearable for Ben", "Assign one", "/visits/v1#assign"));
  }

  @Test
  @Tag("AUTH-1")
  void saysWhatAPlannedVisitLacks() {
    Board.Coming coming =
        board(
                visit(
                    "v1",
                    "planned",
                    List.of(visitor(1, ASHA, null, "BEFORE"), visitor(2, BEN, null, "BEFORE"))))
            .coming()
            .getFirst();

    assertThat(coming.who()).isEqualTo("Asha Patel and Ben Okafor");
    assertThat(coming.late()).isTrue();
    assertThat(coming.lacks())
        .containsExactly(
            new Board.Lack("not authorised", "Authorise", "/visits/v1#authorise"),
            new Board.Lack("no wearable", "Assign one", "/visits/v1#assign"));
  }

  @Test
  @Tag("END-1")
  void foldsAwayWhoIsSafe() {
    Board board =
        board(
            visit("v1", "guarding", List.of(visitor(1, ASHA, "w1", "OVER"))),
            closed(
                "v2",
                "closed",
                WatchState.Closed.EVERYONE_SAFE,
                List.of(visitor(1, BEN, "w2", "OVER"))),
            closed("v3", "closed", "Nobody in", List.of(visitor(1, BEN, null, "OVER"))));

    assertThat(board.out()).isEmpty();
    assertThat(board.finished().stream().map(Board.Finished::words))
        .containsExactly("safe and away", "safe and away", "cancelled: Nobody in");
  }

  @Test
  @Tag("DUR-1")
  void keepsACovertAlarmFromTheBoardOfWhoeverGaveIt() {
    VisitView visit = visit("v1", "guarding", List.of(held(ASHA)), due("CHECK_IN", 1, 5));

    assertThat(board(visit).out().getFirst().phase()).isEqualTo("said safe and away");
    viewer = "asha";
    assertThat(board(visit).out()).isEmpty();
    assertThat(board(visit).finished()).hasSize(1);
  }

  @Test
  void saysHowAWearableIs() {
    heard =
        Map.of(
            "w1", new BoardRules.Heard(NOW.minusSeconds(90), 81, 64),
            "w2", new BoardRules.Heard(NOW.minusSeconds(91), 19, 24));

    Board board =
        board(
            visit(
                "v1",
                "guarding",
                List.of(
                    visitor(1, ASHA, "w1", "VISIT"),
                    visitor(2, BEN, "w2", "VISIT"),
                    visitor(3, BEN, "w3", "VISIT"))));

    Board.Wearable good = board.out().get(0).wearable();
    Board.Wearable poor = board.out().get(1).wearable();
    Board.Wearable never = board.out().get(2).wearable();
    assertThat(good).isNotNull();
    assertThat(poor).isNotNull();
    assertThat(never).isNotNull();
    assertThat(good.silent() || good.isBatteryLow() || good.isLinkWeak()).isFalse();
    assertThat(poor.silent() && poor.isBatteryLow() && poor.isLinkWeak()).isTrue();
    assertThat(never.silent()).isTrue();
    assertThat(never.isBatteryLow()).isFalse();
  }
}
