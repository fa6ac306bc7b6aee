package org.safeandaway.hub.notify.push;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import nl.martijndwars.webpush.AbstractPushService;
import nl.martijndwars.webpush.Encoding;
import nl.martijndwars.webpush.Notification;
import nl.martijndwars.webpush.Urgency;
import nl.martijndwars.webpush.Utils;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts a message for one browser (RFC 8291) and signs it for its push service (RFC 8292). The
 * cryptography is the library's; the sending is not, since its clients know no limit of time.
 */
final class Sealing {
  private static final int POINT_BYTES = 65;
  private static final int AUTH_BYTES = 16;

  static {
    PushKeys.useProvider();
  }

  private final Library library;

  /**
   * @param contact of the hub, {@code mailto:} or {@code https:}, for the push service's staff;
   *     some services send nothing without one
   */
  Sealing(PushKeys.Pair keys, @Nullable String contact) {
    try {
      this.library = new Library(keys, contact);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the hub's keys for push are no keys", e);
    }
  }

  /** What is needed of the library is shown to its subclasses only. */
  private static final class Library extends AbstractPushService<Library> {
    Library(PushKeys.Pair keys, @Nullable String contact) throws GeneralSecurityException {
      super(keys.open(), keys.secret().value());
      if (contact != null) {
        setSubject(contact);
      }
    }

    nl.martijndwars.webpush.HttpRequest sealed(Notification notification)
        throws GeneralSecurityException, IOException, JoseException {
      return prepareRequest(notification, Encoding.AES128GCM);
    }
  }

  /**
   * What the browser gave, if a message can be encrypted for it.
   *
   * @param p256dh a point on the curve P-256, uncompressed
   */
  static boolean isWhole(String p256dh, String auth) {
    Optional<byte[]> point = bytes(p256dh);
    if (point.isEmpty() || point.get().length != POINT_BYTES) {
      return false;
    }
    try {
      Utils.loadPublicKey(point.get());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
    return bytes(auth).filter(secret -> secret.length == AUTH_BYTES).isPresent();
  }

  private static Optional<byte[]> bytes(String text) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * @param seconds for which the service keeps it for a telephone that is off
   */
  HttpRequest request(PushSubscriptions.Given to, String message, int seconds) {
    try {
      Notification notification =
          Notification.builder()
              .endpoint(to.endpoint())
              .userPublicKey(to.p256dh())
              .userAuth(to.auth())
              .payload(message.getBytes(StandardCharsets.UTF_8))
              .ttl(seconds)
              .urgency(Urgency.HIGH)
              .build();
      var sealed = library.sealed(notification);
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sealed.getUrl()));
      sealed.getHeaders().forEach(request::header);
      return request.POST(BodyPublishers.ofByteArray(sealed.getBody())).build();
    } catch (GeneralSecurityException | IOException | JoseException e) {
      throw new IllegalStateException("a message cannot be encrypted", e);
    }
  }
}
