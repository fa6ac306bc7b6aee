package org.safeandaway.hub.configuration;

import io.micronaut.core.value.PropertyResolver;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.health.DeadManSettings;
import org.safeandaway.hub.seats.WatchingSettings;
import org.safeandaway.hub.uplink.MqttSettings;
import org.safeandaway.hub.watch.PersonId;

/**
 * Everything that a hub is told, checked. Keys begin with {@code safeandaway.}; application.yml
 * lists them all and hands them on to the framework.
 *
 * @param port 0 takes a free one
 * @param watching how the site wants its board watched
 * @param deadMan who outside expects to hear from this hub; absent if nobody does
 * @param readyFile written when the hub is ready, with its address as one line; absent if nobody
 *     waits for it
 */
public record Settings(
    Database database,
    MqttSettings mqtt,
    String host,
    int port,
    Site site,
    WebSettings web,
    WatchingSettings watching,
    @Nullable DeadManSettings deadMan,
    @Nullable Path readyFile) {

  /**
   * The school.
   *
   * @param zone in which times are shown and typed
   * @param telephone whom to ring when a page has lost the hub; absent if nobody was named
   * @param wallInitials whether a screen on the wall calls people by initials only
   */
  public record Site(String name, ZoneId zone, @Nullable String telephone, boolean wallInitials) {}

  /**
   * @param url {@code jdbc:postgresql://host:port/name}
   * @param password never logged
   */
  public record Database(String url, String username, String password) {
    /** Records are printed by accident. */
    @Override
    public String toString() {
      return "Database[url=" + url + ", username=" + username + "]";
    }
  }

  private static final int LAST_PORT = 65_535;
  private static final int SCRAPE_TOKEN_LENGTH = 16;
  private static final int LONGEST_ID = 64;

  /**
   * Reads and checks every key.
   *
   * @throws BadConfiguration for the first that is missing or not as expected
   */
  public static Settings read(PropertyResolver properties) {
    checkScrapeToken(properties);
    String host = required(properties, "safeandaway.listen.host", "is the address to listen on");
    return new Settings(
        database(properties),
        mqtt(properties),
        host,
        port(properties),
        site(properties),
        WebSettings.read(properties, host),
        watching(properties),
        deadMan(properties),
        readyFile(properties));
  }

  private static Database database(PropertyResolver properties) {
    String key = "safeandaway.database.url";
    String expected = "is the database, as jdbc:postgresql://host:port/name";
    String url = required(properties, key, expected);
    if (!url.matches("jdbc:postgresql://[^/]+/[^/]+")) {
      throw new BadConfiguration(key, expected + "; it is '" + url + "'");
    }
    return new Database(
        url,
        required(properties, "safeandaway.database.username", "is the database role of the hub"),
        optional(properties, "safeandaway.database.password", ""));
  }

  private static MqttSettings mqtt(PropertyResolver properties) {
    String hub = required(properties, "safeandaway.hub.id", "names this hub");
    if (!MqttSettings.isHubId(hub)) {
      throw new BadConfiguration(
          "safeandaway.hub.id",
          "is 1 to 16 of a-z, 0-9 and -, beginning with a letter; it is '" + hub + "'");
    }
    String username = optional(properties, "safeandaway.mqtt.username", "");
    String password = optional(properties, "safeandaway.mqtt.password", "");
    if (username.isEmpty() && !password.isEmpty()) {
      throw new BadConfiguration(
          "safeandaway.mqtt.username", "is missing, and safeandaway.mqtt.password is given");
    }
    return new MqttSettings(
        mqttUrl(properties),
        username.isEmpty() ? null : username,
        password.isEmpty() ? null : password,
        hub);
  }

  private static String mqttUrl(PropertyResolver properties) {
    String key = "safeandaway.mqtt.url";
    String expected = "is the MQTT broker, as tcp://host:port or ssl://host:port";
    String url = required(properties, key, expected);
    try {
      URI uri = new URI(url);
      boolean known = Set.of("tcp", "ssl").contains(String.valueOf(uri.getScheme()));
      boolean bare = uri.getUserInfo() == null && String.valueOf(uri.getPath()).isEmpty();
      if (!known || uri.getHost() == null || uri.getPort() < 1 || !bare) {
        throw new BadConfiguration(key, expected + "; it is '" + url + "'");
      }
      return url;
    } catch (URISyntaxException e) {
      throw new BadConfiguration(key, expected + "; it is '" + url + "'");
    }
  }

  private static int port(PropertyResolver properties) {
    String key = "safeandaway.listen.port";
    String expected = "is a port from 1 to 65535, or 0 for a free one";
    String value = required(properties, key, expected);
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > LAST_PORT) {
      throw new BadConfiguration(key, expected + "; it is '" + value + "'");
    }
    return Integer.parseInt(value);
  }

  private static @Nullable Path readyFile(PropertyResolver properties) {
    String key = "safeandaway.ready-file";
    String value = optional(properties, key, "");
    if (value.isEmpty()) {
      return null;
    }
    try {
      Path file = Path.of(value).toAbsolutePath();
      if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
        throw new BadConfiguration(key, "is a file in a folder that exists; it is '" + value + "'");
      }
      return file;
    } catch (InvalidPathException e) {
      throw new BadConfiguration(key, "is a file; it is '" + value + "'");
    }
  }

  private static @Nullable DeadManSettings deadMan(PropertyResolver properties) {
    String key = "safeandaway.dead-man.url";
    String url = optional(properties, key, "");
    if (url.isEmpty()) {
      return null;
    }
    // The address is a secret, so nothing of it is said here.
    String expected = "is what an outside service gave, as https://host/word, without ? and #";
    try {
      URI uri = new URI(url);
      boolean web = Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
      if (!web || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
        throw new BadConfiguration(key, expected);
      }
      return new DeadManSettings(uri, deadManEvery(properties), deadManTellsFailures(properties));
    } catch (URISyntaxException e) {
      throw new BadConfiguration(key, expected);
    }
  }

  private static Duration deadManEvery(PropertyResolver properties) {
    String key = "safeandaway.dead-man.every-seconds";
    String value = optional(properties, key, "30");
    if (!value.matches("[1-9][0-9]{0,3}")) {
      throw new BadConfiguration(key, "is from 1 to 9999 seconds; it is '" + value + "'");
    }
    return Duration.ofSeconds(Integer.parseInt(value));
  }

  private static boolean deadManTellsFailures(PropertyResolver properties) {
    String key = "safeandaway.dead-man.tell-failures";
    return switch (optional(properties, key, "false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new BadConfiguration(key, "is true or false");
    };
  }

  private static Site site(PropertyResolver properties) {
    String zone = required(properties, "safeandaway.site.zone", "is the time zone of the school");
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      throw new BadConfiguration(
          "safeandaway.site.zone", "is a time zone such as Europe/London; it is '" + zone + "'");
    }
    String telephone = optional(properties, "safeandaway.site.telephone", "");
    return new Site(
        required(properties, "safeandaway.site.name", "is the name of the school"),
        ZoneId.of(zone),
        telephone.isEmpty() ? null : telephone,
        wallInitials(properties));
  }

  private static boolean wallInitials(PropertyResolver properties) {
    String key = "safeandaway.wall.names";
    String value = required(properties, key, "is full or initials");
    return switch (value) {
      case "full" -> false;
      case "initials" -> true;
      default -> throw new BadConfiguration(key, "is full or initials; it is '" + value + "'");
    };
  }

  private static WatchingSettings watching(PropertyResolver properties) {
    String key = "safeandaway.watching.backup";
    String backup = optional(properties, key, "");
    if (backup.length() > LONGEST_ID) {
      throw new BadConfiguration(key, "is the id of a person, at most 64 characters, or left out");
    }
    return new WatchingSettings(
        time(properties, "safeandaway.watching.press-every", "15m"),
        time(properties, "safeandaway.watching.grace", "60s"),
        time(properties, "safeandaway.watching.wearers-after", "60s"),
        backup.isEmpty() ? null : new PersonId(backup));
  }

  private static Duration time(PropertyResolver properties, String key, String otherwise) {
    String value = optional(properties, key, "");
    String written = value.isEmpty() ? otherwise : value;
    if (!written.matches("[1-9][0-9]{0,4}[smh]")) {
      throw new BadConfiguration(key, "is a time such as 90s, 15m or 1h; it is '" + written + "'");
    }
    return Duration.parse("PT" + written.toUpperCase(Locale.ROOT));
  }

  private static void checkScrapeToken(PropertyResolver properties) {
    String key = "safeandaway.metrics.scrape-token";
    String value = optional(properties, key, "");
    if (!value.isEmpty() && value.length() < SCRAPE_TOKEN_LENGTH) {
      throw new BadConfiguration(
          key, "is at least " + SCRAPE_TOKEN_LENGTH + " characters, or left out");
    }
  }

  private static String required(PropertyResolver properties, String key, String expected) {
    String value = optional(properties, key, "");
    if (value.isEmpty()) {
      throw new BadConfiguration(key, expected + ", and is missing");
    }
    return value;
  }

  static String optional(PropertyResolver properties, String key, String otherwise) {
    return properties.getProperty(key, String.class).map(String::strip).orElse(otherwise);
  }
}
