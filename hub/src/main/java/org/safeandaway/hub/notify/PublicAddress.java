package org.safeandaway.hub.notify;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.configuration.BadConfiguration;

/**
 * Where the hub is reached from outside the school, if it is: for links in messages, for what a
 * provider tells it, and for telephones.
 *
 * @param address with scheme and host, and no path; absent if there is none
 */
public record PublicAddress(@Nullable URI address) {
  private static final String KEY = "safeandaway.public-address";

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
    String text = properties.getProperty(KEY, String.class).map(String::strip).orElse("");
    return new PublicAddress(text.isEmpty() ? null : origin(text));
  }

  private static URI origin(String text) {
    String expected = "is the hub's address on the internet, as https://safe.school.example";
    try {
      URI uri = new URI(text);
      boolean bare =
          uri.getUserInfo() == null
              && String.valueOf(uri.getPath()).matches("/?")
              && uri.getQuery() == null
              && uri.getFragment() == null;
      if (!bare || !ProviderHttp.isSafe(uri)) {
        throw new BadConfiguration(KEY, expected);
      }
      return new URI(uri.getScheme(), uri.getAuthority(), null, null, null);
    } catch (URISyntaxException e) {
      throw new BadConfiguration(KEY, expected);
    }
  }

  /** Whether browsers and providers trust it. */
  public boolean isHttps() {
    return address != null && "https".equals(address.getScheme());
  }
}
