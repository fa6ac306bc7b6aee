package org.safeandaway.hub.office.phones;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The script that runs in the background of browsers. It is served at the root, since a browser
 * lets it serve only what lies below it; like all scripts it is the same for everybody.
 */
@Controller("/sw.js")
public final class ServiceWorkerPages {
  private static final String FILE = "/worker/sw.js";

  private final String script = read();

  @Get
  @Produces("text/javascript")
  String script() {
    return script;
  }

  private static String read() {
    try (InputStream file = ServiceWorkerPages.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the hub's jar has no " + FILE);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
