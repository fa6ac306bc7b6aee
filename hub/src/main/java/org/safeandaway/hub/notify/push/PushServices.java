package org.safeandaway.hub.notify.push;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.safeandaway.hub.notify.ChannelSettings;
import org.safeandaway.hub.notify.ProviderHttp;

/**
 * Where browsers may ask us to send to. A browser names the address itself, and whoever is signed
 * in can name any: the hub stands inside the school's network and must not be made to knock at
 * whatever else is there.
 */
final class PushServices {
  private static final int LONGEST = 1000;

  /** Chrome and most others; Firefox; Safari; Edge. */
  private static final List<String> KNOWN =
      List.of(
          "fcm.googleapis.com",
          "push.services.mozilla.com",
          "web.push.apple.com",
          "notify.windows.com");

  /** By HTTPS, or on this very machine; nothing behind the host and its port. */
  private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#@]+");

  private final List<String> others;

  private PushServices(List<String> others) {
    this.others = others;
  }

  /**
   * @param settings of push; {@code services} are further origins, such as {@code
   *     https://push.example}, with commas between
   */
  static PushServices read(ChannelSettings settings) {
    List<String> others =
        Arrays.stream(settings.text("services").orElse("").split(","))
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .toList();
    if (!others.stream().allMatch(PushServices::isOrigin)) {
      throw settings.bad(
          "services", "are addresses that begin with https:// and end with the host, with commas");
    }
    return new PushServices(others);
  }

  private static boolean isOrigin(String text) {
    try {
      return ORIGIN.matcher(text).matches() && ProviderHttp.isSafe(new URI(text));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** The address, if we send there. */
  Optional<URI> address(String endpoint) {
    if (endpoint.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(new URI(endpoint)).filter(this::isOne);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private boolean isOne(URI address) {
    if (!ProviderHttp.isSafe(address) || address.getFragment() != null) {
      return false;
    }
    String host = address.getHost().toLowerCase(Locale.ROOT);
    boolean known =
        "https".equals(address.getScheme())
            && address.getPort() == -1
            && KNOWN.stream().anyMatch(each -> host.equals(each) || host.endsWith("." + each));
    return known || others.contains(address.getScheme() + "://" + address.getRawAuthority());
  }
}
