package org.safeandaway.hub.record;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * The arithmetic of the chain: SHA-256 over the hash before, the position, the line's id, its time
 * and the digest of its salted bytes. The digest and not the bytes, so that the bytes may be
 * removed when their time is over; the salt, so that a removed line cannot be guessed from its
 * digest.
 */
final class Chain {
  /** In front of position 1. */
  static final byte[] BEGINNING = new byte[32];

  private Chain() {}

  static byte[] hash(byte[] before, long position, long id, Instant at, byte[] digest) {
    ByteBuffer numbers =
        ByteBuffer.allocate(4 * Long.BYTES)
            .putLong(position)
            .putLong(id)
            .putLong(at.getEpochSecond())
            .putLong(at.getNano());
    MessageDigest sha = sha256();
    sha.update(before);
    sha.update(numbers.array());
    return sha.digest(digest);
  }

  static byte[] digest(byte[] salt, byte[] stored) {
    MessageDigest sha = sha256();
    sha.update(salt);
    return sha.digest(stored);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
