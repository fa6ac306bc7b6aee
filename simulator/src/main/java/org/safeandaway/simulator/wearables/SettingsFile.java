package org.safeandaway.simulator.wearables;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Account;

/**
 * Reads {@link WearablesSettings} from a properties file:
 *
 * <pre>
 * port=8081                     where the API listens, on loopback; 0 takes a free one
 * broker=localhost:1883         where MQTT is spoken
 * folder=wearables              the disks of the wearables
 * passwords=passwords.txt       one line each: a wearable's id, a colon, its password
 * office=http://localhost:8080  where the hub's pages are; may be missing
 * </pre>
 *
 * Paths are relative to the file. There is one wearable for each line of passwords; lines that are
 * empty or begin with {@code #} are passed over. Passwords stand in a file of their own, so that
 * the settings can be shown to anybody.
 */
final class SettingsFile {
  private static final Set<String> KEYS =
      new TreeSet<>(Set.of("port", "broker", "folder", "passwords", "office"));

  /** The settings cannot be used; the message names the file, the key and what is expected. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String line;

    Unusable(String line) {
      super(line);
      this.line = line;
    }

    String line() {
      return line;
    }
  }

  private final Path file;
  private final Map<String, String> values;

  private SettingsFile(Path file, Map<String, String> values) {
    this.file = file;
    this.values = values;
  }

  static WearablesSettings read(Path file) throws Unusable {
    SettingsFile settings = new SettingsFile(file, valuesIn(file));
    settings.refuseUnknownKeys();
    return settings.settings();
  }

  private static Map<String, String> valuesIn(Path file) throws Unusable {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new Unusable(file + ": cannot be read as a properties file (" + e + ")");
    }
    Map<String, String> values = new TreeMap<>();
    properties.forEach((key, value) -> values.put((String) key, ((String) value).strip()));
    return values;
  }

  private void refuseUnknownKeys() throws Unusable {
    for (String key : values.keySet()) {
      if (!KEYS.contains(key)) {
        throw new Unusable(
            file + ": " + key + ": no such key; there are " + String.join(", ", KEYS));
      }
    }
  }

  private WearablesSettings settings() throws Unusable {
    String broker = value("broker");
    int colon = broker.lastIndexOf(':');
    if (colon < 1) {
      throw wrong("broker", "host:port, such as localhost:1883", broker);
    }
    return new WearablesSettings(
        number("port", value("port"), 0),
        broker.substring(0, colon),
        number("broker", broker.substring(colon + 1), 1),
        path("folder"),
        accounts(path("passwords")),
        office());
  }

  private Optional<URI> office() throws Unusable {
    String text = values.getOrDefault("office", "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI address = new URI(text);
      if (WearablesSettings.isSite(address)) {
        return Optional.of(address);
      }
    } catch (URISyntaxException e) {
      // said below, with the same words as an address of another kind
    }
    throw wrong("office", "the address of a site, such as http://localhost:8080", text);
  }

  private List<Account> accounts(Path passwords) throws Unusable {
    List<Account> accounts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String line : linesOf(passwords)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        Account account = account(passwords, line);
        if (!seen.add(account.name())) {
          throw new Unusable(passwords + ": " + account.name() + " is named twice");
        }
        accounts.add(account);
      }
    }
    if (accounts.isEmpty()) {
      throw new Unusable(passwords + ": there must be at least one line id:password");
    }
    return accounts;
  }

  /** The line itself is not quoted back: it may hold a password. */
  private static Account account(Path passwords, String line) throws Unusable {
    String[] parts = line.split(":", 2);
    if (parts.length != 2 || !WearableId.isValid(parts[0]) || parts[1].isEmpty()) {
      throw new Unusable(
          passwords
              + ": a line must be id:password, the id 1 to 32 of a-z, 0-9 and -, beginning with"
              + " a letter, and not 'hub'");
    }
    return new Account(parts[0], parts[1]);
  }

  private List<String> linesOf(Path passwords) throws Unusable {
    try {
      return Files.readAllLines(passwords);
    } catch (IOException e) {
      throw wrong("passwords", "a file of lines id:password", passwords + " (" + e + ")");
    }
  }

  private Path path(String key) throws Unusable {
    return file.toAbsolutePath().resolveSibling(value(key));
  }

  private int number(String key, String text, int least) throws Unusable {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= 65_535) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, with the same words as a number out of bounds
    }
    throw wrong(key, "a port from " + least + " to 65535", text);
  }

  private String value(String key) throws Unusable {
    String value = values.get(key);
    if (value == null || value.isEmpty()) {
      throw new Unusable(file + ": " + key + ": is missing");
    }
    return value;
  }

  private Unusable wrong(String key, String expected, String found) {
    return new Unusable(file + ": " + key + ": expected " + expected + "; found '" + found + "'");
  }
}
