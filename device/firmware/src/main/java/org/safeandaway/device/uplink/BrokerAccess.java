package org.safeandaway.device.uplink;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to reach the broker and what to say at its door.
 *
 * @param uri {@code tcp://host:port} or {@code ssl://host:port}
 * @param authorities certificates (PEM) of those who may vouch for the broker, where that is not to
 *     be left to the system's
 */
public record BrokerAccess(URI uri, String username, String password, Optional<Path> authorities) {
  public BrokerAccess {
    if (!isBrokerUri(uri)) {
      throw new IllegalArgumentException("a broker is tcp://host:port or ssl://host:port: " + uri);
    }
  }

  /** Whether {@code uri} has the shape of a broker's. */
  public static boolean isBrokerUri(URI uri) {
    return uri.getHost() != null
        && uri.getPort() > 0
        && ("tcp".equals(uri.getScheme()) || "ssl".equals(uri.getScheme()));
  }

  public boolean isEncrypted() {
    return uri.getScheme().equals("ssl");
  }

  /** Without the password, which stands in no log. */
  @Override
  public String toString() {
    return uri + " as " + username;
  }
}
