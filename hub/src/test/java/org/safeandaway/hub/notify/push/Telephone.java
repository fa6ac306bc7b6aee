package org.safeandaway.hub.notify.push;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A browser that has asked to be told: it has keys of its own, and reads what is sent to it as RFC
 * 8291 says. It shares no code with the hub, and none with the hub's library.
 */
public final class Telephone {
  private static final int POINT = 65;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair keys;
  private final byte[] auth = new byte[16];

  public Telephone() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    new SecureRandom().nextBytes(auth);
  }

  public PushSubscriptions.Given given(String endpoint) {
    return new PushSubscriptions.Given(
        endpoint, TEXT.encodeToString(open()), TEXT.encodeToString(auth));
  }

  private byte[] open() {
    ECPoint point = ((ECPublicKey) keys.getPublic()).getW();
    ByteBuffer bytes = ByteBuffer.allocate(POINT).put((byte) 4);
    return bytes.put(unsigned(point.getAffineX())).put(unsigned(point.getAffineY())).array();
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] whole = new byte[32];
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, whole, 32 - length, length);
    return whole;
  }

  /** The text in a message. */
  public String read(byte[] body) throws GeneralSecurityException {
    ByteBuffer message = ByteBuffer.wrap(body);
    byte[] salt = take(message, 16);
    message.getInt();
    byte[] sender = take(message, message.get() & 0xff);
    byte[] sealed = take(message, message.remaining());

    KeyAgreement agreement = KeyAgreement.getInstance("ECDH", "SunEC");
    agreement.init(keys.getPrivate());
    agreement.doPhase(point(sender), true);
    byte[] secret =
        hmac(
            hmac(auth, agreement.generateSecret()),
            bytes("WebPush: info\0"),
            open(),
            sender,
            new byte[] {1});
    byte[] key = hmac(salt, secret);
    byte[] content = hmac(key, bytes("Content-Encoding: aes128gcm\0"), new byte[] {1});
    byte[] nonce = hmac(key, bytes("Content-Encoding: nonce\0"), new byte[] {1});

    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(Arrays.copyOf(content, 16), "AES"),
        new GCMParameterSpec(128, Arrays.copyOf(nonce, 12)));
    byte[] padded = cipher.doFinal(sealed);
    int end = padded.length - 1;
    while (padded[end] == 0) {
      end--;
    }
    return new String(padded, 0, end, StandardCharsets.UTF_8);
  }

  /** Whether an ES256 signature in a JWT is by this key. */
  static boolean isSigned(String jwt, String key) throws GeneralSecurityException {
    int dot = jwt.lastIndexOf('.');
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
    signature.initVerify(point(Base64.getUrlDecoder().decode(key)));
    signature.update(bytes(jwt.substring(0, dot)));
    return signature.verify(Base64.getUrlDecoder().decode(jwt.substring(dot + 1)));
  }

  private static PublicKey point(byte[] bytes) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    ECPublicKey curve = (ECPublicKey) generator.generateKeyPair().getPublic();
    ECPoint point =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(bytes, 1, 33)),
            new BigInteger(1, Arrays.copyOfRange(bytes, 33, POINT)));
    return KeyFactory.getInstance("EC", "SunEC")
        .generatePublic(new ECPublicKeySpec(point, curve.getParams()));
  }

  private static byte[] hmac(byte[] key, byte[]... parts) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return mac.doFinal(all.toByteArray());
  }

  private static byte[] take(ByteBuffer from, int count) {
    byte[] bytes = new byte[count];
    from.get(bytes);
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
