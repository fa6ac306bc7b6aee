package org.safeandaway.hub.office.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads an OpenAPI document into what its page shows. */
final class ReferenceReader {
  private static final String OBJECT = "object";

  private final Map<String, Object> document;

  ReferenceReader(Map<String, Object> document) {
    this.document = document;
  }

  Reference read() {
    Map<String, Object> info = map(document.get("info"));
    List<Reference.Chapter> chapters = new ArrayList<>();
    for (Object each : list(document.get("tags"))) {
      Map<String, Object> tag = map(each);
      String name = text(tag.get("name"));
      chapters.add(new Reference.Chapter(name, text(tag.get("description")), operations(name)));
    }
    return new Reference(
        text(info.get("title")), Prose.of(info.get("description")), chapters, shapes());
  }

  private List<Reference.Operation> operations(String tag) {
    List<Reference.Operation> operations = new ArrayList<>();
    map(document.get("paths"))
        .forEach(
            (path, item) ->
                map(item)
                    .forEach(
                        (method, each) -> {
                          Map<String, Object> operation = map(each);
                          if (list(operation.get("tags")).contains(tag)) {
                            operations.add(operation(path, method, operation));
                          }
                        }));
    return operations;
  }

  private Reference.Operation operation(String path, String method, Map<String, Object> operation) {
    return new Reference.Operation(
        text(operation.get("operationId")),
        method.toUpperCase(Locale.ROOT),
        path,
        text(operation.get("summary")),
        Prose.of(operation.get("description")),
        list(operation.get("x-roles")).stream().map(ReferenceReader::text).toList(),
        list(operation.get("parameters")).stream().map(this::parameter).toList(),
        body(operation.get("requestBody")),
        map(operation.get("responses")).entrySet().stream()
            .map(answer -> answer(answer.getKey(), resolved(answer.getValue())))
            .toList());
  }

  private Reference.Field parameter(Object reference) {
    Map<String, Object> parameter = resolved(reference);
    String where =
        switch (text(parameter.get("in"))) {
          case "path" -> "in the address";
          case "query" -> "after the ?";
          default -> "as a header";
        };
    return new Reference.Field(
        text(parameter.get("name")),
        where,
        Boolean.TRUE.equals(parameter.get("required")),
        type(parameter.get("schema")),
        null,
        Prose.spans(text(parameter.get("description")).strip()));
  }

  private Reference.@Nullable Body body(@Nullable Object request) {
    if (request == null) {
      return null;
    }
    Map<String, Object> schema = resolved(schema(map(request)));
    return new Reference.Body(fields(schema), Example.json(schema.get("example")));
  }

  private Reference.Answer answer(String status, Map<String, Object> response) {
    Object schema = schema(response);
    return new Reference.Answer(
        status.equals("default") ? "otherwise" : status,
        Prose.of(response.get("description")),
        schema == null ? "nothing" : type(schema),
        schema == null ? null : shapeOf(schema));
  }

  /** Of the only content there is. */
  private static @Nullable Object schema(Map<String, Object> message) {
    Object content = message.get("content");
    return content == null
        ? null
        : map(content).values().stream()
            .map(each -> map(each).get("schema"))
            .findFirst()
            .orElse(null);
  }

  /** What is sent back; what is sent stands with the operations. */
  private List<Reference.Shape> shapes() {
    return map(map(document.get("components")).get("schemas")).entrySet().stream()
        .filter(each -> map(each.getValue()).containsKey("x-record"))
        .map(
            each ->
                new Reference.Shape(
                    each.getKey(),
                    Prose.of(map(each.getValue()).get("description")),
                    fields(map(each.getValue()))))
        .sorted(Comparator.comparing(Reference.Shape::name))
        .toList();
  }

  private List<Reference.Field> fields(Map<String, Object> schema) {
    List<Object> required = list(schema.get("required"));
    return map(schema.get("properties")).entrySet().stream()
        .map(
            each -> {
              Map<String, Object> field = map(each.getValue());
              return new Reference.Field(
                  each.getKey(),
                  "",
                  required.contains(each.getKey()),
                  type(field),
                  shapeOf(field),
                  Prose.spans(text(field.get("description")).strip().replace("\n", " ")));
            })
        .toList();
  }

  private @Nullable String shapeOf(Object schema) {
    Map<String, Object> found = map(schema);
    if (found.get("$ref") instanceof String reference) {
      return resolved(found).containsKey("x-record") ? name(reference) : null;
    }
    Object items = found.get("items");
    return items == null ? null : shapeOf(items);
  }

  private String type(@Nullable Object any) {
    Map<String, Object> schema = map(any == null ? Map.of() : any);
    if (schema.get("$ref") instanceof String reference) {
      Map<String, Object> target = resolved(schema);
      return target.containsKey("x-record") ? name(reference) : type(target);
    }
    if (schema.get("enum") != null) {
      return list(schema.get("enum")).stream()
          .map(ReferenceReader::text)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return switch (text(schema.get("type"))) {
      case "string" -> string(schema);
      case "integer" -> "whole number" + range(schema.get("minimum"), schema.get("maximum"), "");
      case "boolean" -> "true or false";
      case "array" ->
          "list"
              + range(schema.get("minItems"), schema.get("maxItems"), "")
              + ": "
              + type(schema.get("items"));
      case OBJECT -> "texts by name";
      default -> "anything";
    };
  }

  private static String string(Map<String, Object> schema) {
    return switch (text(schema.get("format"))) {
      case "date-time" -> "time";
      case "duration" -> "duration" + range(schema.get("x-minimum"), schema.get("x-maximum"), "");
      case "uuid" -> "UUID";
      default -> "text" + range(schema.get("minLength"), schema.get("maxLength"), " characters");
    };
  }

  private static String range(@Nullable Object least, @Nullable Object most, String unit) {
    if (most == null) {
      return least == null ? "" : " from " + least + unit;
    }
    return least == null ? ", at most " + most + unit : ", " + least + " to " + most + unit;
  }

  private Map<String, Object> resolved(@Nullable Object any) {
    Map<String, Object> found = map(any);
    if (!(found.get("$ref") instanceof String reference)) {
      return found;
    }
    Map<String, Object> target = document;
    for (String part : reference.substring("#/".length()).split("/", -1)) {
      target = map(target.get(part));
    }
    return target;
  }

  private static String name(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  private static String text(@Nullable Object any) {
    return any == null ? "" : any.toString();
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(@Nullable Object any) {
    return any == null ? List.of() : (List<Object>) any;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object any) {
    if (any == null) {
      throw new IllegalStateException("the OpenAPI document lacks something");
    }
    return (Map<String, Object>) any;
  }
}
