package org.safeandaway.hub.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.safeandaway.hub.configuration.Settings;

/**
 * The secrets that a browser keeps for us. No script reads them. {@code SameSite=Lax}, since a link
 * in an e-mail that opens an alarm must not lead to the sign-in page; what changes something needs
 * more than a cookie, see {@link Csrf}.
 *
 * <p>Over HTTPS their names begin with {@code __Host-}: browsers then take them from this host
 * alone, and not from a neighbour with the same domain.
 */
@Singleton
public final class Cookies {
  private final boolean secure;

  Cookies(Settings settings) {
    this.secure = settings.web().secureCookies();
  }

  /** What they are for. */
  public enum Kind {
    /** Somebody is signed in here. It lasts until the browser is closed, or the session ends. */
    SESSION("session"),
    /** Nobody is, yet: it binds a form to this browser. */
    ENTRANCE("entrance"),
    /** Somebody was before, so that others' guessing does not shut them out here. */
    BROWSER("browser", Duration.ofDays(400));

    private final String name;
    private final Optional<Duration> age;

    Kind(String name) {
      this(name, Optional.empty());
    }

    Kind(String name, Duration age) {
      this(name, Optional.of(age));
    }

    Kind(String name, Optional<Duration> age) {
      this.name = name;
      this.age = age;
    }
  }

  /** What the browser sent, if it has the shape of what we gave out. */
  public Optional<Secret> read(HttpRequest<?> request, Kind kind) {
    return request
        .getCookies()
        .findCookie(name(kind))
        .map(Cookie::getValue)
        .filter(Secret::hasShape)
        .map(Secret::new);
  }

  /** To be set on a response. */
  public Cookie cookie(Kind kind, Secret secret) {
    Cookie cookie = bare(kind, secret.value());
    kind.age.ifPresent(age -> cookie.maxAge(age.toSeconds()));
    return cookie;
  }

  /** Makes the browser forget it. */
  public Cookie forget(Kind kind) {
    return bare(kind, "").maxAge(0);
  }

  private Cookie bare(Kind kind, String value) {
    return Cookie.of(name(kind), value)
        .path("/")
        .httpOnly(true)
        .secure(secure)
        .sameSite(SameSite.Lax);
  }

  String name(Kind kind) {
    return (secure ? "__Host-" : "saa-") + kind.name;
  }
}
