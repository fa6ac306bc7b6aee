package org.safeandaway.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/visits", "/alarms/0b1c?x=%2F%2Fevil.example", "/visits?state=planned"})
  void isAPageOfOurs(String path) {
    assertThat(LocalPath.of(path)).hasValue(path);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "visits",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n//evil.example",
        "/ /evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/é",
        "/sign-out",
        "/sign-in?next=/sign-in",
        "/set-up/x",
        "/api/v1/people"
      })
  void isNothingElse(String path) {
    assertThat(LocalPath.of(path)).isEmpty();
  }

  @Test
  void isShort() {
    assertThat(LocalPath.of("/" + "x".repeat(500))).isEmpty();
  }
}
