package org.safeandaway.simulator.wearables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page and what it is made of, read once from the class path. What is served is listed here, so
 * that no path of a request ever reaches a file system.
 */
final class StaticFiles {
  private static final String FOLDER = "page/";
  private static final String PAGE = "index.html";

  /** Colours, type and spacing as on the office's pages, from the hub's jar. */
  private static final String GROUND = "base.css";

  private static final String OFFICE = "/assets/";
  private static final List<String> ASSETS =
      List.of(
          "page.css",
          "card.css",
          "device.css",
          "main.js",
          "api.js",
          "buzzer.js",
          "card.js",
          "device.js",
          "hands.js",
          "knows.js",
          "stream.js",
          "tape.js",
          "words.js",
          "world.js",
          "icon.svg");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** A file as it is sent. */
  record StaticFile(String type, byte[] bytes) {}

  private final StaticFile page = read(FOLDER, PAGE);
  private final Map<String, StaticFile> assets = new HashMap<>();

  StaticFiles() {
    ASSETS.forEach(name -> assets.put(name, read(FOLDER, name)));
    assets.put(GROUND, read(OFFICE, GROUND));
  }

  /** The file at a path, by its parts; empty if there is none. */
  Optional<StaticFile> at(List<String> path) {
    if (path.equals(List.of(""))) {
      return Optional.of(page);
    }
    return path.size() == 2 && path.getFirst().equals("assets")
        ? Optional.ofNullable(assets.get(path.getLast()))
        : Optional.empty();
  }

  private static StaticFile read(String folder, String name) {
    try (InputStream in = StaticFiles.class.getResourceAsStream(folder + name)) {
      if (in == null) {
        throw new IllegalStateException("nothing on the class path is " + folder + name);
      }
      return new StaticFile(type(name), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static String type(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalArgumentException("no type for " + name);
    }
    return type;
  }
}
