package org.safeandaway.hub.office.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.visit.AlarmSheet;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.ForAlarm;
import org.safeandaway.hub.visit.PersonView;
import org.safeandaway.hub.visit.ResponseView;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.visit.WearableKnows;

/** Nothing is read out to the police that is not so, whatever happened since the alarm. */
@Tag("ESC-6")
class PoliceScriptTest {
  private static final PersonView ASHA = new PersonView("asha", "Asha Patel");
  private static final Instant PROMISED = at("14:20");

  private static Instant at(String clock) {
    return Instant.parse("2026-03-02T" + clock + ":00Z");
  }

  @Test
  void whoCheckedInAfterAllIsNotSaidToBeSilent() {
    assertThat(script("MISSED_CHECK_IN", visitor("VISIT", at("14:27"), null), null))
        .containsEntry("What happened", "Asha Patel should have checked in at 14:20.")
        .containsEntry(
            "What was heard",
            "Asha Patel last checked in at 14:27. The alarm device was last heard at 14:31.");
  }

  @Test
  void lostContactHasATimeAndStaysTrueWhenTheDeviceIsHeardAgain() {
    assertThat(script("LOST_CONTACT", visitor("VISIT", at("14:10"), null), null))
        .containsEntry(
            "What happened", "We lost contact with the alarm device of Asha Patel at 14:20.");
  }

  @Test
  void aWordThatAllIsWellIsReadOutAndCountsOnceSomebodyHasSpokenWithThem() {
    VisitView.VisitorView safe = visitor("LEAVING", at("14:10"), at("14:29"));
    ResponseView.StepView ring =
        new ResponseView.StepView(
            "RING_VISITOR", false, List.of(), List.of(), List.of(), "PT1M", "", null);
    ResponseView.OutcomeView spoken =
        new ResponseView.OutcomeView(0, ASHA, at("14:30"), "ANSWERED_SAFE", "");
    ResponseView response =
        new ResponseView(1, 0, PROMISED, null, List.of(ring), List.of(spoken), List.of());

    assertThat(script("OVERDUE", safe, null).get("What was heard"))
        .startsWith(
            "Asha Patel said “leaving now” at 14:10."
                + " Asha Patel said “safe and away” at 14:29; that is not confirmed.");
    assertThat(script("OVERDUE", safe, response).get("What was heard"))
        .contains("Asha Patel said “safe and away” at 14:29. ")
        .contains("We rang at 14:30: safe.");
  }

  /** The next check-in counts from the end of an alarm; nobody checked in then. */
  @Test
  void theEndOfAnEarlierAlarmIsNoCheckIn() {
    VisitView.LineView resumed =
        new VisitView.LineView(
            at("14:05"), "guard.resumed", null, null, null, Map.of("participant", "1"));

    assertThat(script("MISSED_CHECK_IN", visitor("VISIT", at("14:05"), null), null, resumed))
        .containsEntry("What was heard", "The alarm device was last heard at 14:31.");
  }

  private static VisitView.VisitorView visitor(
      String phase, Instant lastCheckIn, @Nullable Instant saidSafe) {
    return new VisitView.VisitorView(1, ASHA, null, "w1", phase, lastCheckIn, saidSafe, List.of());
  }

  private static Map<String, String> script(
      String kind,
      VisitView.VisitorView visitor,
      @Nullable ResponseView response,
      VisitView.LineView... timeline) {
    WearableKnows knows =
        new WearableKnows("w1", "Clip 1", at("14:31"), at("14:31"), 0, 80, 80, true, true, false);
    AlarmSheet sheet =
        new AlarmSheet(alarm(kind), visit(visitor, List.of(timeline)), knows, List.of(), List.of());
    Times times = new Times(at("14:32"), ZoneId.of("Europe/London"));
    return PoliceScript.of(sheet, response, "Elm School", null, times).stream()
        .collect(Collectors.toMap(PoliceScript.Part::label, PoliceScript.Part::words));
  }

  private static AlarmView alarm(String kind) {
    return new AlarmView(
        "id",
        kind,
        true,
        "visit",
        "Mill Lane",
        1,
        "w1",
        ASHA,
        ASHA,
        PROMISED.plusSeconds(60),
        PROMISED.plusSeconds(60),
        PROMISED,
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

  private static VisitView visit(VisitView.VisitorView visitor, List<VisitView.LineView> timeline) {
    return new VisitView(
        "visit",
        "guarding",
        "welfare",
        "Mill Lane",
        "",
        "",
        ForAlarm.NOTHING,
        at("14:00"),
        at("15:00"),
        false,
        false,
        1,
        ASHA,
        at("13:00"),
        null,
        null,
        null,
        null,
        List.of(visitor),
        List.of(),
        List.of(),
        timeline);
  }
}
