package org.safeandaway.hub.notify.push;

import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import nl.martijndwars.webpush.Utils;
import org.bouncycastle.jce.interfaces.ECPrivateKey;
import org.bouncycastle.jce.interfaces.ECPublicKey;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.notify.Hidden;

/**
 * The pair of keys by which push services know that it is this hub who sends (VAPID, RFC 8292).
 * Every browser that asks to be told is bound to it, so it is made once and never changes; all hubs
 * of a school have the same, from the database.
 */
@Singleton
public class PushKeys {
  static {
    useProvider();
  }

  private final Database database;
  private final InstantSource time;

  public PushKeys(Database database, InstantSource time) {
    this.database = database;
    this.time = time;
  }

  /** The library's cryptography asks for this one by its name. */
  static void useProvider() {
    if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }

  /**
   * Both in base64url.
   *
   * @param open the point, uncompressed: browsers are given it
   * @param secret the scalar
   */
  public record Pair(String open, Hidden secret) {}

  /** Makes it if there is none yet; of two hubs that do, one wins. */
  public Pair pair() {
    return found().orElseGet(this::make);
  }

  private Optional<Pair> found() {
    return database.row(
        row -> new Pair(row.text("public_key"), new Hidden(row.text("private_key"))),
        "select public_key, private_key from push_key");
  }

  private Pair make() {
    Pair made = generate();
    database.change(
        """
        insert into push_key (public_key, private_key, made_at) values (?, ?, ?)
        on conflict do nothing
        """,
        made.open(),
        made.secret().value(),
        time.instant());
    return found().orElseThrow();
  }

  static Pair generate() {
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance("EC", BouncyCastleProvider.PROVIDER_NAME);
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
      return new Pair(
          text.encodeToString(Utils.encode((ECPublicKey) pair.getPublic())),
          new Hidden(text.encodeToString(Utils.encode((ECPrivateKey) pair.getPrivate()))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make keys on the curve P-256", e);
    }
  }
}
