package org.safeandaway.device;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A file of {@code key = value} lines in UTF-8, read strictly: a key that nobody knows, or that
 * stands there twice, is an error and not a setting that silently does nothing.
 */
final class PropertyFile {
  private final Path file;
  private final Properties values;
  private final Set<String> asked = new TreeSet<>();

  private PropertyFile(Path file, Properties values) {
    this.file = file;
    this.values = values;
  }

  static PropertyFile read(Path file) throws BadConfiguration {
    NoDuplicates values = new NoDuplicates();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      values.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadConfiguration(file + " cannot be read: " + e);
    }
    if (!values.duplicates.isEmpty()) {
      throw new BadConfiguration(file + ": given twice: " + String.join(", ", values.duplicates));
    }
    return new PropertyFile(file, values);
  }

  /**
   * The value of {@code key}.
   *
   * @param expected completes the sentence "expected …" for whoever got it wrong
   * @param parse throws {@link IllegalArgumentException} for what is not that
   */
  <T> T required(String key, String expected, Function<String, T> parse) throws BadConfiguration {
    Optional<T> value = optional(key, expected, parse);
    if (value.isEmpty()) {
      throw bad(key, expected, "it is missing");
    }
    return value.get();
  }

  /** As {@link #required}, but the key may be left out. */
  <T> Optional<T> optional(String key, String expected, Function<String, T> parse)
      throws BadConfiguration {
    asked.add(key);
    String text = values.getProperty(key);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(text.strip()));
    } catch (IllegalArgumentException e) {
      throw bad(key, expected, "it is '" + text.strip() + "'");
    }
  }

  /** Call last: everything in the file must have been asked for. */
  void refuseTheUnknown() throws BadConfiguration {
    for (String key : new TreeSet<>(values.stringPropertyNames())) {
      if (!asked.contains(key)) {
        throw new BadConfiguration(
            file + ": " + key + ": no such key; expected one of " + String.join(", ", asked));
      }
    }
  }

  BadConfiguration bad(String key, String expected, String found) {
    return new BadConfiguration(file + ": " + key + ": expected " + expected + ", but " + found);
  }

  /** {@link Properties} keep the last of several values without a word. */
  private static final class NoDuplicates extends Properties {
    private static final long serialVersionUID = 1L;
    private final transient Set<String> duplicates = new TreeSet<>();

    @Override
    public synchronized Object put(Object key, Object value) {
      if (containsKey(key)) {
        duplicates.add(key.toString());
      }
      return super.put(key, value);
    }
  }
}
