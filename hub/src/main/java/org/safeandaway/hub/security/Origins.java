package org.safeandaway.hub.security;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.safeandaway.hub.configuration.Settings;

/**
 * Where a request comes from, for counting. Behind a proxy that is what the proxy says, and what
 * others wrote into the same header before it is not believed.
 */
@Singleton
public final class Origins {
  private static final String FORWARDED = "X-Forwarded-For";
  private static final int NETWORK_BYTES = 8;

  private final Set<InetAddress> proxies;

  Origins(Settings settings) {
    this.proxies = settings.web().proxies();
  }

  /** An IPv4 address, or the network of an IPv6 address: a household has 2^64 of these. */
  public String of(HttpRequest<?> request) {
    InetAddress from = request.getRemoteAddress().getAddress();
    if (proxies.contains(from)) {
      List<String> said =
          request.getHeaders().getAll(FORWARDED).stream()
              .flatMap(line -> Arrays.stream(line.split(",")))
              .map(String::strip)
              .toList();
      for (String each : said.reversed()) {
        Optional<InetAddress> before = literal(each);
        if (before.isEmpty()) {
          break;
        }
        from = before.get();
        if (!proxies.contains(from)) {
          break;
        }
      }
    }
    return network(from).getHostAddress();
  }

  private static InetAddress network(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address) {
      Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    }
    return ofBytes(bytes);
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(ofBytes(InetAddress.ofLiteral(text).getAddress()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static InetAddress ofBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
