package org.safeandaway.hub.office.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.DeskDoor;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.fleet.Wearables;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.trial.Seat;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.trial.TrialWearable;
import org.safeandaway.hub.visit.AlarmReads;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/** The pages of alarms on a hub of real parts, as the office reads them. */
class AlarmPagesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String HOSTILE = "<script>alert('x')</script>\"'><b>&amp;";

  private static TrialBroker broker;
  private static TrialHub hub;
  private static int count;

  private String visit;
  private String wearable;
  private TrialWearable device;

  @BeforeAll
  static void start() {
    broker = new TrialBroker();
    hub = TrialHub.start(TrialDatabase.make(), broker.url());
    hub.person("asha", "Asha Patel", Role.VISITOR, Role.OFFICE);
    hub.person("marlow", "Marlow Quince", Role.VISITOR);
    hub.person("jo", "Jo Reed", Role.OFFICE);
  }

  @AfterAll
  static void stop() {
    hub.close();
    broker.close();
  }

  /** Asha and Marlow are on a visit; Asha wears a wearable. */
  @BeforeEach
  void givenAVisit() {
    wearable = "w" + ++count;
    hub.bean(Wearables.class).add(new WearableId(wearable), "Label " + count);
    device = new TrialWearable(broker.url(), wearable);
    Instant arrival = Instant.now().plusSeconds(600);
    TrialHub.Reply planned =
        hub.post(
            "office",
            "/api/v1/visits",
            """
            {"visitors": ["asha", "marlow"], "expectedArrival": "%s", "agreedEnd": "%s",
             "purpose": "<i>truancy</i>", "place": "14 Larkspur <b>Terrace</b>",
             "address": "Flat B\\nQuillford", "notes": "Dog & cat",
             "vehicle": "blue Ford Fiesta", "registration": "AB12 CDE", "hazards": "Large dog."}
            """
                .formatted(arrival, arrival.plusSeconds(3600)));
    visit = planned.field("id");
    String path = "/api/v1/visits/" + visit;
    assertThat(hub.post("authoriser", path + "/authorisation", "").status()).isEqualTo(200);
    String assignment =
        "{\"participant\": 1, \"wearable\": \"" + wearable + "\", \"override\": \"it is new\"}";
    assertThat(hub.post("office", path + "/assignments", assignment).status()).isEqualTo(200);
  }

  @Test
  void showsWhoAndWhereAndSinceWhenAndWhomToRing() {
    AlarmView alarm = alarm(EventKind.PANIC);

    Document page = page("office", alarm);

    assertThat(page.select("h1").text()).isEqualTo("Asha Patel pressed panic");
    assertThat(page.select(".raised-kind").text()).isEqualTo("Panic");
    assertThat(page.select(".raised-kind svg")).isNotEmpty();
    assertThat(page.select(".raised-head").attr("data-owned")).isEqualTo("false");
    assertThat(page.select(".raised-since [data-due]").attr("data-due"))
        .isEqualTo(String.valueOf(alarm.occurredAt().toEpochMilli()));
    assertThat(page.select(".raised-owner").text()).isEqualTo("Nobody has it yet.");
    assertThat(page.select(".where-place").text()).isEqualTo("14 Larkspur <b>Terrace</b>");
    assertThat(page.expectFirst(".where-address").wholeText()).contains("Flat B\nQuillford");
    assertThat(page.select(".reach h3").eachText()).containsExactly("Asha Patel", "Marlow Quince");
    assertThat(page.select(".reach a").eachAttr("href"))
        .containsExactly("tel:+447700900123", "tel:+447700900123");
    assertThat(page.select("#promises ~ ul").text()).contains("Asha Patel").contains("arrives by");
    assertThat(page.select("a[href=/visits/" + visit + "]")).isNotEmpty();
    assertThat(page.title()).contains("Panic: Asha Patel");
  }

  @Test
  void takingItSaysWhoHasItAndSinceWhen() {
    AlarmView alarm = alarm(EventKind.PANIC);

    TrialHub.Reply taken = post("jo", alarm, "acknowledgement", "next=%2Falarms");

    assertThat(taken.status()).isEqualTo(303);
    assertThat(Objects.requireNonNull(read(alarm).owner()).id()).isEqualTo("jo");
    Document mine = page("jo", alarm);
    assertThat(mine.select(".raised-head").attr("data-owned")).isEqualTo("true");
    assertThat(mine.select(".raised-owner").text()).startsWith("You have it, since ");
    assertThat(mine.select(".raised-head button.take")).isEmpty();
    assertThat(page("office", alarm).select(".raised-owner").text()).startsWith("Jo Reed has it");
  }

  @Test
  void takingItTwiceIsTakingItOnce() {
    AlarmView alarm = alarm(EventKind.PANIC);

    assertThat(post("jo", alarm, "acknowledgement", "").status()).isEqualTo(303);
    Instant since = read(alarm).ownedAt();
    assertThat(post("jo", alarm, "acknowledgement", "").status()).isEqualTo(303);

    assertThat(read(alarm).ownedAt()).isEqualTo(since);
  }

  @Test
  void saysWhoHasItToWhoeverComesSecond() {
    AlarmView alarm = alarm(EventKind.PANIC);
    post("jo", alarm, "acknowledgement", "");

    TrialHub.Reply refused = post("office", alarm, "acknowledgement", "next=%2F");

    assertThat(refused.status()).isEqualTo(303);
    assertThat(refusal("office", alarm)).contains("Jo Reed has taken it already");
    assertThat(refusal("jo", alarm)).isEmpty();
    assertThat(Objects.requireNonNull(read(alarm).owner()).id()).isEqualTo("jo");
  }

  @Test
  @Tag("ESC-3")
  void nobodyTakesOrClosesTheAlarmAboutThemselves() {
    AlarmView alarm = alarm(EventKind.PANIC);

    assertThat(page("asha", alarm).select(".raised-head button.take")).isEmpty();
    assertThat(page("asha", alarm).select(".raised-head").text()).contains("about you");
    TrialHub.Reply refused = post("asha", alarm, "acknowledgement", "");

    assertThat(refused.status()).isEqualTo(303);
    assertThat(refusal("asha", alarm)).contains("about you");
    assertThat(read(alarm).owner()).isNull();
    post("jo", alarm, "acknowledgement", "");
    assertThat(page("asha", alarm).select("#close")).isEmpty();
    assertThat(post("asha", alarm, "resolution", "reason=DRILL&words=mine").status())
        .isEqualTo(403);
    assertThat(read(alarm).open()).isTrue();
  }

  @Test
  @Tag("ESC-4")
  void anotherAlarmOfTheSameVisitIsNeverHidden() {
    AlarmView first = alarm(EventKind.ADVICE);
    post("jo", first, "acknowledgement", "");

    AlarmView second = alarm(EventKind.PANIC);

    Document page = page("jo", first);
    assertThat(page.select(".others a").attr("href")).isEqualTo("/alarms/" + second.id());
    assertThat(page.select(".others").text()).contains("Nobody has it");
    assertThat(page.select("#world").attr("data-mood")).isEqualTo("alarm");
    Document list = parsed(hub.get("jo", "/alarms"));
    assertThat(list.select("#alarm-" + first.id())).isNotEmpty();
    assertThat(list.select("#alarm-" + second.id() + " button.take")).isNotEmpty();
  }

  @Test
  @Tag("ESC-5")
  void claimsThatTheWearableKnowsOnlyWhenItHasSaidSo() {
    AlarmView alarm = alarm(EventKind.PANIC);
    assertThat(told(alarm)).containsExactly("Not confirmed", "Not yet");

    device.state(Phase.BEFORE, revision(), 0);
    awaitTold(alarm, "Confirmed", "Not yet");
    post("jo", alarm, "acknowledgement", "");
    assertThat(told(alarm)).containsExactly("Confirmed", "Not confirmed");
    assertThat(page("jo", alarm).select(".told").text())
        .contains("not yet confirmed by the wearable. Do not count on Asha knowing it");

    device.state(Phase.BEFORE, revision(), 0);
    awaitTold(alarm, "Confirmed", "Confirmed");
    assertThat(hub.get("jo", "/api/v1/alarms/" + alarm.id() + "/rungs").body())
        .containsSubsequence("RECEIVED", "RAISED", "OWNED", "TOLD");
    assertThat(page("office", alarm).select(".way p").eachText())
        .first()
        .isEqualTo("Panic was pressed");
    assertThat(page("office", alarm).select(".way").text())
        .containsSubsequence(
            "The hub had it", "A person had it", "The wearable knew that a person has it");

    // A notice that comes after it and is not heard takes nothing back.
    alarm(EventKind.ADVICE);
    assertThat(told(alarm)).containsExactly("Confirmed", "Confirmed");
  }

  /** A notice has room for eight: what is left out of it the wearable does not learn from it. */
  @Test
  @Tag("ESC-5")
  void claimsNothingOfAnAlarmThatTheNoticeHasNoRoomFor() {
    AlarmView oldest = alarm(EventKind.PANIC);
    for (int i = 0; i < 8; i++) {
      alarm(EventKind.PANIC);
    }
    post("jo", oldest, "acknowledgement", "");

    device.state(Phase.BEFORE, revision(), 0);

    awaitTold(oldest, "Confirmed", "Not confirmed");
  }

  @Test
  @Tag("ESC-5")
  @Tag("OUT-2")
  void ofAPromiseThatWasNotKeptItSaysWhenItWasDue() {
    Instant arrival = Instant.now().minusSeconds(700);
    String late =
        hub.post(
                "office",
                "/api/v1/visits",
                """
                {"visitors": ["marlow"], "expectedArrival": "%s", "agreedEnd": "%s",
                 "purpose": "welfare", "place": "Mill Lane"}
                """
                    .formatted(arrival, arrival.plusSeconds(3600)))
            .field("id");
    hub.post("authoriser", "/api/v1/visits/" + late + "/authorisation", "");
    await().atMost(PATIENCE).until(() -> !open(late).isEmpty());
    AlarmView alarm = open(late).getFirst();

    Document page = page("jo", alarm);

    assertThat(page.select("h1").text()).startsWith("Marlow Quince should have arrived at ");
    assertThat(page.select("#told")).isEmpty();
    assertThat(page.select(".reach h3").eachText()).containsExactly("Marlow Quince");
    assertThat(page.select(".where-address").text()).isEqualTo("No address is noted.");
  }

  @Test
  @Tag("DUR-1")
  void ofDuressItSaysWhoMustNotLearn() {
    AlarmView alarm = alarm(EventKind.DURESS);
    post("jo", alarm, "acknowledgement", "");

    Document page = page("jo", alarm);

    assertThat(page.select(".secret").text())
        .contains("The wearable shows and sounds nothing but an ordinary check-in")
        .contains("Tell neither the family");
    assertThat(page.select(".told")).isEmpty();
  }

  @Test
  @Tag("DUR-1")
  void ofDuressItSaysNothingToWhoeverGaveIt() {
    AlarmView duress = alarm(EventKind.DURESS);
    AlarmView panic = alarm(EventKind.PANIC);

    assertThat(hub.get("asha", "/alarms/" + duress.id()).status()).isEqualTo(404);
    assertThat(post("asha", duress, "notes", "words=x").status()).isEqualTo(404);
    assertThat(parsed(hub.get("asha", "/alarms")).select("main").text())
        .contains("Panic Asha Patel")
        .doesNotContain("Under duress Asha Patel", "gave the duress signal");
    assertThat(page("asha", panic).select("main").text()).doesNotContainIgnoringCase("duress");
    assertThat(hub.get("asha", "/wearables/" + wearable).body())
        .contains("Check-in")
        .doesNotContainIgnoringCase("duress");
    assertThat(parsed(hub.get("jo", "/wearables/" + wearable)).select("#said ~ .table").text())
        .contains("Under duress, in secret");
  }

  @Test
  @Tag("DUR-1")
  void ofDuressNeitherTheApiNorTheVisitTellsWhoeverGaveIt() {
    AlarmView duress = alarm(EventKind.DURESS);
    String path = "/api/v1/alarms/" + duress.id();

    assertThat(hub.get("asha", path).status()).isEqualTo(404);
    assertThat(hub.post("asha", path + "/notes", "{\"words\": \"x\"}").status()).isEqualTo(404);
    assertThat(hub.get("asha", "/api/v1/alarms?open=true").body()).doesNotContain(duress.id());
    assertThat(hub.get("asha", "/api/v1/visits").body()).doesNotContain("DURESS", duress.id());
    for (String visit :
        List.of("/visits/" + duress.visit(), "/api/v1/visits/" + duress.visit(), "/visits")) {
      TrialHub.Reply reply = hub.get("asha", visit);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).doesNotContainIgnoringCase("duress").doesNotContain(duress.id());
    }

    assertThat(hub.get("jo", path).status()).isEqualTo(200);
    assertThat(hub.get("jo", "/api/v1/alarms?open=true").body()).contains(duress.id());
    assertThat(hub.get("jo", "/api/v1/visits/" + duress.visit()).body()).contains("DURESS");
  }

  @Test
  @Tag("ESC-6")
  void saysWhatToReadOutToThePolice() {
    AlarmView alarm = alarm(EventKind.PANIC);

    String script =
        parsed(hub.get("jo", "/alarms/" + alarm.id() + "/script")).select("#read-out").text();
    assertThat(script)
        .contains("Asha Patel pressed panic at ")
        .contains("The address is: Flat B, Quillford.")
        .contains("They came in: blue Ford Fiesta, AB12 CDE.")
        .contains("We know of these hazards: Large dog.")
        .contains("Asha Patel, mobile 07700 900123.")
        .contains("Marlow Quince, mobile 07700 900123, is on the same visit.");
    assertThat(hub.get("marlow", "/alarms/" + alarm.id() + "/script").status()).isEqualTo(403);
  }

  @Test
  @Tag("ESC-1")
  void theStepToDoNowIsTheFirstOfWhichNobodySaidWhatCameOfIt() {
    AlarmView alarm = alarm(EventKind.ADVICE);
    Document fresh = page("jo", alarm);
    assertThat(fresh.select(".step[data-step=now] h3").text()).contains("Ring Asha");
    assertThat(fresh.select(".step[data-step=now] a.number-button").attr("href"))
        .isEqualTo("tel:+447700900123");

    assertThat(post("jo", alarm, "outcomes", "step=0&outcome=NO_ANSWER").status()).isEqualTo(303);

    Document then = page("jo", alarm);
    assertThat(then.select(".raised-owner").text()).startsWith("You have it");
    assertThat(then.select("#step-1").attr("data-step")).isEqualTo("done");
    assertThat(then.select("#step-1 summary").text()).contains("Jo Reed rang Asha: no answer");
    assertThat(then.select(".step[data-step=now] h3").text()).contains("Ring Marlow Quince");
    assertThat(then.select(".lines").text()).contains("Jo Reed rang Asha: no answer");
    assertThat(then.select("#next").text()).contains("You are asked “still on it?” at");
  }

  @Test
  @Tag("ESC-1")
  void anAlarmAboutNobodyEndsWithNoWordOfAVisitor() {
    hub.bean(DeskDoor.class).lay(new DeskInput.Technical("trouble-" + count, "It is broken."));
    AlarmReads alarms = hub.bean(AlarmReads.class);
    AlarmView alarm =
        await()
            .atMost(PATIENCE)
            .until(
                () -> alarms.open().stream().filter(it -> it.kind().equals("TECHNICAL")).toList(),
                found -> !found.isEmpty())
            .getFirst();

    post("jo", alarm, "outcomes", "step=0&outcome=TOLD");
    post("jo", alarm, "outcomes", "step=1&outcome=TOLD");

    assertThat(page("jo", alarm).select(".verdict").text())
        .isEqualTo(
            "Every step was done. If it works again, close this alarm. If not, begin again with"
                + " the first one.");
  }

  @Test
  @Tag("ESC-1")
  void aWrongButtonIsCorrectedAndBothAreKept() {
    AlarmView alarm = alarm(EventKind.ADVICE);
    post("jo", alarm, "outcomes", "step=0&outcome=ENGAGED");

    post("office", alarm, "outcomes", "step=0&outcome=ANSWERED_SAFE&words=fine");

    Document page = page("jo", alarm);
    assertThat(page.select("#step-1 .done li").eachText())
        .satisfiesExactly(
            last -> assertThat(last).contains("Name of office rang Asha: safe: fine"),
            first -> assertThat(first).contains("Jo Reed rang Asha: engaged"));
    assertThat(page.select(".checklist").attr("data-verdict")).isEqualTo("SAFE");
    assertThat(page.select(".step[data-step=now]")).isEmpty();
  }

  @Test
  @Tag("ESC-1")
  void anOutcomeThatSaysTooLittleIsAskedForAgain() {
    AlarmView alarm = alarm(EventKind.PANIC);

    TrialHub.Reply reply = post("jo", alarm, "outcomes", "step=1&outcome=NOT_NEEDED");

    assertThat(reply.status()).isEqualTo(422);
    assertThat(Jsoup.parse(reply.body()).select("#outcome-1 .summary").text())
        .contains("Say in a few words what happened.");
    assertThat(post("jo", alarm, "outcomes", "step=99&outcome=TOLD").status()).isEqualTo(422);
    assertThat(post("jo", alarm, "outcomes", "step=0&outcome=WELL").status()).isEqualTo(422);
    assertThat(post("asha", alarm, "outcomes", "step=0&outcome=TOLD").status()).isEqualTo(403);
  }

  @Test
  @Tag("PLAN-6")
  @Tag("ESC-4")
  void aSafeWordThatWasSaidRaisesADuressBesideIt() {
    AlarmView alarm = alarm(EventKind.ADVICE);

    post("jo", alarm, "outcomes", "step=0&outcome=SAFE_WORD");

    assertThat(open().stream().map(AlarmView::kind)).contains("DURESS", "ADVICE");
    Document page = page("jo", alarm);
    assertThat(page.select(".others").text()).contains("gave the duress signal");
    assertThat(page.select(".others [data-due]")).isNotEmpty();
    assertThat(page("asha", alarm).select("main").text())
        .doesNotContainIgnoringCase("duress")
        .doesNotContain("rang Asha");
    String response = "/api/v1/alarms/" + alarm.id() + "/response";
    assertThat(hub.get("asha", response).status()).isEqualTo(404);
    assertThat(hub.get("jo", response).body()).contains("SAFE_WORD");
  }

  @Test
  @Tag("ESC-2")
  void anotherPersonTakesItOver() {
    AlarmView alarm = alarm(EventKind.PANIC);
    post("jo", alarm, "acknowledgement", "");
    Document page = page("office", alarm);
    assertThat(page.select("#take-over button").text()).isEqualTo("I take it over from Jo Reed");
    assertThat(page("asha", alarm).select("#take-over")).isEmpty();

    assertThat(post("office", alarm, "take-over", "").status()).isEqualTo(303);

    assertThat(Objects.requireNonNull(read(alarm).owner()).id()).isEqualTo("office");
    assertThat(post("office", alarm, "still-on-it", "").status()).isEqualTo(303);
    post("jo", alarm, "still-on-it", "");
    assertThat(refusal("jo", alarm)).contains("Name of office has taken it already");
  }

  /** The time of this alarm's clock is over. */
  private static void nothingHappens(AlarmView alarm, String thenKind) {
    Database rows = hub.bean(Database.class);
    rows.change(
        "update deadline set promised_at = now() - interval '1 s', due_at = now() - interval '1 s'"
            + " where alarm = ? and state = 'OPEN'",
        UUID.fromString(alarm.id()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        rows.rows(
                            row -> row.text("kind"),
                            "select kind from deadline where alarm = ? and state = 'OPEN'",
                            UUID.fromString(alarm.id())))
                    .containsExactly(thenKind));
  }

  @Test
  @Tag("ESC-2")
  void whoeverHasItIsAskedOnTheBoardAndAnswersThere() {
    AlarmView alarm = alarm(EventKind.PANIC);
    post("jo", alarm, "acknowledgement", "");
    String form = "#still-on-it-" + alarm.id();
    assertThat(parsed(hub.get("jo", "/")).select(form)).isEmpty();

    nothingHappens(alarm, "OWNERSHIP");

    Seat jo = new Seat(hub, "jo");
    Document board = jo.open("/");
    assertThat(board.select("#alarm-" + alarm.id()).text()).contains("Still on it?");
    Document others = parsed(hub.get("office", "/"));
    assertThat(others.select("#alarm-" + alarm.id()).text()).contains("Still on it?");
    assertThat(others.select(form)).isEmpty();

    Seat.Answer answer = jo.submit(board, form);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location()).isEqualTo("/");
    assertThat(jo.open("/").select(form)).isEmpty();
    nothingHappens(alarm, "OWNERSHIP");
    nothingHappens(alarm, "ALARM_STEP");
    assertThat(read(alarm).owner()).isNull();
    assertThat(jo.submit(board, form).location()).as("the same once more").isEqualTo("/");
    assertThat(post("jo", alarm, "still-on-it", "").header("Location")).contains("refused");
    assertThat(read(alarm).owner()).isNull();
  }

  @Test
  void aNoteIsKeptOnceWithWhoAndWhen() {
    AlarmView alarm = alarm(EventKind.PANIC);
    String form = once(alarm, "note") + "&words=" + encoded("Rang her.\r\n" + HOSTILE);

    assertThat(post("jo", alarm, "notes", form).status()).isEqualTo(303);
    assertThat(post("jo", alarm, "notes", form).status()).isEqualTo(303);

    assertThat(read(alarm).notes()).hasSize(1);
    TrialHub.Reply reply = hub.get("office", "/alarms/" + alarm.id());
    Document page = Jsoup.parse(reply.body());
    assertThat(page.expectFirst(".lines .words").wholeText()).isEqualTo("Rang her.\n" + HOSTILE);
    assertThat(page.select(".lines li").getFirst().text()).contains("Jo Reed wrote");
    assertThat(reply.body()).doesNotContain("<script>alert").doesNotContain("<b>&");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "words=", "words=%20%0A", "words=a%00b", "other=x"})
  void aNoteWithoutWordsIsAskedForAgain(String form) {
    AlarmView alarm = alarm(EventKind.PANIC);

    TrialHub.Reply reply = post("jo", alarm, "notes", form);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(Jsoup.parse(reply.body()).select("#note .wrong")).hasSize(1);
    assertThat(read(alarm).notes()).isEmpty();
  }

  @Test
  void anEndlessNoteIsKeptOnThePageAndNowhereElse() {
    AlarmView alarm = alarm(EventKind.PANIC);
    String endless = "x".repeat(3000);

    TrialHub.Reply reply = post("jo", alarm, "notes", "words=" + endless);

    assertThat(reply.status()).isEqualTo(422);
    Document page = Jsoup.parse(reply.body());
    assertThat(page.select("#note textarea").text()).isEqualTo(endless);
    assertThat(page.select("#note .wrong").text()).isEqualTo("Write at most 2000 characters.");
  }

  @Test
  @Tag("ESC-7")
  void closingItNeedsAReasonAndWordsAndAnOwner() {
    AlarmView alarm = alarm(EventKind.PANIC);
    assertThat(page("jo", alarm).select("#close")).isEmpty();
    TrialHub.Reply early = post("jo", alarm, "resolution", "reason=DRILL&words=agreed");
    assertThat(early.status()).isEqualTo(409);
    assertThat(Jsoup.parse(early.body()).select("#close .summary").text())
        .contains("take it first");
    post("jo", alarm, "acknowledgement", "");

    TrialHub.Reply bad =
        post("jo", alarm, "resolution", "reason=BOREDOM&words=" + encoded(HOSTILE));

    assertThat(bad.status()).isEqualTo(422);
    Document again = Jsoup.parse(bad.body());
    assertThat(again.select("#close .wrong").text()).isEqualTo("Choose how it ended.");
    assertThat(again.select("#close textarea").text()).isEqualTo(HOSTILE);
    assertThat(again.select("#close").attr("data-turbo-confirm")).contains("Panic: Asha Patel");
    assertThat(post("jo", alarm, "resolution", "reason=FALSE_ALARM&words=").status())
        .isEqualTo(422);
    assertThat(read(alarm).open()).isTrue();

    String good = once(alarm, "close") + "&reason=FALSE_ALARM&words=" + encoded("sat on it");
    assertThat(post("jo", alarm, "resolution", good).status()).isEqualTo(303);
    assertThat(post("jo", alarm, "resolution", good).status()).isEqualTo(303);

    Document closed = page("jo", alarm);
    assertThat(closed.select(".raised-owner").text()).startsWith("Closed by Jo Reed");
    assertThat(closed.select("#close, #note")).isEmpty();
    TrialHub.Reply late = post("office", alarm, "notes", "words=" + encoded("too late"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(Jsoup.parse(late.body()).select("#note .summary").text())
        .contains("closed meanwhile");
    assertThat(Jsoup.parse(late.body()).select("#note textarea").text()).isEqualTo("too late");
    assertThat(post("office", alarm, "acknowledgement", "").status()).isEqualTo(303);
    assertThat(refusal("office", alarm)).contains("closed already");
    assertThat(parsed(hub.get("jo", "/alarms?kind=PANIC&person=asha")).select("tbody").text())
        .contains("Panic: Asha Patel")
        .contains("False alarm. sat on it");
    assertThat(parsed(hub.get("jo", "/alarms?kind=TECHNICAL")).select("#history ~ .empty").text())
        .contains("No closed alarm is like this");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/alarms/nothing", "/alarms/00000000-0000-0000-0000-000000000000"})
  void anAlarmThatIsNoneIsTold(String path) {
    assertThat(hub.get("office", path).status()).isEqualTo(404);
  }

  /** The field that makes a form count once. */
  private static String once(AlarmView alarm, String form) {
    return "once=" + page("jo", alarm).select("#" + form + " input[name=once]").val();
  }

  /** What the page says to whoever tried to take it. */
  private static String refusal(String person, AlarmView alarm) {
    String path = "/alarms/" + alarm.id() + "?refused=true";
    return parsed(hub.get(person, path)).select("#refused").text();
  }

  private List<String> told(AlarmView alarm) {
    return page("jo", alarm).select(".told .state").eachText();
  }

  private void awaitTold(AlarmView alarm, String... words) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(alarm)).containsExactly(words));
  }

  private long revision() {
    return hub.bean(Wearables.class).all().stream()
        .filter(each -> each.id().equals(wearable))
        .findFirst()
        .orElseThrow()
        .revision();
  }

  /** The alarm that this event raises. */
  private AlarmView alarm(EventKind kind) {
    List<String> before = open().stream().map(AlarmView::id).toList();
    device.send(kind, visit);
    await().atMost(PATIENCE).until(() -> open().size() > before.size());
    return open().stream().filter(each -> !before.contains(each.id())).findFirst().orElseThrow();
  }

  private List<AlarmView> open() {
    return open(visit);
  }

  private static List<AlarmView> open(String ofVisit) {
    return hub.bean(AlarmReads.class).open().stream()
        .filter(each -> ofVisit.equals(each.visit()))
        .toList();
  }

  private static AlarmView read(AlarmView alarm) {
    return hub.bean(AlarmReads.class).one(UUID.fromString(alarm.id())).orElseThrow();
  }

  private static Document page(String person, AlarmView alarm) {
    return parsed(hub.get(person, "/alarms/" + alarm.id()));
  }

  private static Document parsed(TrialHub.Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.type()).startsWith("text/html");
    return Jsoup.parse(reply.body());
  }

  private static TrialHub.Reply post(String person, AlarmView alarm, String what, String form) {
    return hub.send(
        hub.request("/alarms/" + alarm.id() + "/" + what)
            .header("Authorization", "Bearer " + hub.token(person))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
