package org.safeandaway.hub.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What opens something, as its holder knows it: an API token, a session's cookie, a set-up link. It
 * is shown once, when it is made; the hub keeps only its digest.
 *
 * @param value {@code saa_} and 43 characters, which are 256 random bits
 */
public record Secret(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;
  private static final Pattern SHAPE = Pattern.compile("saa_[A-Za-z0-9_-]{43}");

  public static Secret make() {
    byte[] bits = new byte[BYTES];
    RANDOM.nextBytes(bits);
    return new Secret("saa_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** Whether this may be one of ours, and is worth looking up. */
  public static boolean hasShape(String value) {
    return SHAPE.matcher(value).matches();
  }

  public byte[] digest() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Records are printed by accident; this one says nothing. */
  @Override
  public String toString() {
    return "Secret[…]";
  }
}
