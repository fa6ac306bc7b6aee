package org.safeandaway.hub.configuration;

import io.micronaut.core.value.PropertyResolver;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How browsers reach the hub.
 *
 * @param address as people type it, such as {@code https://safe.school.example}; absent if they use
 *     the one that the hub listens on
 * @param secureCookies whether browsers may send them by HTTPS only
 * @param proxies whose word about where a request comes from is believed
 * @param demoPasswords whether people who have chosen no password sign in with the demo's
 */
public record WebSettings(
    @Nullable URI address, boolean secureCookies, Set<InetAddress> proxies, boolean demoPasswords) {
  private static final String ADDRESS = "safeandaway.web.address";
  private static final String SECURE = "safeandaway.web.secure-cookies";
  private static final String PROXIES = "safeandaway.web.proxies";
  private static final String DEMO = "safeandaway.demo.passwords";

  public WebSettings {
    proxies = Set.copyOf(proxies);
  }

  static WebSettings read(PropertyResolver properties, String listenHost) {
    URI address = address(properties);
    boolean https = address != null && address.getScheme().equals("https");
    WebSettings settings =
        new WebSettings(
            address,
            flag(properties, SECURE, https),
            proxies(properties),
            flag(properties, DEMO, false));
    settings.refuseToBeSeenFromOutside(listenHost);
    return settings;
  }

  /** Everybody knows the demo's password. */
  private void refuseToBeSeenFromOutside(String listenHost) {
    if (!demoPasswords) {
      return;
    }
    boolean inside =
        isLoopback(listenHost)
            && (address == null || isLoopback(address.getHost()))
            && proxies.isEmpty();
    if (!inside) {
      throw new BadConfiguration(
          DEMO,
          "is for a demo that only this machine reaches: safeandaway.listen.host and "
              + ADDRESS
              + " are 127.0.0.1, and no proxies are named");
    }
  }

  private static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static @Nullable URI address(PropertyResolver properties) {
    String expected = "is where people reach the hub, as https://safe.school.example";
    String value = Settings.optional(properties, ADDRESS, "");
    if (value.isEmpty()) {
      return null;
    }
    try {
      URI uri = new URI(value);
      boolean web = Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
      boolean bare =
          uri.getUserInfo() == null
              && Set.of("", "/").contains(String.valueOf(uri.getPath()))
              && uri.getQuery() == null
              && uri.getFragment() == null;
      if (!web || !bare || uri.getHost() == null) {
        throw new BadConfiguration(ADDRESS, expected + "; it is '" + value + "'");
      }
      return new URI(uri.getScheme(), uri.getAuthority(), null, null, null);
    } catch (URISyntaxException e) {
      throw new BadConfiguration(ADDRESS, expected + "; it is '" + value + "'");
    }
  }

  private static Set<InetAddress> proxies(PropertyResolver properties) {
    return Arrays.stream(Settings.optional(properties, PROXIES, "").split(","))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .map(WebSettings::proxy)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static InetAddress proxy(String value) {
    try {
      return InetAddress.getByAddress(InetAddress.ofLiteral(value).getAddress());
    } catch (IllegalArgumentException | UnknownHostException e) {
      throw new BadConfiguration(
          PROXIES, "is a list of IP addresses with commas between; one is '" + value + "'");
    }
  }

  private static boolean flag(PropertyResolver properties, String key, boolean otherwise) {
    return switch (Settings.optional(properties, key, "")) {
      case "" -> otherwise;
      case "true" -> true;
      case "false" -> false;
      default -> throw new BadConfiguration(key, "is true or false, or left out");
    };
  }
}
