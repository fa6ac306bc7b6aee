package org.safeandaway.hub.office.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.visit.ForAlarm;
import org.safeandaway.hub.visit.PersonView;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.visit.VisitView.DeadlineView;
import org.safeandaway.hub.visit.VisitView.VisitorView;

class VisitWordsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");
  private static final Instant END = NOW.plusSeconds(2700);
  private static final Times TIMES = new Times(NOW, ZoneId.of("Europe/London"));

  @Test
  void aPlannedVisitLacksItsAuthorisationAndWearables() {
    VisitView visit = visit("planned", END, null, asha("BEFORE", null), ben("BEFORE", "w1"));

    assertThat(VisitWords.lacks(visit, TIMES))
        .extracting(VisitWords.Lack::words)
        .containsExactly("not authorised", "no wearable for Asha");
    assertThat(VisitWords.sentence(visit, TIMES))
        .isEqualTo("Planned. Nobody watches over it until somebody authorises it.");
    assertThat(VisitWords.who(visit)).isEqualTo("Asha Patel and Ben Okoro");
  }

  @Test
  void aPlanWhoseTimeIsOverLacksNothingMore() {
    VisitView visit = visit("planned", NOW, null, asha("BEFORE", null));

    assertThat(VisitWords.lacks(visit, TIMES)).isEmpty();
    assertThat(VisitWords.state(visit, TIMES).word()).isEqualTo("Not authorised in time");
  }

  @Test
  void whoIsOutIsSaidWithTheNextPromise() {
    VisitView visit = visit("guarding", END, null, asha("VISIT", "w1"), ben("BEFORE", "w2"));

    assertThat(VisitWords.sentence(visit, TIMES))
        .isEqualTo(
            "Asha is in the visit, Ben is expected at the door. Next: Asha checks in by 14:20.");
    assertThat(VisitWords.state(visit, TIMES).word()).isEqualTo("Out");
    assertThat(VisitWords.isReady(visit)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "everyone is safe and away, Safe and away, Asha is safe and away since 13:00.",
    "nobody in, Cancelled, Cancelled at 13:00: nobody in"
  })
  void anEndIsSaidWithItsReason(String why, String word, String sentence) {
    VisitView visit = visit("closed", END, why, asha("OVER", null));

    assertThat(VisitWords.state(visit, TIMES).word()).isEqualTo(word);
    assertThat(VisitWords.sentence(visit, TIMES)).isEqualTo(sentence);
    assertThat(VisitWords.lacks(visit, TIMES)).isEmpty();
  }

  @Test
  void whoSeesThePlanOnlySeesNoState() {
    VisitView visit = visit("guarding", END, null, asha("VISIT", "w1")).planOnly();

    assertThat(VisitWords.state(visit, TIMES).word()).isEqualTo("Authorised");
    assertThat(VisitWords.sentence(visit, TIMES))
        .isEqualTo("Authorised by Ann Head. The office watches over it.");
  }

  @Test
  void namesAreJoinedAsPeopleJoinThem() {
    assertThat(VisitWords.and(List.of())).isEmpty();
    assertThat(VisitWords.and(List.of("A"))).isEqualTo("A");
    assertThat(VisitWords.and(List.of("A", "B", "C"))).isEqualTo("A, B and C");
  }

  private static VisitorView asha(String phase, @Nullable String wearable) {
    return visitor(1, "Asha Patel", phase, wearable);
  }

  private static VisitorView ben(String phase, @Nullable String wearable) {
    return visitor(2, "Ben Okoro", phase, wearable);
  }

  private static VisitorView visitor(
      int number, String name, String phase, @Nullable String wearable) {
    return new VisitorView(
        number, new PersonView("p" + number, name), null, wearable, phase, null, null, List.of());
  }

  private static VisitView visit(
      String state, Instant end, @Nullable String why, VisitorView... visitors) {
    return new VisitView(
        "v",
        state,
        "welfare",
        "14 Larkspur Terrace",
        "",
        "",
        ForAlarm.NOTHING,
        NOW.minusSeconds(600),
        end,
        false,
        false,
        1,
        new PersonView("jo", "Jo Reed"),
        NOW.minusSeconds(3600),
        new PersonView("ann", "Ann Head"),
        NOW.minusSeconds(3000),
        why == null ? null : NOW.minusSeconds(3600),
        why,
        List.of(visitors),
        state.equals("guarding")
            ? List.of(
                new DeadlineView("CONTACT", 1, NOW, NOW),
                new DeadlineView("AGREED_END", 1, END, END),
                new DeadlineView("CHECK_IN", 1, NOW.plusSeconds(1200), NOW.plusSeconds(1260)))
            : List.of(),
        List.of(),
        null);
  }
}
