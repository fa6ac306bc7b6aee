package org.safeandaway.hub.notify.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.hub.configuration.BadConfiguration;
import org.safeandaway.hub.notify.NotifySettings;

class TwilioSettingsTest {
  private static final String KEYS = Twilio.PREFIX;
  private static final URI HUB = URI.create("https://safe.school.example");

  private static TwilioSettings read(Map<String, Object> values) {
    return TwilioSettings.read(NotifySettings.of(values), HUB);
  }

  private static Map<String, Object> whole() {
    return new HashMap<>(
        Map.of(
            KEYS + "account",
            Twilio.ACCOUNT,
            KEYS + "token",
            Twilio.TOKEN,
            KEYS + "from",
            "020 7946 0000"));
  }

  @Test
  void isReadWhole() {
    TwilioSettings settings = read(whole());
    assertThat(settings.login())
        .isEqualTo(new TwilioSettings.Login(Twilio.ACCOUNT, Twilio.ACCOUNT, settings.token()));
    assertThat(settings.from()).hasToString("…00");
    assertThat(settings.hub()).isEqualTo(HUB);
    assertThat(settings.api()).isEqualTo(URI.create("https://api.twilio.com"));
    assertThat(settings.takesDigits()).isTrue();
    assertThat(settings.toString()).doesNotContain(Twilio.TOKEN);
  }

  @Test
  void anApiKeySignsInWhereThereIsOne() {
    Map<String, Object> values = whole();
    values.put(KEYS + "key", Twilio.KEY);
    values.put(KEYS + "secret", Twilio.SECRET);
    assertThat(read(values).login()).extracting(TwilioSettings.Login::user).isEqualTo(Twilio.KEY);
  }

  @Test
  void takesNoDigitsByPlainHttp() {
    for (URI hub : new URI[] {URI.create("http://127.0.0.1:8080"), null}) {
      assertThat(TwilioSettings.read(NotifySettings.of(whole()), hub).takesDigits()).isFalse();
    }
  }

  @Test
  void isEmptyWhereNothingIsTold() {
    assertThat(read(Map.of()).missingLogin()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "account, AC123",
    "from, 999",
    "key, SK1",
    "url, http://school.example",
    "messaging-service, x"
  })
  void whatMakesNoSenseIsToldWithoutRepeatingIt(String key, String value) {
    Map<String, Object> values = whole();
    values.put(KEYS + key, value);
    assertThatThrownBy(() -> read(values))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining(KEYS + key)
        .hasMessageNotContaining("'" + value + "'");
  }
}
