package org.safeandaway.hub.notify.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.notify.Hidden;

class TwilioSignatureTest {
  private static final Hidden TOKEN = new Hidden("12345");
  private static final URI ADDRESS = URI.create("https://mycompany.com/myapp.php?foo=1&bar=2");

  /** The example of Twilio's own documentation. */
  private static final String RIGHT = "0/KCTR6DLpKmkAf8muzZqo1nDgQ=";

  private static final Map<String, String> FIELDS =
      Map.of(
          "CallSid", "CA1234567890ABCDE",
          "Caller", "+12349013030",
          "Digits", "1234",
          "From", "+12349013030",
          "To", "+18005551212");

  private static boolean isRight(URI address, Map<String, String> fields, String given) {
    return TwilioSignature.isRight(TOKEN, address, fields, given);
  }

  @Test
  void isRightAsDocumented() {
    assertThat(isRight(ADDRESS, FIELDS, RIGHT)).isTrue();
  }

  @Test
  void isRightWithTheUsualPortWritten() {
    String with = "https://mycompany.com:443/myapp.php?foo=1&bar=2";
    assertThat(isRight(ADDRESS, FIELDS, TwilioSignature.of(TOKEN, with, FIELDS))).isTrue();
  }

  @Test
  void isWrongForAnythingElse() {
    Map<String, String> pressedMore = new HashMap<>(FIELDS);
    pressedMore.put("Digits", "1");
    Map<String, String> more = new HashMap<>(FIELDS);
    more.put("To2", "");
    assertThat(isRight(ADDRESS, pressedMore, RIGHT)).isFalse();
    assertThat(isRight(ADDRESS, more, RIGHT)).isFalse();
    assertThat(isRight(URI.create("https://mycompany.com/myapp.php?foo=1"), FIELDS, RIGHT))
        .isFalse();
    assertThat(isRight(ADDRESS, FIELDS, "null")).isFalse();
    assertThat(isRight(ADDRESS, FIELDS, "")).isFalse();
    assertThat(TwilioSignature.isRight(new Hidden("1234"), ADDRESS, FIELDS, RIGHT)).isFalse();
  }
}
