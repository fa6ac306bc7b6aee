package org.safeandaway.simulator.parts;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A name and a password at the broker.
 *
 * @param name a wearable's id, {@value #HUB}, or {@link #ofHub}
 * @param password in clear; Mosquitto gets only its hash
 */
public record Account(String name, String password) {
  /** The hub's account. No wearable can have this id. */
  public static final String HUB = "hub";

  /** How the accounts of further hubs begin; no wearable's id has a dot. */
  private static final String FURTHER_HUB = "hub.";

  // What mosquitto_passwd 2.0 writes: kind 7 is PBKDF2 with SHA-512, 12 bytes of salt, 64 of hash.
  private static final int ITERATIONS = 101;
  private static final int SALT_BYTES = 12;
  private static final int HASH_BITS = 512;

  public Account {
    if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || ":#+/".indexOf(c) >= 0)) {
      throw new IllegalArgumentException("an account's name has none of ':#+/' or space: " + name);
    }
    if (password.isEmpty()) {
      throw new IllegalArgumentException("an account has a password");
    }
  }

  /** An account with a password that nobody can guess. */
  public static Account withRandomPassword(String name) {
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    return new Account(name, HexFormat.of().formatHex(secret));
  }

  /** The name of the account of one hub among several. */
  public static String ofHub(String hub) {
    return FURTHER_HUB + hub;
  }

  /** Whether this account is a hub's, which may read and write everything. */
  boolean isHub() {
    return name.equals(HUB) || name.startsWith(FURTHER_HUB);
  }

  /** This account as a line of Mosquitto's password file. */
  String passwordLine() {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    var base64 = Base64.getEncoder();
    return "%s:$7$%d$%s$%s"
        .formatted(
            name, ITERATIONS, base64.encodeToString(salt), base64.encodeToString(hash(salt)));
  }

  private byte[] hash(byte[] salt) {
    try {
      var key = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, HASH_BITS);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(key).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA512", e);
    }
  }

  @Override
  public String toString() {
    return "account " + name;
  }
}
