package org.safeandaway.hub.office.reference;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes an example as JSON for people: one field on a line. */
final class Example {
  private Example() {}

  static String json(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> fields ->
          fields.entrySet().stream()
              .map(
                  field ->
                      "  " + quoted(String.valueOf(field.getKey())) + ": " + json(field.getValue()))
              .collect(Collectors.joining(",\n", "{\n", "\n}"));
      case List<?> items ->
          items.stream().map(Example::json).collect(Collectors.joining(", ", "[", "]"));
      case String text -> quoted(text);
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
