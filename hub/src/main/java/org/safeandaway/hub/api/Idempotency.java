package org.safeandaway.hub.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.watch.PersonId;

/**
 * Makes a repeated request the same request. The key is the client's; person, address and body are
 * put to it, so that a key that is used again for something else counts as something else and is
 * not silently dropped.
 */
@Singleton
public class Idempotency {
  static final String HEADER = "Idempotency-Key";
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:/-]{1,80}");
  private static final int HEX_DIGITS = 32;

  private final SecureRandom random = new SecureRandom();

  /** 32 hex digits: the same for the same request, and unlike every other. */
  public String fingerprint(HttpRequest<?> request, PersonId person, @Nullable JsonNode body) {
    String key = request.getHeaders().get(HEADER);
    return fingerprint(key, request.getPath(), person, body);
  }

  /**
   * The same for what comes without headers, such as a form.
   *
   * @param key absent if there is none: then no other request is this one
   */
  public String fingerprint(
      @Nullable String key, String path, PersonId person, @Nullable JsonNode body) {
    if (key == null) {
      return key();
    }
    if (!SHAPE.matcher(key).matches()) {
      throw ProblemException.badRequest(
          "The header " + HEADER + " is 1 to 80 letters, digits and . _ : / -");
    }
    String all = person + "\n" + path + "\n" + key + "\n" + text(body);
    return HexFormat.of().formatHex(sha256(all)).substring(0, HEX_DIGITS);
  }

  /** A key that nobody has used. */
  public String key() {
    byte[] bits = new byte[HEX_DIGITS / 2];
    random.nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }

  static InputId inputId(String fingerprint) {
    return InputId.office(fingerprint);
  }

  private static String text(@Nullable JsonNode body) {
    return body == null ? "" : String.valueOf(body.getValue());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
