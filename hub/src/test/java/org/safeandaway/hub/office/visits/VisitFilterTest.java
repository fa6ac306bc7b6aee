package org.safeandaway.hub.office.visits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.hub.visit.VisitReads;

class VisitFilterTest {

  @Test
  void whatIsLookedForStandsInTheNextPagesAddress() {
    VisitFilter filter = VisitFilter.of(false, "closed", "asha", "14 Lark & Sons", 1);

    assertThat(filter.stage()).contains(VisitReads.Stage.CLOSED);
    assertThat(filter.isAny()).isTrue();
    assertThat(filter.page(2).address())
        .startsWith("/visits?")
        .contains("state=closed", "person=asha", "page=2")
        .doesNotContain("Lark & Sons");
  }

  @Test
  void nothingInParticularIsTheOverview() {
    assertThat(VisitFilter.of(false, null, null, " ", 1).isAny()).isFalse();
    assertThat(VisitFilter.of(true, null, null, null, 1).isAny()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"CLOSED", "site", "''", "planned' --"})
  void aStateThatIsNoneIsNotLookedFor(String state) {
    assertThat(VisitFilter.of(false, state, null, null, 1).state()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Asha", "a b", "''", "<b>"})
  void aPersonWhoIsNobodyIsNotLookedFor(String person) {
    assertThat(VisitFilter.of(false, null, person, null, 1).person()).isEmpty();
    assertThat(VisitFilter.of(false, null, "a".repeat(65), null, 1).person()).isEmpty();
  }

  @Test
  void wordsAreShortAndCanBeSeen() {
    VisitFilter filter = VisitFilter.of(false, null, null, "a\u0000b" + "x".repeat(200), -7);

    assertThat(filter.words()).startsWith("a bx").hasSize(80);
    assertThat(filter.page()).isEqualTo(1);
  }
}
