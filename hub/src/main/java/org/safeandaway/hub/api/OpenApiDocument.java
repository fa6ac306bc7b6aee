package org.safeandaway.hub.api;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The description of this API, {@code openapi.yaml}, which is written by hand. Tests hold it to the
 * table of doors, to the records that are sent, and to what a running hub answers.
 */
@Singleton
public class OpenApiDocument {
  private static final String FILE = "/openapi.yaml";

  private final String yaml;
  private final String json;
  private final Map<String, Object> tree;

  OpenApiDocument(ObjectMapper mapper) throws IOException {
    yaml = read();
    tree = parse(yaml);
    json = mapper.writeValueAsString(tree);
  }

  /** As it was written. */
  public String yaml() {
    return yaml;
  }

  public String json() {
    return json;
  }

  /** Maps, lists and scalars. */
  public Map<String, Object> tree() {
    return tree;
  }

  /** Outside of a running hub. */
  public static Map<String, Object> load() {
    return parse(read());
  }

  private static String read() {
    try (InputStream file = OpenApiDocument.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the hub's jar has no " + FILE);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> parse(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }
}
