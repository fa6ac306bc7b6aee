package org.safeandaway.hub.office.plans;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskLoop;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.Channels;
import org.safeandaway.hub.policy.Recipients;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.rules.PolicyRows;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.trial.Seat;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.WearableId;

/** A school writes what happens about an alarm, in a hub that can reach a program of its own. */
class ResponsePlanPagesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&";
  private static final String API = "/api/v1/policy/plans/";

  private static final WireMockServer PROGRAM =
      new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
  private static TrialBroker broker;
  private static TrialHub hub;
  private static Seat admin;

  @BeforeAll
  static void start() {
    PROGRAM.start();
    PROGRAM.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(204)));
    broker = new TrialBroker();
    hub =
        TrialHub.start(
            TrialDatabase.make(),
            broker.url(),
            Map.of(
                "safeandaway.notify.webhook.url",
                PROGRAM.baseUrl() + "/siren",
                "safeandaway.notify.webhook.secret",
                "a-secret-of-more-than-32-characters"));
    admin = new Seat(hub, "admin");
  }

  @AfterAll
  static void stop() {
    hub.close();
    broker.close();
    PROGRAM.stop();
  }

  private static ResponsePlan plan(AlarmKind kind) {
    return hub.bean(PolicyRows.class).newest().plans().of(kind);
  }

  private static int version() {
    return hub.bean(PolicyRows.class).newest().version();
  }

  private static Seat.Answer submit(Document page, String... fields) {
    return admin.submit(page, "form.plan", fields);
  }

  @Test
  @Tag("ESC-1")
  void whatAnAlarmTellsIsSentByTheChannelsThatAreSetUp() {
    assertThat(hub.bean(Channels.class).all())
        .extracting(Channel::name)
        .contains(
            "smtp",
            "govuk-sms",
            "govuk-email",
            "twilio-sms",
            "twilio-call",
            "teams",
            "webhook",
            "web-push");
    Message.Event panic =
        new Message.Event("00000000000000aa", 1, EventKind.PANIC, null, null, 0, false, false);
    Instant now = hub.bean(InstantSource.class).instant();
    hub.bean(DeskLoop.class)
        .lay(new DeskInput.Event(new WearableId("w1"), panic, now))
        .orElseThrow()
        .join();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> PROGRAM.verify(postRequestedFor(anyUrl()).withRequestBody(containing("PANIC"))));
    Database rows = hub.bean(Database.class);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        rows.rows(
                            row -> row.text("state") + " by " + row.text("provider"),
                            "select state, provider from outbox where channel = 'WEBHOOK'"))
                    .contains("SENT by webhook"));
  }

  @Test
  @Tag("ESC-1")
  void everyKindOfAlarmIsALadderWithItsTimes() {
    Document page = new Seat(hub, "office").open("/plans");

    assertThat(page.select("h2 a").eachText())
        .contains("Panic", "Under duress", "Missed check-in", "Nobody watches");
    assertThat(page.select("section:has(#lost-contact) .rung-clock").eachText())
        .containsExactly("0:00", "1:00", "2:00", "3:00", "4:00");
    assertThat(page.select("section:has(#lost-contact)").text())
        .contains("Ring the visitor at once")
        .contains("after 2 minutes, if nobody has it")
        .contains("every 1 minute, everybody who may take alarms is told again");
    assertThat(page.select("section:has(#panic)").text()).contains("together with the step before");
    assertThat(page.select("form.plan")).isEmpty();
  }

  @Test
  void whoeverWatchesReadsAndAnAdministratorWrites() {
    Seat office = new Seat(hub, "office");

    assertThat(office.open("/plans/panic").select("form.plan")).isEmpty();
    assertThat(office.submit(admin.open("/plans/panic"), "form.plan").status()).isEqualTo(403);
    assertThat(new Seat(hub, "visitor").get("/plans").status()).isEqualTo(403);
    assertThat(admin.get("/plans/nonsense").status()).isEqualTo(404);
  }

  @Test
  @Tag("ESC-1")
  @Tag("POL-1")
  void aPlanIsWrittenAndIsANewVersionOnce() {
    int before = version();
    Document page = admin.open("/plans/missed-check-in");
    String[] changes = {
      "s0-action",
      "TELL_SENIOR",
      "s0-who",
      "person:authoriser",
      "s0-who",
      "role:admin",
      "s0-channels",
      "SMS",
      "s0-channels",
      "CALL",
      "s0-minutes",
      "2",
      "s0-seconds",
      "30",
      "s0-wording",
      HOSTILE,
      "still-minutes",
      "7",
      "do",
      "save"
    };
    Seat.Answer saved = submit(page, changes);

    assertThat(saved.status()).as(saved.page().text()).isEqualTo(303);
    ResponsePlan.Step first = plan(AlarmKind.MISSED_CHECK_IN).steps().getFirst();
    assertThat(first.action()).isEqualTo(ResponsePlan.Action.TELL_SENIOR);
    assertThat(first.recipients().people()).containsExactly("authoriser");
    assertThat(first.recipients().roles()).containsExactly("admin");
    assertThat(first.channels()).hasToString("[SMS, CALL]");
    assertThat(first.limit()).isEqualTo(Duration.ofSeconds(150));
    assertThat(plan(AlarmKind.MISSED_CHECK_IN).stillOnItAfter()).isEqualTo(Duration.ofMinutes(7));
    assertThat(version()).isEqualTo(before + 1);
    submit(page, changes);
    assertThat(version()).as("sent twice").isEqualTo(before + 1);

    Document shown = admin.open(saved.location());
    assertThat(shown.select(".done").text()).contains("authorised from now on");
    assertThat(shown.select(".ladder li").first().text())
        .contains(HOSTILE)
        .contains("Name of authoriser")
        .contains("Reaches nobody today")
        .contains("Not set up in this hub: SMS and a spoken call.");
    assertThat(shown.select("img")).isEmpty();

    assertThat(admin.submit(shown, "form[action$=/standard]").status()).isEqualTo(303);
    assertThat(plan(AlarmKind.MISSED_CHECK_IN))
        .isEqualTo(ResponsePlan.standard(AlarmKind.MISSED_CHECK_IN));
  }

  @Test
  @Tag("ESC-1")
  void stepsAreAddedMovedAndTakenOutByButtonsAlone() {
    int before = version();
    Document page = admin.open("/plans/panic");
    Seat.Answer added = submit(page, "s0-wording", "Room four", "do", "add");
    assertThat(added.status()).isEqualTo(200);
    assertThat(added.page().select(".done").text()).contains("Step 3 is new");
    assertThat(added.page().select("fieldset.step")).hasSize(3);

    Document moved = submit(added.page(), "do", "down-0").page();
    assertThat(moved.select("#plan-s1-wording").text()).isEqualTo("Room four");
    assertThat(moved.select("#plan-s0-action option[selected]").val()).isEqualTo("CALL_POLICE");
    Document back = submit(moved, "do", "up-1").page();
    assertThat(back.select("#plan-s0-wording").text()).isEqualTo("Room four");
    Document without = submit(back, "do", "remove-0").page();
    assertThat(without.select("fieldset.step")).hasSize(2);
    assertThat(without.text()).doesNotContain("Room four");

    assertThat(version()).as("nothing counts before it is saved").isEqualTo(before);
  }

  @Test
  @Tag("ESC-1")
  void whatIsTypedIsShownMinuteByMinuteBeforeItCounts() {
    int before = version();
    Document page = admin.open("/plans/advice");
    Seat.Answer shown = submit(page, "s0-minutes", "9", "s0-seconds", "", "do", "preview");

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.page().select("#picture").text()).contains("What would happen");
    assertThat(shown.page().select(".rung-clock").eachText())
        .containsExactly("0:00", "9:00", "10:00", "11:00", "12:00");
    assertThat(version()).isEqualTo(before);
  }

  @Test
  void aBadPlanSaysWhatToDoAndKeepsWhatWasTyped() {
    Document page = admin.open("/plans/panic");
    Seat.Answer bad =
        submit(
            page,
            "s0-action",
            "DANCE",
            "s0-who",
            "person:nobody.at.all",
            "s0-channels",
            "PIGEON",
            "s0-minutes",
            HOSTILE,
            "s1-minutes",
            "0",
            "s1-seconds",
            "5",
            "s1-wording",
            "x".repeat(501),
            "grace-minutes",
            "999");

    assertThat(bad.status()).isEqualTo(422);
    assertThat(bad.page().select(".summary li").eachText())
        .containsExactly(
            "Step 1: choose what is to be done.",
            "Step 1: tick who is told.",
            "Step 1: tick at least one way to tell them.",
            "Step 1: give a time in whole numbers, of at most 4 hours. With 0 the next step begins"
                + " together with it.",
            "Step 2: at most 500 characters, and none that cannot be seen.",
            "Step 2: this last step repeats. Give a time in whole numbers, from 10 seconds to 4"
                + " hours.",
            "Give a time in whole numbers, from 10 seconds to 4 hours.");
    bad.page()
        .select(".summary a")
        .forEach(
            link ->
                assertThat(bad.page().select(link.attr("href"))).as(link.outerHtml()).hasSize(1));
    assertThat(bad.page().select("#plan-s0-minutes").val()).isEqualTo(HOSTILE);
    assertThat(bad.page().select("#plan-s1-wording").text()).hasSize(501);
    assertThat(bad.page().select("img")).isEmpty();
    assertThat(submit(page, "steps", "no number").status()).isEqualTo(422);
    assertThat(submit(page, "version", "1000").summary()).contains("Open this page anew");
  }

  @Test
  @Tag("POL-1")
  void ofTwoWhoEditAPlanTheSecondIsToldAndLosesNothing() {
    hub.person("nora", "Nora Quill", Role.ADMIN);
    Document mine = admin.open("/plans/not-arrived");
    Seat nora = new Seat(hub, "nora");
    Document theirs = nora.open("/plans/not-arrived");
    Document other = admin.open("/plans/lost-contact");
    nora.submit(theirs, "form.plan", "s1-minutes", "3", "s2-wording", HOSTILE, "do", "save");
    assertThat(submit(other, "s0-minutes", "2", "do", "save").status())
        .as("a plan of another kind is nobody's business")
        .isEqualTo(303);

    Seat.Answer refused = submit(mine, "s0-wording", "Flat 4", "do", "save");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.summary()).contains("Somebody else has saved this plan");
    assertThat(refused.page().select(".meanwhile").text())
        .contains("Nora Quill saved it at ")
        .contains("Step 2, its time: now 3 minutes; it was 1 minute.")
        .contains("Step 3, what the school wants said: now “" + HOSTILE + "”; it was nothing.");
    assertThat(refused.page().select("#plan-s0-wording").text()).isEqualTo("Flat 4");
    assertThat(refused.page().select("img")).isEmpty();
    assertThat(plan(AlarmKind.NOT_ARRIVED).steps().get(1).limit()).hasMinutes(3);

    Seat.Answer moved = submit(refused.page(), "do", "down-0");
    assertThat(moved.page().select(".meanwhile").text()).contains("Nora Quill saved it");
    assertThat(moved.page().select("form.plan .primary").eachText())
        .containsOnly("Save mine over theirs");
    assertThat(submit(moved.page(), "do", "save").status()).isEqualTo(303);
    assertThat(plan(AlarmKind.NOT_ARRIVED).steps().get(1).wording()).isEqualTo("Flat 4");
    assertThat(plan(AlarmKind.LOST_CONTACT).steps().getFirst().limit()).hasMinutes(2);

    Document own = nora.open("/plans/not-arrived");
    Document again = admin.open("/plans/not-arrived");
    submit(again, "still-minutes", "8", "do", "save");
    Seat.Answer back = nora.submit(own, "form[action$=/standard]");
    assertThat(back.status()).isEqualTo(409);
    assertThat(back.page().select(".meanwhile").text())
        .contains("Asked whether they are still on it after: now 8 minutes; it was 5 minutes.");
    assertThat(nora.submit(back.page(), "form[action$=/standard]").status()).isEqualTo(303);
  }

  @Test
  @Tag("ESC-1")
  void aProgramReadsAndWritesPlansToo() {
    String plan =
        """
        {"version": %d, "steps": [{"action": "CALL_POLICE", "everybody": true, "roles": [], "people": [],
          "channels": ["BOARD", "WEBHOOK"], "limit": "PT20S", "wording": ""}],
         "stillOnItAfter": "PT5M", "ownershipGrace": "PT1M"}"""
            .formatted(version());

    assertThat(put("office", plan).status()).isEqualTo(403);
    TrialHub.Reply saved = put("admin", plan);
    assertThat(saved.status()).as(saved.body()).isEqualTo(200);
    assertThat(saved.field("own")).isEqualTo("true");
    assertThat(plan(AlarmKind.OVERDUE).steps().getFirst().recipients()).isEqualTo(Recipients.all());
    assertThat(hub.get("office", API + "overdue").body()).isEqualTo(saved.body());

    TrialHub.Reply late = put("admin", plan.replace("PT5M", "PT6M"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body())
        .contains(
            "{\"field\":\"steps[0].action\",\"message\":\"is CALL_POLICE, and was RING_VISITOR\"}")
        .contains("send it with version " + version());
    assertThat(put("admin", plan).status()).as("the same again").isEqualTo(200);
    String newest = plan.replaceFirst("[0-9]+", String.valueOf(version())).replace("PT5M", "PT6M");
    assertThat(put("admin", newest).status()).isEqualTo(200);

    TrialHub.Reply bad = put("admin", plan.replace("PT20S", "PT5S"));
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.body()).contains("\"steps[0].limit\"");
    assertThat(hub.get("office", API + "nonsense").status()).isEqualTo(404);
  }

  private static TrialHub.Reply put(String person, String body) {
    return hub.send(
        hub.request(API + "overdue")
            .header("Authorization", "Bearer " + hub.token(person))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }
}
