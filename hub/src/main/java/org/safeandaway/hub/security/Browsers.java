package org.safeandaway.hub.security;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Locale;

/** What a request tells about the program that sends it. */
public final class Browsers {
  private static final List<String> KINDS =
      List.of("Edg", "OPR", "Firefox", "Chrome", "Safari", "curl");
  private static final List<String> SYSTEMS =
      List.of("Android", "iPhone", "iPad", "Windows", "Mac OS", "CrOS", "Linux");

  private Browsers() {}

  /** Whether a person looks at the answer, and not a program. */
  public static boolean wantsPage(HttpRequest<?> request) {
    return !request.getPath().startsWith("/api/")
        && String.valueOf(request.getHeaders().get(HttpHeaders.ACCEPT))
            .toLowerCase(Locale.ROOT)
            .contains("text/html");
  }

  /** As {@code Firefox on Windows}: enough for its owner to know it again. */
  public static String words(HttpRequest<?> request) {
    String said = String.valueOf(request.getHeaders().get(HttpHeaders.USER_AGENT));
    return first(KINDS, said, "A browser") + " on " + first(SYSTEMS, said, "a computer");
  }

  private static String first(List<String> known, String said, String otherwise) {
    String found = known.stream().filter(said::contains).findFirst().orElse(otherwise);
    return switch (found) {
      case "Edg" -> "Edge";
      case "OPR" -> "Opera";
      case "CrOS" -> "ChromeOS";
      case "Mac OS" -> "macOS";
      default -> found;
    };
  }
}
