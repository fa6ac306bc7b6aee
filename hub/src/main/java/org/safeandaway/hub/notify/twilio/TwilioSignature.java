package org.safeandaway.hub.notify.twilio;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.safeandaway.hub.notify.Hidden;

/**
 * By which it is known that Twilio sent something: the address that it was told, then every field's
 * name and value in the order of the names, signed by HMAC-SHA1 with the account's auth token.
 *
 * <p>Source: Twilio's documentation of the header X-Twilio-Signature.
 */
final class TwilioSignature {
  static final String HEADER = "X-Twilio-Signature";
  private static final int HTTPS = 443;

  private TwilioSignature() {}

  /** Whether this is the signature of it; compared in constant time. */
  static boolean isRight(Hidden token, URI address, Map<String, String> fields, String given) {
    byte[] said = given.getBytes(StandardCharsets.UTF_8);
    // Twilio may or may not write the usual port.
    boolean bare = MessageDigest.isEqual(bytes(token, address.toString(), fields), said);
    boolean withPort = MessageDigest.isEqual(bytes(token, withPort(address), fields), said);
    return bare | withPort;
  }

  private static byte[] bytes(Hidden token, String address, Map<String, String> fields) {
    return of(token, address, fields).getBytes(StandardCharsets.UTF_8);
  }

  static String of(Hidden token, String address, Map<String, String> fields) {
    StringBuilder signed = new StringBuilder(address);
    new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(token.value().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA1", e);
    }
  }

  private static String withPort(URI address) {
    return address.getPort() >= 0
        ? address.toString()
        : address.toString().replaceFirst("^(https://[^/]+)", "$1:" + HTTPS);
  }
}
