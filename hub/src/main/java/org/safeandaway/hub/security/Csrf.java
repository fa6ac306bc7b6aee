package org.safeandaway.hub.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells our own pages' forms from a stranger's. A browser sends its cookies with whatever form it
 * is made to send; a token, derived from the cookie's secret, stands only in pages that we rendered
 * for that browser. It is the same for as long as the session is, and worth nothing in another.
 *
 * <p>Before sign-in the secret is one made for the purpose, so that nobody can be signed in as
 * somebody else without noticing.
 */
@Singleton
public final class Csrf {
  /** A form's field, and a script's header. */
  public static final String FIELD = "csrfToken";

  public static final String HEADER = "X-CSRF-Token";

  /** A secret made while a page was rendered, to go out with it as a cookie. */
  static final String NEW_ENTRANCE = "org.safeandaway.entrance";

  private static final byte[] PURPOSE = "csrf".getBytes(StandardCharsets.UTF_8);

  private final Cookies cookies;

  Csrf(Cookies cookies) {
    this.cookies = cookies;
  }

  /** What the page for this request gives its forms. */
  public String token(HttpRequest<?> request) {
    return request.getUserPrincipal(Authentication.class).isPresent()
        ? cookies.read(request, Cookies.Kind.SESSION).map(Csrf::token).orElse("")
        : entranceToken(request);
  }

  /** What a page outside gives its forms, whoever may be signed in: they open to everybody. */
  public String entranceToken(HttpRequest<?> request) {
    return token(
        cookies.read(request, Cookies.Kind.ENTRANCE).orElseGet(() -> newEntrance(request)));
  }

  /** Whether this is what we gave to the browser that sends the request. */
  boolean isRight(HttpRequest<?> request, String token) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    Cookies.Kind kind =
        Doors.isOpenToEverybody(request) ? Cookies.Kind.ENTRANCE : Cookies.Kind.SESSION;
    return cookies
        .read(request, kind)
        .map(secret -> token(secret).getBytes(StandardCharsets.UTF_8))
        .filter(expected -> MessageDigest.isEqual(expected, given))
        .isPresent();
  }

  private static Secret newEntrance(HttpRequest<?> request) {
    return request
        .getAttribute(NEW_ENTRANCE, Secret.class)
        .orElseGet(
            () -> {
              Secret made = Secret.make();
              request.setAttribute(NEW_ENTRANCE, made);
              return made;
            });
  }

  /** That of one secret. */
  public static String token(Secret secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
