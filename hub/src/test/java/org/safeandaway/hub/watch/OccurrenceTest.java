package org.safeandaway.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OccurrenceTest {

  @ParameterizedTest
  @CsvSource({
    "10:00, true, 10:05, true, 10:00, true",
    "10:05, true, 10:00, true, 10:00, true",
    "10:05, false, 10:00, false, 10:00, false",
    "10:05, false, 10:00, true, 10:00, true",
    "10:00, false, 10:05, true, 10:00, true"
  })
  void isNeverMadeLaterByAnotherCopy(
      String one, boolean known, String other, boolean otherKnown, String at, boolean isKnown) {
    Occurrence first = new Occurrence(Story.time(one), known);
    Occurrence second = new Occurrence(Story.time(other), otherKnown);

    assertThat(first.earlierOf(second)).isEqualTo(new Occurrence(Story.time(at), isKnown));
    assertThat(second.earlierOf(first)).isEqualTo(first.earlierOf(second));
  }
}
