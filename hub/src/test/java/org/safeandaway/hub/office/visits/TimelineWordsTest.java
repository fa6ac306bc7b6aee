package org.safeandaway.hub.office.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.visit.ForAlarm;
import org.safeandaway.hub.visit.PersonView;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.visit.VisitView.LineView;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.Happening;
import org.safeandaway.hub.watch.Participant;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

class TimelineWordsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:00Z");
  private static final Times TIMES = new Times(NOW, ZoneId.of("Europe/London"));
  private static final PersonView OFFICE = new PersonView("jo", "Jo Reed");
  private static final PersonView ASHA = new PersonView("asha", "Asha Patel");

  private static final Map<String, String> LABELS = Map.of("w1", "Clip 1");

  /** Words by which a sentence shows that nobody wrote it. */
  private static final String[] UNSAID = {"null", "not known here", "This was recorded", "_"};

  @Test
  void saysWhatAWearerDidAndWhenTheHubHeardIt() {
    TimelineLine line =
        say(
            Happening.EVENT_TAKEN_IN,
            null,
            Map.of(
                "participant",
                "1",
                "kind",
                "ARRIVED",
                "outcome",
                "COUNTED",
                "occurredAt",
                "2026-11-23T14:02:00Z",
                "receivedAt",
                "2026-11-23T14:02:01.300Z",
                "instantKnown",
                "true",
                "again",
                "false"));

    assertThat(line.words())
        .isEqualTo("Asha Patel pressed check-in at the door. The hub heard it 1 second later.");
    assertThat(line.at()).isEqualTo(NOW);
  }

  static Stream<Arguments> everythingThatIsWritten() {
    return Stream.of(
            Arrays.stream(EventKind.values())
                .filter(kind -> kind != EventKind.UNKNOWN)
                .flatMap(
                    kind ->
                        Arrays.stream(Outcome.values())
                            .map(
                                outcome ->
                                    of(
                                        Happening.EVENT_TAKEN_IN,
                                        Map.of("kind", kind.name(), "outcome", outcome.name())))),
            Stream.of("ARRIVED", "CHECK_IN", "MORE_TIME", "LEAVING", "SAFE_AND_AWAY")
                .map(kind -> of(Happening.TELEPHONED, Map.of("kind", kind))),
            Arrays.stream(Deadline.Kind.values())
                .flatMap(
                    kind ->
                        Stream.of(
                            of(
                                Happening.DEADLINE_PASSED,
                                Map.of(
                                    "kind",
                                    kind.name(),
                                    "promisedAt",
                                    NOW.toString(),
                                    "dueAt",
                                    NOW.toString())),
                            of(Happening.GUARD_RESUMED, Map.of("promise", kind.name())))),
            Arrays.stream(Phase.values())
                .filter(phase -> phase != Phase.UNKNOWN)
                .map(phase -> of(Happening.PHASE_CHANGED, Map.of("phase", phase.name()))),
            Arrays.stream(Participant.Question.values())
                .flatMap(
                    question ->
                        Stream.of(
                            of(Happening.QUESTION_ASKED, Map.of("question", question.name())),
                            of(
                                Happening.QUESTION_ANSWERED,
                                Map.of("question", question.name(), "words", "no")))),
            Arrays.stream(AlarmKind.values())
                .filter(kind -> !kind.name().equals("UNKNOWN"))
                .flatMap(
                    kind ->
                        Stream.of(
                                Happening.ALARM_RAISED,
                                Happening.ALARM_TAKEN,
                                Happening.ALARM_NOTED)
                            .map(what -> of(what, Map.of("kind", kind.name(), "words", "rang")))),
            Arrays.stream(Alarm.Reason.values())
                .map(
                    reason ->
                        of(
                            Happening.ALARM_RESOLVED,
                            Map.of("kind", "PANIC", "reason", reason.name(), "words", "fine"))))
        .flatMap(it -> it);
  }

  private static Arguments of(Happening what, Map<String, String> details) {
    return Arguments.of(what, details);
  }

  @ParameterizedTest
  @MethodSource("everythingThatIsWritten")
  void hasWordsForEveryDetail(Happening what, Map<String, String> details) {
    TimelineLine line = say(what, OFFICE, with(details, Map.of("participant", "1")));

    assertThat(line.words()).matches(".*[.?:]").doesNotContain(UNSAID);
  }

  @ParameterizedTest
  @EnumSource(Happening.class)
  void hasWordsForEverythingThatHappens(Happening what) {
    TimelineLine line =
        say(
            what,
            OFFICE,
            Map.ofEntries(
                Map.entry("participant", "1"),
                Map.entry("kind", kindOf(what)),
                Map.entry("question", "WHY_LEFT"),
                Map.entry("phase", "DOOR"),
                Map.entry("promise", "CHECK_IN"),
                Map.entry("reason", "DRILL"),
                Map.entry("words", "words"),
                Map.entry("why", "words"),
                Map.entry("visitors", "asha"),
                Map.entry("override", "words"),
                Map.entry("unsent", "3"),
                Map.entry("to", NOW.toString()),
                Map.entry("occurredAt", NOW.toString()),
                Map.entry("promisedAt", NOW.toString()),
                Map.entry("expectedArrival", NOW.toString()),
                Map.entry("agreedEnd", NOW.toString())));

    assertThat(line.words()).matches(".*[.?:]").doesNotContain(UNSAID);
    assertThat(line.words()).doesNotContain(what.word());
  }

  /** Its time was over, or it is of another version. */
  @ParameterizedTest
  @EnumSource(Happening.class)
  void saysSomethingWhenNothingIsLeftOfALine(Happening what) {
    TimelineLine line = words(new LineView(NOW, what.word(), null, null, null, Map.of()));

    assertThat(line.words()).isNotBlank().doesNotContain("null");
  }

  @Test
  void saysSomethingOfWhatANewerHubWrote() {
    TimelineLine line =
        words(new LineView(NOW, "visit.sung-about", OFFICE, null, null, Map.of("a", "b")));

    assertThat(line.words()).isEqualTo("This was recorded: visit sung about. Jo Reed did it.");
    assertThat(line.weight()).isEqualTo(TimelineLine.Weight.DETAIL);
  }

  @Test
  void quotesWhatSomebodyWroteAndNothingElse() {
    TimelineLine line = say(Happening.VISIT_CANCELLED, OFFICE, Map.of("why", "<b>nobody in</b>"));

    assertThat(line.words()).isEqualTo("Jo Reed cancelled the visit.");
    assertThat(line.quote()).isEqualTo("<b>nobody in</b>");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T14:20:00Z, The visit now ends by 14:20.",
    "2026-11-24T09:00:00Z, The visit now ends by tomorrow 09:00.",
    "rubbish, The visit now ends by a time that is not known here."
  })
  void namesTheDayWhereItIsAnother(String to, String words) {
    assertThat(say(Happening.END_MOVED, OFFICE, Map.of("participant", "1", "to", to)).words())
        .isEqualTo(words);
  }

  @Test
  void callsAWearableByWhatIsWrittenOnIt() {
    assertThat(say(Happening.HEARD_AGAIN, null, Map.of()).words())
        .isEqualTo("Wearable Clip 1 was heard again.");
  }

  @Test
  void isInTheOrderInWhichThingsHappened() {
    LineView alarm =
        new LineView(NOW, "alarm.raised", null, "w1", "a", Map.of("kind", "MISSED_CHECK_IN"));
    LineView late =
        new LineView(
            NOW.plusSeconds(600),
            "event.taken-in",
            null,
            "w1",
            null,
            Map.of(
                "kind",
                "CHECK_IN",
                "participant",
                "1",
                "occurredAt",
                NOW.minusSeconds(300).toString(),
                "receivedAt",
                NOW.plusSeconds(600).toString()));

    List<TimelineLine> lines = TimelineWords.of(visit(List.of(alarm, late)), LABELS, TIMES);

    assertThat(lines).extracting(TimelineLine::alarm).containsExactly(null, "a");
    assertThat(lines.getFirst().words()).contains("The hub heard it 15 min later.");
  }

  private static String kindOf(Happening what) {
    return what == Happening.DEADLINE_PASSED || what == Happening.TELEPHONED ? "CHECK_IN" : "PANIC";
  }

  private static Map<String, String> with(Map<String, String> one, Map<String, String> other) {
    Map<String, String> both = new java.util.HashMap<>(one);
    both.putAll(other);
    return both;
  }

  private static TimelineLine say(
      Happening what, @Nullable PersonView by, Map<String, String> details) {
    String alarm = what.word().startsWith("alarm") ? "an-alarm" : null;
    return words(new LineView(NOW, what.word(), by, "w1", alarm, details));
  }

  private static TimelineLine words(LineView line) {
    return TimelineWords.of(visit(List.of(line)), LABELS, TIMES).getFirst();
  }

  private static VisitView visit(List<LineView> timeline) {
    return new VisitView(
        "v",
        "guarding",
        "welfare",
        "14 Larkspur Terrace",
        "",
        "",
        ForAlarm.NOTHING,
        NOW,
        NOW.plusSeconds(2700),
        false,
        false,
        1,
        OFFICE,
        NOW,
        null,
        null,
        null,
        null,
        List.of(new VisitView.VisitorView(1, ASHA, null, "w1", "VISIT", null, null, List.of())),
        List.of(),
        List.of(),
        timeline);
  }
}
