package org.safeandaway.hub.notify;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.configuration.BadConfiguration;

/**
 * Where the hub is reached from outside the school, if it is: for what a provider tells it, for
 * telephones, and for links in messages. A school may let providers in and nobody else; then links
 * begin with another address, that of its own network.
 *
 * @param address with scheme and host, and no path; absent if there is none
 * @param links what links in messages begin with, in the same shape; absent if neither it nor a
 *     public address is given
 */
public record PublicAddress(@Nullable URI address, @Nullable URI links) {
  private static final String KEY = "safeandaway.public-address";
  private static final String LINKS = "safeandaway.link-address";

  /** Reads it, once. */
  @Factory
  static final class Reading {
    @Singleton
    PublicAddress publicAddress(Environment environment) {
      return read(environment);
    }
  }

  /**
   * @throws BadConfiguration if it is there and makes no sense
   */
  public static PublicAddress read(PropertyResolver properties) {
    URI address =
        origin(properties, KEY, "is the hub's address on the internet", ProviderHttp::isSafe);
    // Inside a school people may still type http.
    URI links =
        origin(
            properties,
            LINKS,
            "is what links in messages begin with",
            uri -> uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?"));
    return new PublicAddress(address, links == null ? address : links);
  }

  private static @Nullable URI origin(
      PropertyResolver properties, String key, String what, Predicate<URI> good) {
    String text = properties.getProperty(key, String.class).map(String::strip).orElse("");
    if (text.isEmpty()) {
      return null;
    }
    String expected = what + ", as https://safe.school.example";
    try {
      URI uri = new URI(text);
      boolean bare =
          uri.getUserInfo() == null
              && String.valueOf(uri.getPath()).matches("/?")
              && uri.getQuery() == null
              && uri.getFragment() == null;
      if (!bare || !good.test(uri)) {
        throw new BadConfiguration(key, expected);
      }
      return new URI(uri.getScheme(), uri.getAuthority(), null, null, null);
    } catch (URISyntaxException e) {
      throw new BadConfiguration(key, expected);
    }
  }

  /** Whether browsers and providers trust it. */
  public boolean isHttps() {
    return address != null && "https".equals(address.getScheme());
  }
}
