package org.safeandaway.hub.office.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.trial.TrialWearable;
import org.safeandaway.hub.visit.AlarmReads;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.VisitReads;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;

class BoardPagesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String HOSTILE = "<script>alert('x')</script>\\\" onload=alert(1) &lt;";

  private static TrialBroker broker;
  private static TrialHub hub;
  private static TrialWearable wearable;

  @BeforeAll
  static void start() {
    broker = new TrialBroker();
    hub = TrialHub.start(TrialDatabase.make(), broker.url());
    hub.person("asha", "Asha <b>Patel</b>", Role.VISITOR, Role.OFFICE);
    hub.post("admin", "/api/v1/wearables", "{\"id\": \"w1\", \"label\": \"One\"}");
    wearable = new TrialWearable(broker.url(), "w1");
  }

  @AfterAll
  static void stop() {
    wearable.close();
    hub.close();
    broker.close();
  }

  /** Each test begins with an empty board. */
  @AfterEach
  void clear() {
    for (AlarmView alarm : hub.bean(AlarmReads.class).open()) {
      String path = "/api/v1/alarms/" + alarm.id();
      hub.post("office", path + "/acknowledgement", "");
      hub.post("office", path + "/resolution", "{\"reason\": \"DRILL\", \"words\": \"trial\"}");
    }
    for (VisitReads.Stage stage : List.of(VisitReads.Stage.PLANNED, VisitReads.Stage.GUARDING)) {
      for (VisitView visit : hub.bean(VisitReads.class).list(stage, null)) {
        hub.post(
            "office", "/api/v1/visits/" + visit.id() + "/cancellation", "{\"why\": \"trial\"}");
      }
    }
  }

  private static String plan() {
    Instant now = hub.bean(HubTime.class).now();
    return hub.post(
            "office",
            "/api/v1/visits",
            """
            {"visitors": ["asha"], "purpose": "Attendance", "place": "%s", "address": "4 Elm Close",
             "expectedArrival": "%s", "agreedEnd": "%s"}
            """
                .formatted(HOSTILE, now.plusSeconds(600), now.plusSeconds(3600)))
        .field("id");
  }

  /** Planned, authorised, with the wearable. */
  private static String sendOut() {
    String visit = "/api/v1/visits/" + plan();
    assertThat(hub.post("authoriser", visit + "/authorisation", "").status()).isEqualTo(200);
    assertThat(
            hub.post(
                    "office",
                    visit + "/assignments",
                    "{\"participant\": 1, \"wearable\": \"w1\", \"override\": \"trial\"}")
                .status())
        .isEqualTo(200);
    return visit;
  }

  private static void press(EventKind kind) {
    int open = hub.bean(AlarmReads.class).open().size();
    await().atMost(PATIENCE).until(() -> !wearable.pulses().isEmpty());
    wearable.send(kind);
    await().atMost(PATIENCE).until(() -> hub.bean(AlarmReads.class).open().size() > open);
  }

  private static Document page(String person, String path) {
    TrialHub.Reply reply = hub.get(person, path);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.type()).startsWith("text/html");
    return Jsoup.parse(reply.body());
  }

  @Test
  void saysThatAllIsWellWhenNobodyIsOut() {
    Document page = page("office", "/");

    assertThat(page.select("#world").attr("data-mood")).isEqualTo("well");
    assertThat(page.select("#world .band-sentence").text()).isEqualTo("All well. Nobody is out.");
    assertThat(page.select("#spoken").text()).isEqualTo("All well. Nobody is out.");
    assertThat(page.title()).isEqualTo("All well · Board · Safe & Away");
    assertThat(page.select("#foot").text())
        .contains("Watching.")
        .contains(
            "Mosquitto, database, deadlines, people out, alarms, messages, trial alarm, self-checks, clock, record: fine.");
  }

  @Test
  void saysWhatAVisitLacksAndWhereToMendIt() {
    String visit = plan();

    Element coming = page("office", "/").expectFirst("#coming-" + visit);

    assertThat(coming.select(".lack .state").eachText())
        .containsExactly("not authorised", "no wearable");
    assertThat(coming.select(".lack a").eachAttr("href"))
        .containsExactly("/visits/" + visit + "#authorise", "/visits/" + visit + "#assign");
  }

  @Test
  void showsWhoIsOutWithWhatTheyWear() {
    sendOut();
    wearable.state(Phase.BEFORE, 1, 0);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(page("office", "/").expectFirst("#out .card").text())
                    .contains("on the way", "Arrives by", "Link 64 %", "Battery 81 %")
                    .contains("Last heard"));
    Element card = page("office", "/").expectFirst("#out .card");
    assertThat(card.attr("data-level")).isEqualTo("calm");
    assertThat(card.select("progress").attr("value")).isNotBlank();
    assertThat(Long.parseLong(card.attr("data-amber-at")))
        .isLessThan(Long.parseLong(card.attr("data-red-at")));
    assertThat(page("office", "/").select(".band-sentence").text())
        .startsWith("All well. One person out. Next: Asha arrives by");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/wall", "/world"})
  void takesNamesAndPlacesForWords(String path) {
    sendOut();
    press(EventKind.PANIC);

    TrialHub.Reply reply = hub.get("office", path);

    assertThat(reply.body()).doesNotContain("<b>Patel").doesNotContain("<script>alert");
    assertThat(Jsoup.parse(reply.body()).select("script")).hasSize(1);
    assertThat(Jsoup.parse(reply.body()).select("[style], [onload]")).isEmpty();
  }

  @Test
  @Tag("PAN-1")
  void shoutsUntilSomebodyHasTheAlarm() {
    sendOut();
    press(EventKind.PANIC);

    Document loud = page("office", "/");
    assertThat(loud.body().attr("data-siren")).isEqualTo("help");
    assertThat(loud.select(".alarm").attr("data-owned")).isEqualTo("no");
    Element take = loud.expectFirst(".alarm form[data-take]");
    assertThat(take.attr("action")).matches("/alarms/[0-9a-f-]{36}/acknowledgement");
    assertThat(take.select("[name=once]").val()).isNotBlank();
    assertThat(take.select("button").text()).startsWith("I’ve got this");
    assertThat(loud.select("#out .card").attr("data-level")).isEqualTo("red");

    hub.post("office", "/api/v1" + take.attr("action"), "");

    Document calm = page("admin", "/");
    assertThat(calm.body().attr("data-siren")).isEqualTo("none");
    assertThat(calm.body().attr("data-mood")).isEqualTo("owned");
    assertThat(calm.select(".alarm").attr("data-owned")).isEqualTo("yes");
    assertThat(calm.select(".alarm-has").text()).startsWith("Name of office has it, since ");
    assertThat(calm.select("form[data-take]")).isEmpty();
  }

  @Test
  @Tag("ESC-3")
  void letsNobodyTakeTheAlarmAboutThemselves() {
    sendOut();
    press(EventKind.PANIC);

    Document own = page("asha", "/");

    assertThat(own.select("form[data-take]")).isEmpty();
    assertThat(own.select(".take-not").text()).contains("somebody else has to take it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/wall", "/world"})
  @Tag("DUR-1")
  void keepsADuressFromTheScreenOfWhoeverGaveIt(String path) {
    sendOut();
    press(EventKind.DURESS);

    assertThat(page("office", path).body().attr("data-mood")).isEqualTo("alarm");
    Document own = page("asha", path);
    assertThat(own.body().attr("data-mood")).isEqualTo("well");
    assertThat(own.body().attr("data-siren")).isEqualTo("none");
    assertThat(own.select(".alarm, [data-take]")).isEmpty();
    assertThat(own.text()).doesNotContainIgnoringCase("duress");
  }

  @Test
  void callsPeopleByInitialsOnTheWall() {
    sendOut();
    press(EventKind.PANIC);

    Document wall = page("office", "/wall");

    assertThat(wall.select(".band-sentence").text()).startsWith("A. <. pressed panic");
    assertThat(wall.html()).doesNotContain("Asha").doesNotContain("Patel");
    assertThat(wall.select("form, nav, a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/wall", "/styleguide", "/world"})
  void showsEachPageToWhoeverWatches(String path) {
    assertThat(page("office", path).select("#world")).hasSize(1);
  }

  @Test
  void sendsWhoeverDoesNotWatchToTheirVisits() {
    assertThat(hub.get("visitor", "/").status()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/base.css",
        "/assets/app.js",
        "/assets/beat.js",
        "/assets/turbo/turbo.es2017-esm.js",
        "/assets/icons/alarm.svg"
      })
  void servesWhatAPageNeeds(String asset) {
    TrialHub.Reply reply = hub.get("office", asset);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isNotEmpty();
  }
}
