package org.safeandaway.hub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.trial.TrialWearable;
import org.safeandaway.hub.trial.WithTrialHub;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;

/** One wearable and what became of it; and lists that come in parts. */
class WearablesApiTest extends WithTrialHub {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Test
  void tellsHowItWasWhatItSaidAndWhoWoreIt() {
    register("told");
    String visit = plan();
    assign(visit, "told");
    try (TrialWearable wearable = new TrialWearable(broker.url(), "told")) {
      wearable.state(Phase.OVER, 0, 0);
      await().atMost(PATIENCE).until(() -> !states("told").isEmpty());
      String heard = hub.get("office", "/api/v1/wearables/told").field("heardAt");
      wearable.state(Phase.OVER, 0, 3);
      await()
          .atMost(PATIENCE)
          .until(() -> !heard.equals(hub.get("office", "/api/v1/wearables/told").field("heardAt")));
      assertThat(states("told")).containsExactly("OVER");
      wearable.state(Phase.DOOR, 0, 1);
      await().atMost(PATIENCE).until(() -> states("told").size() == 2);
      wearable.send(EventKind.ADVICE, null);
      wearable.send(EventKind.SELF_TEST, null);
      await().atMost(PATIENCE).until(() -> events("told").contains("SELF_TEST"));
    }
    assertThat(states("told").getFirst()).isEqualTo("DOOR");
    assertThat(events("told"))
        .containsSubsequence("\"kind\":\"SELF_TEST\"", "\"kind\":\"ADVICE\"")
        .contains("\"outcome\":\"COUNTED\"");
    assertThat(hub.get("office", "/api/v1/wearables/told/assignments").body())
        .contains("Name of visitor");
    TrialHub.Reply one = hub.get("office", "/api/v1/wearables/told");
    assertThat(one.field("wearer")).isEqualTo("visitor");
    assertThat(one.field("phase")).isEqualTo("DOOR");
  }

  @Test
  void isRetiredWhenNobodyWearsIt() {
    register("old");
    String visit = plan();
    assign(visit, "old");
    String path = "/api/v1/wearables/old";

    TrialHub.Reply worn = hub.post("admin", path + "/retirement", "");
    hub.post("office", visit + "/cancellation", "{\"why\": \"rearranged\"}");
    TrialHub.Reply retired = hub.post("admin", path + "/retirement", "");
    TrialHub.Reply again = hub.post("admin", path + "/retirement", "{}");

    assertThat(worn.status()).isEqualTo(409);
    assertThat(retired.status()).isEqualTo(200);
    assertThat(retired.field("retiredAt")).isEqualTo(again.field("retiredAt"));
    assertThat(hub.get("office", "/api/v1/wearables").body()).doesNotContain("\"id\":\"old\"");
    assertThat(hub.get("office", path).status()).isEqualTo(200);
    assertThat(assign(plan(), "old").status()).isEqualTo(400);
    assertThat(hub.post("admin", "/api/v1/wearables", "{\"id\": \"old\"}").status()).isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/assignments", "/events", "/states"})
  void whatIsNoWearableIsNotFound(String part) {
    assertThat(hub.get("office", "/api/v1/wearables/nobodys" + part).status()).isEqualTo(404);
    assertThat(hub.get("office", "/api/v1/wearables/No%20" + part).status()).isEqualTo(404);
  }

  @Test
  void listsComeInPartsWithoutGapsOrDoubles() {
    List<String> wearables = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      wearables.add("page-" + i);
      register("page-" + i);
    }
    List<String> visits = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      visits.add(plan().replaceAll(".*/", ""));
    }

    assertThat(parts("/api/v1/wearables?limit=2")).containsAll(wearables).doesNotHaveDuplicates();
    assertThat(parts("/api/v1/visits?state=planned&limit=2"))
        .containsAll(visits)
        .doesNotHaveDuplicates();
  }

  @Test
  void alarmsComeInParts() {
    register("loud");
    try (TrialWearable wearable = new TrialWearable(broker.url(), "loud")) {
      for (int i = 0; i < 5; i++) {
        wearable.send(EventKind.PANIC, null);
      }
      await()
          .atMost(PATIENCE)
          .until(() -> ids(hub.get("office", "/api/v1/alarms?open=true").body()).size() >= 5);
    }
    List<String> all = ids(hub.get("office", "/api/v1/alarms?open=true").body());

    assertThat(parts("/api/v1/alarms?open=true&limit=2")).isEqualTo(all);
    assertThat(parts("/api/v1/alarms?limit=2")).containsExactlyElementsOf(all.reversed());
    assertThat(parts("/api/v1/wearables/loud/events?limit=2")).hasSize(5).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/visits?limit=0",
        "/api/v1/visits?limit=1001",
        "/api/v1/visits?limit=x",
        "/api/v1/visits?after=",
        "/api/v1/visits?after=%27%20or%201=1",
        "/api/v1/alarms?after=x",
        "/api/v1/wearables?limit=-1"
      })
  void aPartThatIsNoneIsRefused(String path) {
    TrialHub.Reply reply = hub.get("office", path);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.type()).isEqualTo("application/problem+json");
  }

  /** Every id, from the first part to the last. */
  private static List<String> parts(String path) {
    List<String> ids = new ArrayList<>();
    Optional<String> next = Optional.of(path);
    while (next.isPresent()) {
      HttpResponse<String> part = get(next.get());
      List<String> found = ids(part.body());
      assertThat(found.size()).isLessThanOrEqualTo(2);
      ids.addAll(found);
      next = part.headers().firstValue("Link").map(WearablesApiTest::address);
    }
    return ids;
  }

  private static String address(String link) {
    assertThat(link).endsWith(">; rel=\"next\"");
    return link.substring(1, link.indexOf('>'));
  }

  private static HttpResponse<String> get(String path) {
    HttpRequest request =
        hub.request(path).header("Authorization", "Bearer " + hub.token("office")).build();
    return hub.response(request);
  }

  private static final Pattern TOP_LEVEL =
      Pattern.compile("[\\[,]\\{\"(?:id|boot)\":\"([^\"]+)\"(?:,\"seq\":(\\d+))?");

  private static List<String> ids(String list) {
    List<String> ids = new ArrayList<>();
    // Persons have ids too, but never first in a list.
    Matcher matcher = TOP_LEVEL.matcher(list);
    while (matcher.find()) {
      ids.add(matcher.group(1) + (matcher.group(2) == null ? "" : "/" + matcher.group(2)));
    }
    return ids;
  }

  private static List<String> states(String wearable) {
    String body = hub.get("office", "/api/v1/wearables/" + wearable + "/states").body();
    List<String> phases = new ArrayList<>();
    Matcher matcher = Pattern.compile("\"phase\":\"([A-Z]+)\"").matcher(body);
    while (matcher.find()) {
      phases.add(matcher.group(1));
    }
    return phases;
  }

  private static String events(String wearable) {
    return hub.get("office", "/api/v1/wearables/" + wearable + "/events").body();
  }

  private static void register(String id) {
    assertThat(hub.post("admin", "/api/v1/wearables", "{\"id\": \"" + id + "\"}").status())
        .isEqualTo(201);
  }

  private static String plan() {
    Instant arrival = Instant.now().plusSeconds(600);
    TrialHub.Reply planned =
        hub.post(
            "office",
            "/api/v1/visits",
            """
            {"visitors": ["visitor"], "expectedArrival": "%s", "agreedEnd": "%s",
             "purpose": "attendance", "place": "Mill Lane"}
            """
                .formatted(arrival, arrival.plusSeconds(7200)));
    return "/api/v1/visits/" + planned.field("id");
  }

  private static TrialHub.Reply assign(String visit, String wearable) {
    return hub.post(
        "office",
        visit + "/assignments",
        "{\"participant\": 1, \"wearable\": \"%s\", \"override\": \"trial\"}".formatted(wearable));
  }
}
