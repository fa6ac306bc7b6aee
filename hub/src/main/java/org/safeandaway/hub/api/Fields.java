package org.safeandaway.hub.api;

import io.micronaut.json.tree.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's JSON object field by field, and tells of every mistake at once, in plain words:
 * what is missing, what is not as expected, what nobody knows.
 *
 * <p>After a mistake a field reads as something empty, so the reader goes on to find the others;
 * what it made is thrown away with a {@link ProblemException}.
 */
public final class Fields {
  /** What is wrong with a text that holds such characters. */
  public static final String NO_CONTROL_CHARACTERS = "may hold no control characters";

  /** A year that was meant otherwise. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final JsonNode object;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Problem.FieldError> errors = new ArrayList<>();

  private Fields(JsonNode object) {
    this.object = object;
  }

  public static <T> T read(@Nullable JsonNode body, Function<Fields, T> reader) {
    if (body == null || !body.isObject()) {
      throw ProblemException.badRequest("Send a JSON object with the fields of this request.");
    }
    Fields fields = new Fields(body);
    T result = reader.apply(fields);
    fields.refuseUnknown();
    if (!fields.errors.isEmpty()) {
      throw new ProblemException(Problem.ofFields(fields.errors));
    }
    return result;
  }

  /** An empty body, or an object without fields. */
  public static void none(@Nullable JsonNode body) {
    if (body != null && !body.isNull()) {
      read(body, fields -> "");
    }
  }

  public String text(String name, int most) {
    Optional<JsonNode> value = value(name);
    if (value.isEmpty()) {
      wrong(name, "is missing; it is a text of 1 to " + most + " characters");
      return "";
    }
    return text(name, value.get(), 1, most);
  }

  public @Nullable String optionalText(String name, int most) {
    return value(name).map(value -> text(name, value, 1, most)).orElse(null);
  }

  /** A text that may be left out, which is the same as an empty one. */
  public String textOrEmpty(String name, int most) {
    return value(name).map(value -> text(name, value, 0, most)).orElse("");
  }

  /** Whether it was sent at all; an empty text is. */
  public boolean present(String name) {
    return value(name).isPresent();
  }

  /** As {@code 2026-09-14T14:30:00+01:00}. */
  public Instant instant(String name) {
    String expected = "is a time with its offset, such as 2026-09-14T14:30:00+01:00";
    Optional<JsonNode> value = value(name);
    if (value.isEmpty()) {
      wrong(name, "is missing; it " + expected);
      return Instant.EPOCH;
    }
    try {
      Instant instant =
          value.get().isString()
              ? OffsetDateTime.parse(value.get().getStringValue()).toInstant()
              : Instant.EPOCH;
      if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
        wrong(name, expected);
      }
      return instant;
    } catch (DateTimeException e) {
      wrong(name, expected);
      return Instant.EPOCH;
    }
  }

  public boolean flag(String name, boolean otherwise) {
    Optional<JsonNode> value = value(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      wrong(name, "is true or false");
      return otherwise;
    }
    return value.map(JsonNode::getBooleanValue).orElse(otherwise);
  }

  public int number(String name, int least, int most) {
    Optional<JsonNode> value = value(name).filter(JsonNode::isNumber);
    double number = value.map(JsonNode::getDoubleValue).orElse(Double.NaN);
    if (!(number >= least && number <= most) || number != Math.rint(number)) {
      wrong(name, "is a whole number from " + least + " to " + most);
      return least;
    }
    return (int) number;
  }

  /** One of a few constants, in either case. */
  @SafeVarargs
  public final <E extends Enum<E>> E choice(String name, E... allowed) {
    String asked =
        value(name)
            .filter(JsonNode::isString)
            .map(value -> value.getStringValue().toUpperCase(Locale.ROOT))
            .orElse("");
    for (E each : allowed) {
      if (each.name().equals(asked)) {
        return each;
      }
    }
    wrong(
        name,
        "is one of " + Arrays.stream(allowed).map(Enum::name).collect(Collectors.joining(", ")));
    return allowed[0];
  }

  public List<String> texts(String name, int leastCount, int mostCount, int mostLength) {
    Optional<JsonNode> value = value(name).filter(JsonNode::isArray);
    if (value.isEmpty() || value.get().size() < leastCount || value.get().size() > mostCount) {
      wrong(name, "is a list of " + leastCount + " to " + mostCount + " texts");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    int index = 0;
    for (JsonNode each : value.get().values()) {
      texts.add(text(name + "[" + index++ + "]", each, 1, mostLength));
    }
    return texts;
  }

  /** Objects, each read by this; what is wrong in one is said with its place. */
  public <T> List<T> objects(
      String name, int leastCount, int mostCount, Function<Fields, T> reader) {
    Optional<JsonNode> value = value(name).filter(JsonNode::isArray);
    if (value.isEmpty() || value.get().size() < leastCount || value.get().size() > mostCount) {
      wrong(name, "is a list of " + leastCount + " to " + mostCount + " objects");
      return List.of();
    }
    List<T> objects = new ArrayList<>();
    int index = 0;
    for (JsonNode each : value.get().values()) {
      String place = name + "[" + index++ + "]";
      if (each.isObject()) {
        Fields inner = new Fields(each);
        objects.add(reader.apply(inner));
        inner.refuseUnknown();
        inner.errors.forEach(error -> wrong(place + "." + error.field(), error.message()));
      } else {
        wrong(place, "is an object");
      }
    }
    return objects;
  }

  /** In ISO 8601, such as {@code PT20M}. */
  public Duration duration(String name, Duration least, Duration most) {
    return value(name)
        .map(value -> duration(name, value, least, most))
        .orElseGet(
            () -> {
              wrong(name, "is missing; it is a duration such as PT20M");
              return most;
            });
  }

  /** At most so many, each from nothing to {@code most}. */
  public List<Duration> durations(String name, int mostCount, Duration most) {
    Optional<JsonNode> value = value(name).filter(JsonNode::isArray);
    if (value.isEmpty() || value.get().size() > mostCount) {
      wrong(name, "is a list of at most " + mostCount + " durations such as PT5M");
      return List.of();
    }
    List<Duration> durations = new ArrayList<>();
    int index = 0;
    for (JsonNode each : value.get().values()) {
      durations.add(duration(name + "[" + index++ + "]", each, Duration.ZERO, most));
    }
    return durations;
  }

  private Duration duration(String name, JsonNode value, Duration least, Duration most) {
    try {
      Duration duration = value.isString() ? Duration.parse(value.getStringValue()) : null;
      if (duration != null && duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
        return duration;
      }
    } catch (DateTimeException e) {
      // Said below, as every other mistake of this field.
    }
    wrong(name, "is a duration from " + least + " to " + most + ", such as PT20M");
    return most;
  }

  /** Another mistake, found by the reader itself. */
  public void wrong(String name, String expected) {
    errors.add(new Problem.FieldError(name, expected));
  }

  private String text(String name, JsonNode value, int least, int most) {
    String text = value.isString() ? value.getStringValue().strip() : "";
    if (!value.isString() || text.length() < least || text.length() > most) {
      wrong(name, "is a text of " + least + " to " + most + " characters");
      return "";
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      wrong(name, NO_CONTROL_CHARACTERS);
      return "";
    }
    return text;
  }

  private Optional<JsonNode> value(String name) {
    known.add(name);
    return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
  }

  private void refuseUnknown() {
    for (Map.Entry<String, JsonNode> entry : object.entries()) {
      if (!known.contains(entry.getKey())) {
        String expected = known.isEmpty() ? "no fields are" : String.join(", ", known) + " are";
        wrong(shortened(entry.getKey()), "is not known here; " + expected);
      }
    }
  }

  private static String shortened(String name) {
    return name.length() > 40 ? name.substring(0, 40) + "…" : name;
  }
}
