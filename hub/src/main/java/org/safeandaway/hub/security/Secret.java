package org.safeandaway.hub.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A token's secret, as its holder knows it. It is shown once, when it is made; the hub keeps only
 * its digest.
 *
 * @param value {@code saa_} and 43 characters, which are 256 random bits
 */
public record Secret(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  public static Secret make() {
    byte[] bits = new byte[BYTES];
    RANDOM.nextBytes(bits);
    return new Secret("saa_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
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
