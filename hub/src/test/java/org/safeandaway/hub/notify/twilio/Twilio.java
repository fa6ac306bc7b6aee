package org.safeandaway.hub.notify.twilio;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.notify.NotifySettings;

/** An account at Twilio, and what Twilio answers, as its documentation has it. */
final class Twilio {
  static final String PREFIX = "safeandaway.notify.twilio.";
  static final String ACCOUNT = "AC" + "0a1b2c3d".repeat(4);
  static final String KEY = "SK" + "00112233".repeat(4);
  static final String SECRET = "a-secret-of-the-key";
  static final String TOKEN = "the-account-s-auth-token";
  static final String NUMBER = "+442079460000";
  static final String SMS = "SM" + "44556677".repeat(4);
  static final String CALL = "CA" + "8899aabb".repeat(4);

  private Twilio() {}

  /**
   * @param hub its public address; absent if it has none
   */
  static TwilioSettings settings(URI api, @Nullable URI hub) {
    Map<String, Object> keys =
        Map.of(
            PREFIX + "account",
            ACCOUNT,
            PREFIX + "key",
            KEY,
            PREFIX + "secret",
            SECRET,
            PREFIX + "token",
            TOKEN,
            PREFIX + "from",
            NUMBER,
            PREFIX + "url",
            api.toString());
    return TwilioSettings.read(NotifySettings.of(keys), hub);
  }

  /** A resource that was made. */
  static ResponseDefinitionBuilder made(String sid) {
    return json(
        201,
        "{\"sid\": \"%s\", \"account_sid\": \"%s\", \"status\": \"queued\", \"error_code\": null}"
            .formatted(sid, ACCOUNT));
  }

  /** A resource that was made before. */
  static ResponseDefinitionBuilder is(String status, @Nullable Integer error) {
    return json(200, "{\"status\": \"%s\", \"error_code\": %s}".formatted(status, error));
  }

  static ResponseDefinitionBuilder error(int status, int code) {
    return json(
        status,
        ("{\"code\": %d, \"message\": \"The 'To' number +447700900123 is not valid.\","
                + " \"more_info\": \"https://www.twilio.com/docs/errors/%d\", \"status\": %d}")
            .formatted(code, code, status));
  }

  static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(body);
  }

  /** The fields of a form. */
  static Map<String, String> fields(String form) {
    return Arrays.stream(form.split("&"))
        .map(field -> field.split("=", 2))
        .collect(Collectors.toMap(field -> decoded(field[0]), field -> decoded(field[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
