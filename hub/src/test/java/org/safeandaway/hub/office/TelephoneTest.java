package org.safeandaway.hub.office;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelephoneTest {

  @ParameterizedTest
  @CsvSource({
    "07700 900123, +447700900123",
    "+44 (0)7700 900123, +447700900123",
    "(01632) 960177 ext 12, +441632960177",
    "+44 (0)1632 960177 x12, +441632960177",
    "Mum 07700 900123 (work 01632 960177), +447700900123",
    "Room 204: 01632 960177, +441632960177",
    "07700 900123 / 07700 900124, +447700900123",
    "999, 999",
    "204, 204",
    "javascript:alert(1), 1",
    "none, ''"
  })
  @Tag("ESC-1")
  void dialsTheNumberThatWasNotedAndNothingElse(String noted, String dialled) {
    assertThat(Telephone.link(noted)).isEqualTo("tel:" + dialled);
  }
}
