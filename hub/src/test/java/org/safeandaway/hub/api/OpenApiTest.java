package org.safeandaway.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.safeandaway.hub.security.Doors;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.watch.Happening;

/** The description of the API says what the hub's own tables and records say. */
class OpenApiTest {
  private static final Map<String, Object> DOCUMENT = OpenApiDocument.load();
  private static final String RECORD = "x-record";

  @Test
  void everyDoorOfTheApiIsDescribedWithItsRolesAndNoOther() {
    Set<String> doors =
        Doors.ALL.stream()
            .filter(door -> door.path().startsWith("/api/"))
            .map(door -> door.method() + " " + door.path() + " " + new TreeSet<>(door.roles()))
            .collect(Collectors.toSet());

    Set<String> described = new TreeSet<>();
    map(DOCUMENT, "paths")
        .forEach(
            (path, item) ->
                map(item)
                    .forEach(
                        (method, operation) ->
                            described.add(
                                method.toUpperCase(java.util.Locale.ROOT)
                                    + " "
                                    + path
                                    + " "
                                    + new TreeSet<>(strings(map(operation).get("x-roles"))))));

    assertThat(described).isEqualTo(new TreeSet<>(doors));
  }

  @Test
  void everyOperationSaysWhatItIsAndHowItFails() {
    for (Map<String, Object> operation : operations()) {
      assertThat(operation.get("summary")).as("%s", operation).isNotNull();
      assertThat(operation.get("operationId")).isNotNull();
      assertThat(map(operation, "responses").get("default"))
          .isEqualTo(Map.of("$ref", "#/components/responses/Problem"));
      assertThat(strings(operation.get("tags"))).hasSize(1).isSubsetOf(tags());
    }
    assertThat(operations()).extracting(each -> each.get("operationId")).doesNotHaveDuplicates();
  }

  static Stream<String> schemasOfRecords() {
    return schemas().entrySet().stream()
        .filter(schema -> map(schema.getValue()).containsKey(RECORD))
        .map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("schemasOfRecords")
  void aSchemaIsItsRecord(String name) throws ClassNotFoundException {
    Map<String, Object> schema = map(schemas().get(name));
    RecordComponent[] components =
        Class.forName(String.valueOf(schema.get(RECORD))).getRecordComponents();
    Map<String, Object> properties = map(schema, "properties");

    assertThat(properties.keySet())
        .isEqualTo(
            Arrays.stream(components)
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new)));
    List<String> present =
        Arrays.stream(components)
            .filter(each -> !isNullable(each))
            .map(RecordComponent::getName)
            .filter(each -> !(name.equals("Problem") && each.equals("errors")))
            .toList();
    assertThat(strings(schema.get("required"))).containsExactlyInAnyOrderElementsOf(present);
    for (RecordComponent component : components) {
      assertThat(typeOf(properties.get(component.getName())))
          .as("%s.%s", name, component.getName())
          .isEqualTo(typeOf(component.getGenericType()));
    }
  }

  @Test
  void nothingIsReferredToThatIsNotThereAndNothingIsThereInVain() {
    List<String> references = new ArrayList<>();
    collect(DOCUMENT, references);

    for (String reference : references) {
      Object found = DOCUMENT;
      for (String part : reference.substring(2).split("/", -1)) {
        found = map(found).get(part);
        assertThat(found).as(reference).isNotNull();
      }
    }
    assertThat(references)
        .containsAll(schemas().keySet().stream().map(it -> "#/components/schemas/" + it).toList());
  }

  @Test
  void everythingThatHappensIsNamed() {
    assertThat(strings(map(schemas().get("What")).get("enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Happening.values()).map(Happening::word).toList());
  }

  @Test
  void everyRoleIsNamed() {
    Map<String, Object> items = map(map(schemas().get("Roles")).get("items"));

    assertThat(strings(items.get("enum")))
        .containsExactlyElementsOf(Arrays.stream(Role.values()).map(Role::word).toList());
  }

  /** Of a schema: its type, or where it refers to. */
  private static String typeOf(@Nullable Object schema) {
    Map<String, Object> found = map(schema);
    if (found.get("$ref") instanceof String reference) {
      Map<String, Object> target =
          map(schemas().get(reference.substring(reference.lastIndexOf('/') + 1)));
      return target.containsKey(RECORD) ? String.valueOf(target.get(RECORD)) : typeOf(target);
    }
    String type = String.valueOf(found.get("type"));
    return switch (type) {
      case "array" -> "array of " + typeOf(found.get("items"));
      case "string" -> "date-time".equals(found.get("format")) ? "date-time" : "string";
      default -> type;
    };
  }

  private static String typeOf(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class
          ? "array of " + typeOf(generic.getActualTypeArguments()[0])
          : "object";
    }
    Class<?> plain = (Class<?>) type;
    if (plain == int.class
        || plain == long.class
        || plain == Integer.class
        || plain == Long.class) {
      return "integer";
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return "boolean";
    }
    if (plain == Instant.class) {
      return "date-time";
    }
    return plain.isRecord() ? plain.getName() : "string";
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static List<String> tags() {
    return ((List<?>) DOCUMENT.get("tags"))
        .stream().map(tag -> String.valueOf(map(tag).get("name"))).toList();
  }

  private static List<Map<String, Object>> operations() {
    return map(DOCUMENT, "paths").values().stream()
        .flatMap(item -> map(item).values().stream())
        .map(OpenApiTest::map)
        .toList();
  }

  private static void collect(@Nullable Object part, List<String> into) {
    if (part instanceof Map<?, ?> fields) {
      fields.forEach(
          (name, value) -> {
            if ("$ref".equals(name)) {
              into.add(String.valueOf(value));
            } else {
              collect(value, into);
            }
          });
    } else if (part instanceof List<?> items) {
      items.forEach(item -> collect(item, into));
    }
  }

  static Map<String, Object> schemas() {
    return map(map(DOCUMENT, "components").get("schemas"));
  }

  static Map<String, Object> map(Map<String, Object> from, String name) {
    return map(from.get(name));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object any) {
    assertThat(any).isInstanceOf(Map.class);
    return (Map<String, Object>) any;
  }

  static List<String> strings(@Nullable Object list) {
    assertThat(list).isInstanceOf(List.class);
    return ((List<?>) list).stream().map(String::valueOf).toList();
  }
}
