package org.safeandaway.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.trial.TrialHub;

/** Asks a hub, and holds what is sent and what comes back against the OpenAPI document. */
final class Contract {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode DOCUMENT = JSON.valueToTree(OpenApiDocument.load());

  private final TrialHub hub;
  private final Set<String> kept = new TreeSet<>();

  Contract(TrialHub hub) {
    this.hub = hub;
  }

  /** Operations that were answered as they should be when all is well. */
  Set<String> kept() {
    return kept;
  }

  /** Every operation there is. */
  static Set<String> operations() {
    Set<String> all = new TreeSet<>();
    DOCUMENT
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(it -> all.add(it.getValue().get("operationId").asText())));
    return all;
  }

  TrialHub.Reply get(String person, String path) {
    return call(person, "GET", path, null);
  }

  TrialHub.Reply post(String person, String path, String body) {
    return call(person, "POST", path, body);
  }

  TrialHub.Reply put(String person, String path, String body) {
    return call(person, "PUT", path, body);
  }

  private TrialHub.Reply call(String person, String method, String path, @Nullable String body) {
    JsonNode operation = operation(method, path.replaceAll("\\?.*", ""));
    JsonNode request = operation.at("/requestBody/content/application~1json/schema");
    if (body != null && !body.isEmpty()) {
      assertThat(request.isMissingNode()).as("takes no body: %s", path).isFalse();
      assertThat(faults(request, body)).as("%s %s %s", method, path, body).isEmpty();
    }
    TrialHub.Reply reply =
        hub.send(
            hub.request(path)
                .header("Authorization", "Bearer " + hub.token(person))
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    check(operation, reply);
    return reply;
  }

  private void check(JsonNode operation, TrialHub.Reply reply) {
    JsonNode responses = operation.get("responses");
    JsonNode response = responses.get(Integer.toString(reply.status()));
    boolean well = response != null;
    if (!well) {
      assertThat(reply.status()).as(reply.body()).isGreaterThanOrEqualTo(400);
      response = responses.get("default");
    }
    JsonNode content = resolved(response).get("content");
    if (content == null) {
      assertThat(reply.body()).isEmpty();
    } else {
      String type = reply.type().replaceAll(";.*", "");
      assertThat(content.has(type)).as("is not described: %s", type).isTrue();
      assertThat(faults(content.get(type).get("schema"), reply.body())).as(reply.body()).isEmpty();
    }
    if (well) {
      kept.add(operation.get("operationId").asText());
    }
  }

  /** What is wrong with a text by a schema of this name. */
  static Set<ValidationMessage> faults(String schema, String text) {
    return faults(JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema), text);
  }

  private static Set<ValidationMessage> faults(JsonNode schema, String text) {
    ObjectNode root = schema.deepCopy();
    root.set("components", DOCUMENT.get("components"));
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(root, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build())
          .validate(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  private static JsonNode operation(String method, String path) {
    for (Map.Entry<String, JsonNode> entry : DOCUMENT.get("paths").properties()) {
      String pattern = entry.getKey().replaceAll("\\{[a-z]+}", "[^/]+");
      JsonNode operation = entry.getValue().get(method.toLowerCase(Locale.ROOT));
      if (operation != null && path.matches(pattern)) {
        return operation;
      }
    }
    throw new AssertionError("is not described: " + method + " " + path);
  }

  static JsonNode resolved(JsonNode node) {
    JsonNode reference = node.get("$ref");
    return reference == null ? node : DOCUMENT.at(reference.asText().substring(1));
  }

  static JsonNode document() {
    return DOCUMENT;
  }
}
