package org.safeandaway.hub.office.wearables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.fleet.Wearables;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.trial.TrialWearable;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/** The pages of wearables on a hub of real parts. */
class WearablePagesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String HOSTILE = "<b>\"'&amp;";

  private static TrialBroker broker;
  private static TrialHub hub;
  private static int count;

  @BeforeAll
  static void start() {
    broker = new TrialBroker();
    hub = TrialHub.start(TrialDatabase.make(), broker.url());
    hub.person("asha", "Asha Patel", Role.VISITOR);
  }

  @AfterAll
  static void stop() {
    hub.close();
    broker.close();
  }

  @Test
  void tellsATechnicianWhatToDoWhileThereIsNone() {
    try (TrialHub empty = TrialHub.start(TrialDatabase.make(), broker.url())) {
      Document technician = Jsoup.parse(empty.get("admin", "/wearables").body());
      Document office = Jsoup.parse(empty.get("office", "/wearables").body());

      assertThat(technician.select(".first-steps li")).hasSize(4);
      assertThat(technician.select("#add").hasAttr("open")).isTrue();
      assertThat(office.select(".first-steps").text()).contains("Ask an administrator");
      assertThat(office.select("#add")).isEmpty();
    }
  }

  @Test
  void showsHowEachIsAsItWasLastHeard() {
    String id = register();
    assertThat(row(id).text()).contains("Never heard");

    new TrialWearable(broker.url(), id).state(Phase.OVER, 0, 3);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(row(id).text()).contains("In touch"));
    assertThat(row(id).text())
        .contains("81 %")
        .contains("64 %")
        .contains("trial-1")
        .contains("The panic button is stuck down")
        .contains("3 messages had not come through");
    assertThat(row(id).select("svg.shape")).isNotEmpty();
    assertThat(row(id).select("[data-due]")).hasSize(1);
  }

  @Test
  void findsAndSorts() {
    String id = register();
    hub.bean(Wearables.class).add(new WearableId("found-me"), "Zebra <i>clip</i>");

    Document found = page("office", "/wearables?q=zebra+CLIP&order=battery");

    assertThat(found.select("tbody tr").eachAttr("id")).containsExactly("wearable-found-me");
    assertThat(found.select("tbody a").first().text()).isEqualTo("Zebra <i>clip</i>");
    assertThat(found.select("#order option[selected]").text()).isEqualTo("Battery");
    Document nothing = page("office", "/wearables?q=" + encoded("none " + HOSTILE));
    assertThat(nothing.select(".empty").text()).contains(HOSTILE);
    assertThat(nothing.select("#q").val()).isEqualTo("none " + HOSTILE);
    assertThat(page("office", "/wearables?order=nonsense").select("tbody tr").eachAttr("id"))
        .contains("wearable-" + id);
  }

  @Test
  void saysWhoWearsItAndWhatBecameOfIt() {
    String id = register();
    String visit = visitWith(id);
    TrialWearable device = new TrialWearable(broker.url(), id);
    device.send(EventKind.ADVICE, visit);
    device.send(EventKind.SELF_TEST, visit);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(page("office", "/wearables/" + id).select("#said ~ .table").text())
                    .contains("Call me")
                    .contains("Self-test"));

    Document page = page("office", "/wearables/" + id);
    assertThat(page.select("h1").text()).isEqualTo("Clip " + id);
    assertThat(page.select("#worn ~ ul").text()).contains("Asha Patel");
    assertThat(page.select("a[href=/visits/" + visit + "]")).isNotEmpty();
    assertThat(page.select("#alarms ~ ul").text()).contains("Call me: Asha Patel");
    assertThat(page.select("#tests ~ ul li")).hasSize(1);
    assertThat(row(id).text()).contains("Asha Patel").contains("Mill Lane");
  }

  @Test
  void anAdministratorRegistersOneOnce() {
    String form = "once=k1&id=clip-x&label=" + encoded("Clip " + HOSTILE);

    assertThat(post("admin", "", form).status()).isEqualTo(303);
    assertThat(post("admin", "", form).status()).isEqualTo(303);

    assertThat(page("office", "/wearables/clip-x").select("h1").text())
        .isEqualTo("Clip " + HOSTILE);
    TrialHub.Reply taken = post("admin", "", "id=clip-x&label=Another");
    assertThat(taken.status()).isEqualTo(409);
    Document again = Jsoup.parse(taken.body());
    assertThat(again.select("#register .summary").text()).contains("of this id already");
    assertThat(again.select("#register-label").val()).isEqualTo("Another");
    assertThat(again.select("#add").hasAttr("open")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "id=", "id=Hub%201", "id=hub", "id=-x", "id=%3Cb%3E"})
  void anIdThatIsNoneIsAskedForAgain(String form) {
    TrialHub.Reply reply = post("admin", "", form);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(Jsoup.parse(reply.body()).select("#register .wrong")).hasSize(1);
    assertThat(reply.body()).doesNotContain("<b>");
  }

  @Test
  void oneThatIsWornIsNotRetired() {
    String id = register();
    visitWith(id);

    TrialHub.Reply refused = post("admin", "/" + id + "/retirement", "");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(Jsoup.parse(refused.body()).select("#retire .summary").text())
        .contains("worn on a visit that is not over");
    assertThat(row(id)).isNotEmpty();
  }

  @Test
  void aRetiredOneIsRememberedAndNoLongerListed() {
    String id = register();
    assertThat(page("admin", "/wearables/" + id).select("#retire").attr("data-turbo-confirm"))
        .contains("Clip " + id);

    assertThat(post("admin", "/" + id + "/retirement", "").status()).isEqualTo(303);
    assertThat(post("admin", "/" + id + "/retirement", "").status()).isEqualTo(303);

    assertThat(row(id)).isEmpty();
    Document page = page("admin", "/wearables/" + id);
    assertThat(page.select(".file-head .state").text()).isEqualTo("Retired");
    assertThat(page.select("#retire")).isEmpty();
  }

  @Test
  void onlyAnAdministratorSeesAndUsesTheForms() {
    String id = register();

    assertThat(page("office", "/wearables").select("#add")).isEmpty();
    assertThat(page("office", "/wearables/" + id).select("#retire")).isEmpty();
    for (String other : List.of("office", "authoriser", "visitor")) {
      assertThat(post(other, "", "id=clip-y").status()).isEqualTo(403);
      assertThat(post(other, "/" + id + "/retirement", "").status()).isEqualTo(403);
    }
    assertThat(hub.get("visitor", "/wearables").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/wearables/none-such", "/wearables/No%20Id"})
  void aWearableThatIsNoneIsTold(String path) {
    assertThat(hub.get("office", path).status()).isEqualTo(404);
  }

  private static String register() {
    String id = "w" + ++count;
    hub.bean(Wearables.class).add(new WearableId(id), "Clip " + id);
    return id;
  }

  private static String visitWith(String wearable) {
    Instant arrival = Instant.now().plusSeconds(600);
    String visit =
        hub.post(
                "office",
                "/api/v1/visits",
                """
                {"visitors": ["asha"], "expectedArrival": "%s", "agreedEnd": "%s",
                 "purpose": "welfare", "place": "Mill Lane"}
                """
                    .formatted(arrival, arrival.plusSeconds(3600)))
            .field("id");
    String path = "/api/v1/visits/" + visit;
    assertThat(hub.post("authoriser", path + "/authorisation", "").status()).isEqualTo(200);
    String assignment =
        "{\"participant\": 1, \"wearable\": \"" + wearable + "\", \"override\": \"it is new\"}";
    assertThat(hub.post("office", path + "/assignments", assignment).status()).isEqualTo(200);
    return visit;
  }

  private static org.jsoup.select.Elements row(String id) {
    return page("office", "/wearables").select("#wearable-" + id);
  }

  private static Document page(String person, String path) {
    TrialHub.Reply reply = hub.get(person, path);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.type()).startsWith("text/html");
    return Jsoup.parse(reply.body());
  }

  private static TrialHub.Reply post(String person, String path, String form) {
    return hub.send(
        hub.request("/wearables" + path)
            .header("Authorization", "Bearer " + hub.token(person))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
