package org.safeandaway.hub.office.people;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.configuration.Settings;

/** Whole addresses of our pages, to be handed to people. */
@Singleton
final class Addresses {
  private final @Nullable URI address;

  Addresses(Settings settings) {
    this.address = settings.web().address();
  }

  /** By the configured address, or else by the one at which the browser has us now. */
  String of(HttpRequest<?> request, String path) {
    if (address != null) {
      return address + path;
    }
    String host = request.getHeaders().get(HttpHeaders.HOST);
    return host == null ? path : "http://" + host + path;
  }
}
