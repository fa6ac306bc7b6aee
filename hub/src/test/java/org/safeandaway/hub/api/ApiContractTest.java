package org.safeandaway.hub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.trial.TrialStream;
import org.safeandaway.hub.trial.TrialWearable;
import org.safeandaway.hub.trial.WithTrialHub;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;

/** What a running hub takes and answers is what the OpenAPI document says. */
class ApiContractTest extends WithTrialHub {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String V1 = "/api/v1/";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @BeforeAll
  static void start() {
    hub.person("marlow", "Marlow Quince", Role.VISITOR);
    hub.person("changed", "Somebody who is changed", Role.OFFICE);
  }

  @Test
  void answersAsIsDescribed() {
    Contract contract = new Contract(hub);
    try (TrialStream stream = TrialStream.follow(hub, "office", null);
        TrialWearable wearable = new TrialWearable(broker.url(), "c1")) {
      people(contract);
      drills(contract);
      contract.post("admin", V1 + "wearables", "{\"id\": \"c1\", \"label\": \"Number 1\"}");
      wearable.state(Phase.OVER, 0, 0);
      String visit = V1 + "visits/" + visit(contract, wearable);
      wearable.send(EventKind.PANIC, null);
      alarm(contract, visit);
      contract.post("office", visit + "/cancellation", "{\"why\": \"Over.\"}");
      wearables(contract);
      refusals(contract, visit);
      await().atMost(PATIENCE).until(() -> stream.has("visit.cancelled"));
      stream.events().forEach(ApiContractTest::isAnEvent);
    }
    Set<String> missing = new TreeSet<>(Contract.operations());
    missing.removeAll(contract.kept());
    assertThat(missing).containsExactly("followEvents");
  }

  private static void isAnEvent(TrialStream.Event event) {
    boolean point = event.name().equals("ready") || event.name().equals("reset");
    assertThat(Contract.faults(point ? "StreamPoint" : "Event", event.data()))
        .as(event.data())
        .isEmpty();
  }

  private static void people(Contract contract) {
    contract.get("visitor", V1 + "me");
    contract.get("office", V1 + "people");
    contract.post(
        "admin", V1 + "people", "{\"id\": \"pat\", \"name\": \"Pat\", \"roles\": [\"office\"]}");
    contract.post(
        "admin", V1 + "people/pat/tokens", "{\"name\": \"screen\", \"roles\": [\"office\"]}");
    String token = contract.get("admin", V1 + "people/pat/tokens").field("id");
    contract.post("admin", V1 + "people/pat/tokens/" + token + "/revocation", "");
    contract.post(
        "admin", V1 + "people/pat/changes", "{\"name\": \"Pat\", \"roles\": [\"visitor\"]}");
    contract.post("admin", V1 + "people/pat/set-up-links", "");
    hub.session("pat");
    String session = contract.get("admin", V1 + "people/pat/sessions").field("id");
    contract.post("admin", V1 + "people/pat/sessions/" + session + "/revocation", "");
    contract.post("admin", V1 + "people/pat/deactivation", "");
    contract.post("admin", V1 + "people/pat/activation", "");
    String rules = contract.get("office", V1 + "policy").body();
    contract.post("admin", V1 + "policy", rules.replaceAll("\"version\":\\d+,", ""));
    String plan = V1 + "policy/plans/overdue";
    String steps = contract.get("office", plan).body();
    contract.put("admin", plan, steps.replaceAll("\"(kind|own)\":[^,]+,", "").replace("1M", "2M"));
  }

  /** What other tests here sent may have begun one, and one goes on at a time. */
  private static void endDrills() {
    for (JsonNode alarm : json(hub.get("office", V1 + "alarms?open=true").body())) {
      if (alarm.get("drill").asBoolean()) {
        String path = V1 + "alarms/" + alarm.get("id").asText();
        hub.post("office", path + "/acknowledgement", "");
        hub.post("office", path + "/resolution", "{\"reason\": \"DRILL\", \"words\": \"Over.\"}");
      }
    }
  }

  private static void drills(Contract contract) {
    endDrills();
    String later = Instant.now().plusSeconds(3600).toString();
    String planned =
        contract
            .post(
                "authoriser",
                V1 + "drills",
                "{\"kind\": \"PANIC\", \"beginsAt\": \"" + later + "\"}")
            .field("id");
    contract.post("authoriser", V1 + "drills/" + planned + "/cancellation", "");
    String held =
        contract
            .post("authoriser", V1 + "drills", "{\"kind\": \"PANIC\", \"imaginary\": \"Jo\"}")
            .field("id");
    await()
        .atMost(PATIENCE)
        .until(() -> hub.get("office", V1 + "drills").body().contains("going-on"));
    contract.get("office", V1 + "drills/" + held);
    contract.post("authoriser", V1 + "drills/" + held + "/ending", "");
    contract.get("office", V1 + "drills");
  }

  private static String visit(Contract contract, TrialWearable wearable) {
    TrialHub.Reply planned = contract.post("office", V1 + "visits", plan(""));
    String visit = V1 + "visits/" + planned.field("id");
    contract.post("office", visit + "/changes", plan(", \"version\": 1"));
    contract.post("authoriser", visit + "/authorisation", "");
    contract.post(
        "office",
        visit + "/assignments",
        "{\"participant\": 1, \"wearable\": \"c1\", \"override\": \"trial\"}");
    String call = "{\"participant\": 1, \"kind\": \"%s\"}";
    contract.post("office", visit + "/telephone", call.formatted("SAFE_AND_AWAY"));
    contract.post(
        "office",
        visit + "/answers",
        "{\"participant\": 1, \"question\": \"NEVER_ARRIVED\", \"words\": \"Bus.\"}");
    contract.post("office", visit + "/telephone", call.formatted("ARRIVED"));
    contract.get("office", visit);
    contract.get("marlow", visit);
    contract.get("office", V1 + "visits?state=guarding");
    contract.get("marlow", V1 + "visits");
    return planned.field("id");
  }

  private static boolean isOnlyReal(String alarms) {
    return alarms.contains("PANIC") && !alarms.contains("\"drill\":true");
  }

  private static void alarm(Contract contract, String visit) {
    await()
        .atMost(PATIENCE)
        .until(() -> isOnlyReal(hub.get("office", V1 + "alarms?open=true").body()));
    String list = contract.get("office", V1 + "alarms?open=true").body();
    String alarm = V1 + "alarms/" + new TrialHub.Reply(200, "", list).field("id");
    contract.get("office", alarm);
    contract.post("office", visit + "/safe-word", "{}");
    contract.post("office", alarm + "/acknowledgement", "");
    contract.post("office", alarm + "/outcomes", "{\"step\": 0, \"outcome\": \"NO_ANSWER\"}");
    contract.post("office", alarm + "/still-on-it", "");
    contract.post("authoriser", alarm + "/take-over", "");
    contract.get("office", alarm + "/response");
    contract.post("office", alarm + "/notes", "{\"words\": \"Rang.\"}");
    contract.post(
        "office", alarm + "/resolution", "{\"reason\": \"DRILL\", \"words\": \"All well.\"}");
    contract.get("office", V1 + "alarms");
    contract.get("office", alarm + "/rungs");
  }

  private static void wearables(Contract contract) {
    for (String part : List.of("", "/c1", "/c1/assignments", "/c1/events", "/c1/states")) {
      contract.get("office", V1 + "wearables" + part);
    }
    contract.post("admin", V1 + "wearables/c1/retirement", "");
    contract.get("office", V1 + "wearables/c1");
  }

  private static void refusals(Contract contract, String visit) {
    contract.post("office", visit + "/cancellation", "{\"why\": \"Again.\"}");
    contract.post("visitor", visit + "/cancellation", "{\"why\": \"No.\"}");
    contract.get("visitor", V1 + "alarms");
    contract.get("visitor", V1 + "stream");
    contract.get("office", V1 + "visits/none");
    contract.get("office", V1 + "visits?state=lost");
    contract.get("office", V1 + "visits?limit=lots");
  }

  private static String plan(String more) {
    Instant arrival = Instant.now().plusSeconds(600);
    return """
        {"visitors": ["marlow"], "expectedArrival": "%s", "agreedEnd": "%s",
         "purpose": "attendance", "place": "Mill Lane", "safeWord": "marmalade"%s}
        """
        .formatted(arrival, arrival.plusSeconds(3600), more);
  }

  /** Every field of every request, with every value at and beyond its limits. */
  static Stream<Arguments> requests() {
    List<Arguments> requests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : Contract.document().get("paths").properties()) {
      JsonNode schema = path.getValue().at("/post/requestBody/content/application~1json/schema");
      if (!schema.isMissingNode()) {
        requests.add(Arguments.of(path.getKey(), Contract.resolved(schema)));
      }
    }
    return requests.stream();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void takesWhatIsDescribedAndNothingElse(String template, JsonNode schema) {
    String path =
        template.replaceAll(
            "\\{[a-z]+}",
            template.contains("people") ? "changed" : "00000000-0000-0000-0000-000000000000");
    ObjectNode example = (ObjectNode) schema.get("example");
    assertThat(example.properties().stream().map(Map.Entry::getKey))
        .as("the example has every field")
        .containsExactlyInAnyOrderElementsOf(
            schema.get("properties").properties().stream().map(Map.Entry::getKey).toList());
    assertThat(complaints(path, example)).isEmpty();
    for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
      String name = property.getKey();
      JsonNode limits = Contract.resolved(property.getValue());
      boolean required = has(schema.path("required"), name);
      ObjectNode without = example.deepCopy();
      without.remove(name);
      assertThat(complaints(path, without).contains(name))
          .as("%s left out", name)
          .isEqualTo(required);
      good(limits)
          .forEach(
              it -> assertThat(with(path, example, name, it)).as("%s: %s", name, it).isFalse());
      bad(limits)
          .forEach(it -> assertThat(with(path, example, name, it)).as("%s: %s", name, it).isTrue());
    }
    assertThat(with(path, example, "zzz", NODES.textNode("x"))).isTrue();
  }

  private static boolean has(JsonNode names, String name) {
    for (JsonNode each : names) {
      if (each.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean with(String path, ObjectNode example, String name, JsonNode value) {
    ObjectNode changed = example.deepCopy();
    changed.set(name, value);
    return complaints(path, changed).contains(name);
  }

  /** The fields of which the hub says that they are not as expected. */
  private static Set<String> complaints(String path, ObjectNode body) {
    TrialHub.Reply reply = hub.post("admin", path, body.toString());
    assertThat(reply.status()).as(reply.body()).isLessThan(500);
    Set<String> fields = new TreeSet<>();
    if (reply.status() == 400) {
      for (JsonNode error : json(reply.body()).path("errors")) {
        // Whom or what the hub knows is not a limit of the field.
        if (!error.get("message").asText().matches("(names nobody|is no wearable of).*")) {
          fields.add(error.get("field").asText().replaceAll("\\[.*", ""));
        }
      }
    }
    return fields;
  }

  private static List<JsonNode> good(JsonNode limits) {
    List<JsonNode> values = new ArrayList<>();
    if (limits.has("enum")) {
      limits.get("enum").forEach(values::add);
      return values;
    }
    switch (limits.get("type").asText()) {
      case "string" -> {
        if (limits.has("maxLength")) {
          values.add(NODES.textNode("a".repeat(limits.get("maxLength").asInt())));
          values.add(NODES.textNode("a".repeat(limits.path("minLength").asInt(1))));
        }
        if (limits.has("x-minimum")) {
          values.add(limits.get("x-minimum"));
          values.add(limits.get("x-maximum"));
        }
      }
      case "integer" -> {
        values.add(limits.get("minimum"));
        values.add(limits.get("maximum"));
      }
      case "boolean" -> {
        values.add(NODES.booleanNode(true));
        values.add(NODES.booleanNode(false));
      }
      case "array" -> {
        if (!limits.get("items").has("enum")) {
          values.add(list(limits.path("minItems").asInt(0), item(limits)));
          values.add(distinct(limits.get("maxItems").asInt(), item(limits)));
        }
      }
      default -> throw new AssertionError("what is this? " + limits);
    }
    return values;
  }

  private static List<JsonNode> bad(JsonNode limits) {
    List<JsonNode> values = new ArrayList<>(List.of(NODES.objectNode()));
    switch (limits.get("type").asText()) {
      case "string" -> {
        values.add(NODES.numberNode(7));
        values.add(NODES.textNode("\u0007"));
        if (limits.has("maxLength")) {
          values.add(NODES.textNode("a".repeat(limits.get("maxLength").asInt() + 1)));
        } else {
          values.add(NODES.textNode("nonsense"));
        }
        if (limits.path("minLength").asInt(0) > 0) {
          values.add(NODES.textNode(" "));
        }
        if (limits.has("x-minimum")) {
          values.add(shifted(limits.get("x-minimum"), -1));
          values.add(shifted(limits.get("x-maximum"), 1));
        }
      }
      case "integer" -> {
        values.add(NODES.numberNode(limits.get("minimum").asInt() - 1));
        values.add(NODES.numberNode(limits.get("maximum").asInt() + 1));
        values.add(NODES.numberNode(1.5));
        values.add(NODES.textNode("1"));
      }
      case "boolean" -> values.add(NODES.textNode("yes"));
      case "array" -> {
        if (limits.path("minItems").asInt(0) > 0) {
          values.add(NODES.arrayNode());
        }
        values.add(list(limits.get("maxItems").asInt() + 1, item(limits)));
        values.add(list(1, NODES.textNode("")));
        values.add(list(1, NODES.textNode("a".repeat(65))));
        values.add(NODES.textNode("a"));
      }
      default -> throw new AssertionError("what is this? " + limits);
    }
    return values;
  }

  private static JsonNode item(JsonNode limits) {
    JsonNode items = limits.get("items");
    if (items.has("enum")) {
      return items.get("enum").get(0);
    }
    return NODES.textNode("duration".equals(items.path("format").asText()) ? "PT5M" : "a");
  }

  private static JsonNode shifted(JsonNode duration, int seconds) {
    return NODES.textNode(Duration.parse(duration.asText()).plusSeconds(seconds).toString());
  }

  private static ArrayNode list(int count, JsonNode each) {
    ArrayNode list = NODES.arrayNode();
    for (int i = 0; i < count; i++) {
      list.add(each);
    }
    return list;
  }

  private static ArrayNode distinct(int count, JsonNode first) {
    ArrayNode list = NODES.arrayNode();
    for (int i = 0; i < count; i++) {
      list.add(first.asText().startsWith("PT") ? "PT" + (i + 1) + "M" : first.asText() + i);
    }
    return list;
  }

  @ParameterizedTest
  @MethodSource("requests")
  void whatIsNoObjectOrTooLongIsRefused(String template, JsonNode schema) {
    String path = template.replaceAll("\\{[a-z]+}", "office");

    for (String body : List.of("", "null", "[]", "7", "\"x\"", "{", "{\"a\":", "\0")) {
      assertThat(hub.post("admin", path, body).status()).as(body).isEqualTo(400);
    }
    String huge = "{\"zzz\": \"" + "x".repeat(70_000) + "\"}";
    assertThat(hub.post("admin", path, huge).status()).isEqualTo(413);
    String deep = "{\"zzz\": " + "[".repeat(20_000) + "]".repeat(20_000) + "}";
    assertThat(hub.post("admin", path, deep).status()).isEqualTo(400);
    assertThat(schema.isObject()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "'; drop table visit; --",
        "Zoë Ångström 李 \uD83D\uDC15 \u202Eabc",
        "${jndi:ldap://x}",
        "{{7*7}}",
        "a\\u0041\tb\nc"
      })
  void whatSomebodyTypesComesBackAsItWas(String words) {
    ObjectNode plan = (ObjectNode) json(plan(""));
    plan.put("purpose", words).put("notes", words);

    TrialHub.Reply planned = hub.post("office", V1 + "visits", plan.toString());
    JsonNode read = json(hub.get("office", V1 + "visits/" + planned.field("id")).body());

    assertThat(read.get("purpose").asText()).isEqualTo(words);
    assertThat(read.get("notes").asText()).isEqualTo(words);
  }

  @Test
  void describesItselfToWhoeverAsks() {
    TrialHub.Reply json = describe("application/json");
    TrialHub.Reply yaml = describe("application/yaml");

    assertThat(json.status()).isEqualTo(200);
    assertThat(json.type()).startsWith("application/json");
    assertThat(json(json.body())).isEqualTo(Contract.document());
    assertThat(yaml.type()).startsWith("application/yaml");
    assertThat(yaml.body()).startsWith("openapi: 3.1");
    assertThat(describe("*/*").type()).startsWith("application/json");
    assertThat(describe(null).type()).startsWith("application/json");
    assertThat(describe("text/html").status()).isEqualTo(303);
  }

  private static TrialHub.Reply describe(@Nullable String accept) {
    java.net.http.HttpRequest.Builder request = hub.request("/openapi").GET();
    if (accept != null) {
      request.header("Accept", accept);
    }
    return hub.send(request);
  }

  private static JsonNode json(String text) {
    try {
      return Contract.JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }
}
