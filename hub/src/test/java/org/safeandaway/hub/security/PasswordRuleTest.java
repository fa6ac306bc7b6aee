package org.safeandaway.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {
  private static Stream<String> names() {
    return Stream.of("maria", "Maria Lopes-Ferreira", "m.lopes@quillford.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copper bucket lantern",
        "Regen auf dem Dach",
        "correct horse battery staple",
        "x7$Qm2!pL9#r",
        "школа на горе стоит",
        "my password is a purple walrus"
      })
  void takesWhatIsLongAndNotObvious(String password) {
    assertThat(PasswordRule.wrong(password, names())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "elevenchars", "🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘🐘"})
  void refusesWhatIsShort(String password) {
    assertThat(PasswordRule.wrong(password, names())).get().asString().contains("at least 12");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password1234",
        "Password12345!",
        "passwordpassword",
        "aaaaaaaaaaaaaaa",
        "abababababababab",
        "123456789012",
        "abcdefghijklmn",
        "qwertyuiopasdf",
        "poiuytrewqlkjhgf",
        "marialopes2026",
        "LOPES-ferreira-1",
        "quillford2026",
        "safeandaway2026",
        "Administrator1",
        "            "
      })
  void refusesWhatEverybodyWouldTry(String password) {
    assertThat(PasswordRule.wrong(password, names())).get().asString().contains("easily guessed");
  }

  @Test
  void refusesWhatIsEndless() {
    assertThat(PasswordRule.wrong("copper bucket ".repeat(20), names())).isPresent();
    assertThat(PasswordRule.wrong("x".repeat(100_000), names())).isPresent();
  }
}
