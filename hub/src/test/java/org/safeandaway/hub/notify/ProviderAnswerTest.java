package org.safeandaway.hub.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.notify.Channel.Outcome;

class ProviderAnswerTest {

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void passes(int status) {
    assertThat(answer(status, Map.of()).refusal())
        .isEqualTo(new Outcome.TryLater(null, "answered " + status));
  }

  /** A redirect would take the secret elsewhere. */
  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 401, 403, 404, 410, 422})
  void stays(int status) {
    assertThat(answer(status, Map.of()).refusal())
        .isEqualTo(new Outcome.Failed("answered " + status));
  }

  @Test
  void readsWhenToComeBack() {
    assertThat(answer(429, Map.of("Retry-After", "7")).retryAfter()).hasSeconds(7);
    assertThat(
            answer(
                    503,
                    Map.of(
                        "Date", "Wed, 21 Oct 2026 07:28:00 GMT",
                        "Retry-After", "Wed, 21 Oct 2026 07:30:00 GMT"))
                .retryAfter())
        .isEqualTo(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-3", "99999999999", "Wed, 21 Oct 2026 07:30:00 GMT"})
  void takesNonsenseForNothing(String asked) {
    assertThat(answer(429, Map.of("Retry-After", asked)).retryAfter()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://school.example/x",
        "http://127.0.0.1.school.example/",
        "ftp://127.0.0.1/",
        "https://somebody@school.example/",
        "https:///x"
      })
  void sendsASecretNowhereByPlainHttp(String address) {
    assertThat(ProviderHttp.isSafe(URI.create(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://school.example/x",
        "http://127.0.0.1:8080/",
        "http://[::1]/",
        "http://localhost/"
      })
  void sendsByHttpsAndToThisMachine(String address) {
    assertThat(ProviderHttp.isSafe(URI.create(address))).isTrue();
  }

  private static ProviderAnswer answer(int status, Map<String, String> headers) {
    Map<String, List<String>> many = new java.util.HashMap<>();
    headers.forEach((name, value) -> many.put(name, List.of(value)));
    return new ProviderAnswer(status, HttpHeaders.of(many, (name, value) -> true), "");
  }
}
