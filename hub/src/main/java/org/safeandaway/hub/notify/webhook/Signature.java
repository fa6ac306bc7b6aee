package org.safeandaway.hub.notify.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.safeandaway.hub.notify.Hidden;

/**
 * By which a receiver knows that a request is ours, and is new: {@code t=<second>,v1=<hex>}, where
 * the hex is HMAC-SHA256 over the second, a full stop and the body. The second is signed too, so
 * that whoever has seen a request cannot send it again tomorrow.
 */
final class Signature {
  static final String HEADER = "Safe-And-Away-Signature";
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /**
   * @param second since 1970
   */
  static String of(Hidden key, long second, String body) {
    return "t=" + second + ",v1=" + HexFormat.of().formatHex(mac(key, second + "." + body));
  }

  private static byte[] mac(Hidden key, String words) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(words.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
