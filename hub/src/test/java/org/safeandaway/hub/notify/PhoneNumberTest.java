package org.safeandaway.hub.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "07700 900123",
        "07700900123",
        " 07700-900-123 ",
        "+44 7700 900123",
        "+44 (0)7700 900123",
        "0044 7700 900123",
        "07700\u00a0900123",
        "(07700) 900123"
      })
  void isOneNumberHoweverItIsNoted(String noted) {
    assertThat(PhoneNumber.of(noted)).contains(new PhoneNumber("+447700900123"));
  }

  @Test
  void keepsAnotherCountrysNumber() {
    assertThat(PhoneNumber.of("+353 1 679 0000")).contains(new PhoneNumber("+35316790000"));
  }

  /** What is no number, or is reached from nearby only, or is a name that a company sends as. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "999", "900123", "HMRC", "ext. 12", "07700 900123 x4", "+0447700900123", "0"})
  void takesNothingElse(String noted) {
    assertThat(PhoneNumber.of(noted)).isEmpty();
    assertThatThrownBy(() -> new PhoneNumber(noted)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isNotReadInALog() {
    assertThat(new PhoneNumber("+447700900123").toString()).doesNotContain("900123");
  }
}
