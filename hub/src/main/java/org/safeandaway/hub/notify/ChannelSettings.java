package org.safeandaway.hub.notify;

import io.micronaut.core.value.PropertyResolver;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.safeandaway.hub.configuration.BadConfiguration;

/**
 * What one channel is told: the keys under {@code safeandaway.notify.<channel>.}. What is missing
 * leaves the channel without configuration, and it says so on its page; what is there and makes no
 * sense stops the hub's start. No message repeats a value, since it may be a secret in the wrong
 * place.
 */
public final class ChannelSettings {
  private static final int LONGEST_SECRET = 10_000;

  private final PropertyResolver properties;
  private final String prefix;

  /**
   * @param channel as it stands in the keys, such as {@code smtp}
   */
  ChannelSettings(PropertyResolver properties, String channel) {
    this.properties = properties;
    this.prefix = NotifySettings.PREFIX + channel + ".";
  }

  /** The whole name of a key, for sentences about it. */
  public String key(String name) {
    return prefix + name;
  }

  /** Stripped; empty if it is not set, or set to nothing. */
  public Optional<String> text(String name) {
    return properties
        .getProperty(key(name), String.class)
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** From the key itself, or out of the file that {@code <name>-file} names. */
  public Optional<Hidden> secret(String name) {
    Optional<String> file = text(name + "-file");
    Optional<String> value = text(name);
    if (file.isPresent() && value.isPresent()) {
      throw bad(name + "-file", "is left out where " + key(name) + " is given");
    }
    return file.map(path -> read(name + "-file", path)).or(() -> value).map(Hidden::new);
  }

  private String read(String name, String path) {
    String expected = "is a file that the hub may read, with the secret and nothing else in it";
    try {
      Path file = Path.of(path);
      if (Files.size(file) > LONGEST_SECRET) {
        throw bad(name, expected + "; this one is too long");
      }
      String value = Files.readString(file).strip();
      if (value.isEmpty()) {
        throw bad(name, expected + "; this one is empty");
      }
      return value;
    } catch (IOException | InvalidPathException e) {
      throw bad(name, expected + "; it cannot be read");
    }
  }

  /** Where a provider is: by https, or on this very machine. */
  public Optional<URI> address(String name) {
    return text(name).map(value -> address(name, value));
  }

  /** The same, for an address that opens something by itself. */
  public Optional<Hidden> secretAddress(String name) {
    Optional<Hidden> secret = secret(name);
    secret.ifPresent(value -> address(name, value.value()));
    return secret;
  }

  private URI address(String name, String value) {
    String expected = "is an address that begins with https://";
    try {
      URI uri = new URI(value);
      if (!ProviderHttp.isSafe(uri)) {
        throw bad(name, expected);
      }
      return uri;
    } catch (URISyntaxException e) {
      throw bad(name, expected);
    }
  }

  public int number(String name, int otherwise, int least, int most) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (value.get().matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value.get());
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw bad(name, "is a number from " + least + " to " + most);
  }

  /**
   * What is still to be set, as a sentence; empty if all of these are.
   *
   * @param names of keys and of secrets
   */
  public Optional<String> missing(String... names) {
    List<String> missing =
        Arrays.stream(names).filter(name -> !isSet(name)).map(this::key).toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String first = String.join(", ", missing.subList(0, missing.size() - 1));
    return Optional.of("Set " + (first.isEmpty() ? "" : first + " and ") + missing.getLast() + ".");
  }

  private boolean isSet(String name) {
    return text(name).isPresent() || text(name + "-file").isPresent();
  }

  /** For pages: a key with its value. */
  public Channel.Setting shown(String name, String what) {
    return new Channel.Setting(key(name), what, text(name).orElse("not set"));
  }

  /** For pages: a secret, of which only is said whether it is set. */
  public Channel.Setting shownSecret(String name, String what) {
    return new Channel.Setting(key(name), what, isSet(name) ? "set" : "not set");
  }

  public BadConfiguration bad(String name, String expected) {
    return new BadConfiguration(key(name), expected);
  }
}
