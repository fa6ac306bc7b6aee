package org.safeandaway.hub.office;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.Fields;
import org.safeandaway.hub.api.Problem;
import org.safeandaway.hub.api.ProblemException;

/**
 * A form as somebody filled it in, and what is wrong with it. It is read by the same {@link Fields}
 * as a request of the API, so a rule stands in one place; what was typed is kept for showing it
 * again. A field that is left empty counts as left out.
 *
 * <p>A form sends texts only: which fields are lists, numbers or ticks is said before reading.
 */
public final class Form {
  private final Map<String, List<String>> sent = new LinkedHashMap<>();
  private final Map<String, String> wrong = new LinkedHashMap<>();
  private final Set<String> lists = new HashSet<>();
  private final Set<String> numbers = new HashSet<>();
  private final Set<String> ticks = new HashSet<>();

  private Form() {}

  /** As the framework binds it: each field a text, or a list of texts if it is there repeatedly. */
  public static Form of(@Nullable Map<String, ?> body) {
    Form form = new Form();
    if (body != null) {
      body.forEach((name, value) -> form.sent.put(name, texts(value)));
    }
    return form;
  }

  public static Form empty() {
    return new Form();
  }

  /** Fills a field that nobody has filled in yet. */
  public Form with(String name, @Nullable String value) {
    sent.put(name, value == null ? List.of() : List.of(value));
    return this;
  }

  public Form with(String name, List<String> values) {
    sent.put(name, List.copyOf(values));
    return this;
  }

  public Form lists(String... names) {
    lists.addAll(List.of(names));
    return this;
  }

  public Form numbers(String... names) {
    numbers.addAll(List.of(names));
    return this;
  }

  public Form ticks(String... names) {
    ticks.addAll(List.of(names));
    return this;
  }

  /** What was typed; of a field that is there twice the first. */
  public String value(String name) {
    return sent.getOrDefault(name, List.of()).stream().findFirst().orElse("");
  }

  /** Whether this was ticked or chosen. */
  public boolean has(String name, String value) {
    return sent.getOrDefault(name, List.of()).contains(value);
  }

  /**
   * Reads the fields of these names; empty if some are wrong, and {@link #wrong} says what.
   *
   * @param names every field that the reader asks for; others, such as the page's token, are passed
   *     over
   */
  public <T> Optional<T> read(List<String> names, Function<Fields, T> reader) {
    try {
      return Optional.of(Fields.read(json(names), reader));
    } catch (ProblemException e) {
      return refuse(e.problem());
    }
  }

  /** Takes over what the API says is wrong. */
  public <T> Optional<T> refuse(Problem problem) {
    problem
        .errors()
        .forEach(error -> wrong(error.field().replaceAll("\\[.*", ""), error.message()));
    if (problem.errors().isEmpty()) {
      wrong("", problem.detail());
    }
    return Optional.empty();
  }

  /**
   * @param message goes on after the field's label, without a full stop: "is missing"
   */
  public void wrong(String name, String message) {
    wrong.putIfAbsent(name, message);
  }

  /** What is wrong with a field, to go on after its label; null if nothing is. */
  public @Nullable String wrong(String name) {
    return wrong.get(name);
  }

  /** By field, in the order they were found; the empty name is for the whole form. */
  public Map<String, String> wrong() {
    return Map.copyOf(wrong);
  }

  public boolean isWrong() {
    return !wrong.isEmpty();
  }

  private JsonNode json(List<String> names) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    for (String name : names) {
      JsonNode value = json(name);
      if (value != null) {
        fields.put(name, value);
      }
    }
    return JsonNode.createObjectNode(fields);
  }

  private @Nullable JsonNode json(String name) {
    List<String> values =
        sent.getOrDefault(name, List.of()).stream().filter(each -> !each.isBlank()).toList();
    if (lists.contains(name)) {
      return JsonNode.createArrayNode(values.stream().map(JsonNode::createStringNode).toList());
    }
    if (ticks.contains(name)) {
      return JsonNode.createBooleanNode(!values.isEmpty());
    }
    if (values.isEmpty()) {
      return null;
    }
    String value = values.getFirst();
    boolean number = numbers.contains(name) && value.strip().matches("-?[0-9]{1,9}");
    return number
        ? JsonNode.createNumberNode(Integer.parseInt(value.strip()))
        : JsonNode.createStringNode(value);
  }

  private static List<String> texts(@Nullable Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof Iterable<?> many) {
      many.forEach(each -> texts.add(String.valueOf(each)));
    } else if (value != null) {
      texts.add(value.toString());
    }
    return List.copyOf(texts);
  }
}
