package org.safeandaway.hub.office.visits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.trial.Seat;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.trial.TrialWearable;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Phase;

/** A visit's page and everything that can be done on it. */
class VisitPageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static TrialBroker broker;
  private static TrialHub hub;
  private static Seat office;
  private static Seat authoriser;
  private static int count;

  @BeforeAll
  static void start() {
    broker = new TrialBroker();
    hub = TrialHub.start(TrialDatabase.make(), broker.url());
    hub.person("asha", "Asha Patel", Role.VISITOR);
    hub.person("head", "Ann Head", Role.AUTHORISER, Role.VISITOR);
    office = new Seat(hub, "office");
    authoriser = new Seat(hub, "authoriser");
  }

  @AfterAll
  static void stop() {
    hub.close();
    broker.close();
  }

  @Test
  @Tag("AUTH-1")
  void somebodyElseAuthorisesIt() {
    String visit = plan("asha");

    Document offices = office.open(visit);
    Seat.Answer done = authoriser.submit(authoriser.open(visit), "#authorise form");

    assertThat(offices.select("#authorise form")).isEmpty();
    assertThat(offices.select("#authorise").text())
        .contains("You planned this visit, so somebody else authorises it.")
        .contains("Ann Head");
    assertThat(offices.select(".lacks").text()).contains("not authorised").contains("no wearable");
    assertThat(done.status()).isEqualTo(303);
    assertThat(office.open(visit).select(".visit-sentence").text())
        .startsWith("Asha is expected at the door. Next: Asha arrives by ");
  }

  @Test
  @Tag("AUTH-1")
  void nobodyAuthorisesAVisitTheyGoOn() {
    String visit = plan("head");
    Seat head = new Seat(hub, "head");
    Document others = authoriser.open(visit);

    Document own = head.open(visit);
    Seat.Answer refused = head.submit(others, "#authorise form");

    assertThat(own.select("#authorise").text()).contains("You go on this visit yourself");
    assertThat(own.select("#authorise form")).isEmpty();
    assertThat(own.select("#authorise").text()).doesNotContain("Ann Head");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.summary()).contains("Nobody authorises their own visit");
    assertThat(new Seat(hub, "office").submit(others, "#authorise form").status()).isEqualTo(403);
  }

  @Test
  void aWearableIsHandedOverOnceItWasHeard() {
    String visit = plan("asha");
    String id = register();

    Seat.Answer refused =
        office.submit(office.open(visit), "details form[id^=assign]", "wearable", id);
    Seat.Answer nothing = office.submit(office.open(visit), "details form[id^=assign]");
    Seat.Answer done =
        office.submit(refused.page(), "form#assign-1", "override", "a trial without a network");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.summary()).contains("This wearable is not heard now");
    assertThat(refused.page().select("[name=wearable][checked]").val()).isEqualTo(id);
    assertThat(nothing.status()).isEqualTo(422);
    assertThat(nothing.summary()).contains("Choose a wearable.");
    assertThat(done.status()).isEqualTo(303);
    Document page = office.open(visit);
    assertThat(page.select(".worn").text()).contains("Wears " + id);
    assertThat(page.select(".timeline").text())
        .contains("handed wearable " + id + " to Asha Patel. It was not heard then.")
        .contains("a trial without a network");
  }

  @Test
  @Tag("EXT-1")
  void whatAVisitorTelephonesIsEntered() {
    String visit = authorised("asha");

    press(visit, "ARRIVED");
    press(visit, "CHECK_IN");
    press(visit, "MORE_TIME");
    Document during = office.open(visit);
    press(visit, "SAFE_AND_AWAY");
    Document after = office.open(visit);

    assertThat(during.select(".promise").text())
        .contains("Checks in by")
        .contains("Ends the visit");
    assertThat(during.select(".promise progress[data-from][data-until]")).isNotEmpty();
    assertThat(during.select(".telephone button").eachAttr("value"))
        .containsExactly("CHECK_IN", "MORE_TIME", "LEAVING", "SAFE_AND_AWAY");
    assertThat(during.select(".timeline").text())
        .contains(
            "Name of office entered what Asha Patel said on the telephone: “I am at the door”")
        .contains("The visit now ends by");
    assertThat(after.select(".visit-sentence").text()).startsWith("Asha is safe and away since");
    assertThat(after.select("main form:not(:has(#show-details))")).isEmpty();
  }

  @Test
  void whatIsNoLongerPossibleIsSaidThoughItsFormIsGone() {
    String visit = authorised("asha");
    Document before = office.open(visit);
    press(visit, "ARRIVED");
    press(visit, "SAFE_AND_AWAY");

    Seat.Answer late = office.submit(before, "form#telephone-1", "kind", "CHECK_IN");

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.summary()).contains("Nothing is guarded for this visitor now.");
  }

  @Test
  void sendingItTwiceEntersItOnce() {
    String visit = authorised("asha");
    press(visit, "ARRIVED");
    press(visit, "CHECK_IN");
    Document page = office.open(visit);

    office.submit(page, "form#telephone-1", "kind", "MORE_TIME");
    Seat.Answer again = office.submit(page, "form#telephone-1", "kind", "MORE_TIME");

    assertThat(again.status()).isEqualTo(303);
    assertThat(office.open(visit).select(".timeline li:contains(The visit now ends)")).hasSize(1);
  }

  @Test
  @Tag("LEAVE-1")
  void theQuestionOfWhyTheyLeftIsAnswered() {
    String visit = authorised("asha");
    press(visit, "ARRIVED");
    press(visit, "LEAVING");
    Document page = office.open(visit);

    Seat.Answer empty = office.submit(page, "form.ask", "words", " ");
    Seat.Answer done = office.submit(page, "form.ask", "words", "shouting next door");

    assertThat(page.select("form.ask").text()).contains("Asha left because it felt unsafe.");
    assertThat(empty.status()).isEqualTo(422);
    assertThat(empty.page().select("form.ask .wrong").text()).contains("Write the answer");
    assertThat(done.status()).isEqualTo(303);
    assertThat(office.open(visit).select("form.ask")).isEmpty();
    assertThat(office.open(visit).select(".timeline blockquote").text())
        .contains("shouting next door");
  }

  @Test
  void aCancellationNeedsAReasonAndIsAskedOnce() {
    String visit = plan("asha");
    Document page = office.open(visit);

    Seat.Answer empty = office.submit(page, "form#cancel", "why", "");
    Seat.Answer done = office.submit(empty.page(), "form#cancel", "why", "<i>nobody in</i>");

    assertThat(page.select("form#cancel").attr("data-turbo-confirm"))
        .startsWith("Cancel the visit to 14 Larkspur Terrace?");
    assertThat(empty.status()).isEqualTo(422);
    assertThat(empty.page().select("#cancel-visit").hasAttr("open")).isTrue();
    assertThat(empty.page().select("form#cancel").hasAttr("data-touched")).isTrue();
    assertThat(done.status()).isEqualTo(303);
    Document after = office.open(visit);
    assertThat(after.select(".visit-sentence").text()).contains(": <i>nobody in</i>");
    assertThat(after.select("main i")).isEmpty();
    assertThat(after.select("#cancel")).isEmpty();
  }

  /** Everything that a visit can do, seen by the page: no line without words. */
  @Test
  @Tag("ESC-5")
  void everyLineOfAWholeVisitHasWords() {
    String id = register();
    try (TrialWearable wearable = new TrialWearable(broker.url(), id)) {
      wearable.state(Phase.OVER, 0, 0);
      String visit = authorised("asha");
      String name = visit.substring("/visits/".length());
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          office
                              .submit(office.open(visit), "form#assign-1", "wearable", id)
                              .status())
                      .isEqualTo(303));
      for (EventKind kind :
          List.of(
              EventKind.SELF_TEST,
              EventKind.ARRIVED,
              EventKind.CHECK_IN,
              EventKind.MORE_TIME,
              EventKind.ADVICE,
              EventKind.PANIC,
              EventKind.WITHDRAWN,
              EventKind.SAFE_AND_AWAY)) {
        Message.Event event = wearable.send(kind, name);
        await().atMost(PATIENCE).until(() -> wearable.receipt(event).isPresent());
      }

      Document page = office.open(visit);

      assertThat(page.select(".visit-sentence").text())
          .contains("Asha pressed panic.")
          .contains("Nobody has it yet.");
      assertThat(page.select(".visit-alarms li[data-open=true]")).hasSize(2);
      assertThat(page.select(".timeline").text())
          .contains("Asha Patel pressed check-in at the door.")
          .contains("Asha Patel pressed panic.")
          .contains("Alarm: Panic.")
          .doesNotContain("This was recorded", "not known here", "null");
      assertThat(page.select(".timeline a[href^=/alarms/]")).isNotEmpty();
    }
  }

  @Test
  @Tag("CONF-1")
  void aVisitorSeesThePlanOfTheirOwnAndNothingLive() {
    String visit = authorised("asha");
    String others = plan("head");
    press(visit, "ARRIVED");

    Seat asha = new Seat(hub, "asha");
    Document page = asha.open(visit);

    assertThat(page.select(".visit-sentence").text())
        .isEqualTo("Authorised by Name of authoriser. The office watches over it.");
    assertThat(page.select("#timeline, .promise, .telephone, #cancel, .assign")).isEmpty();
    assertThat(page.select("body").attr("data-refresh")).isEqualTo("none");
    assertThat(page.select("main").text()).doesNotContain("at the door", "What happened");
    assertThat(asha.get(others).status()).isEqualTo(404);
    assertThat(asha.submit(office.open(visit), "form#telephone-1", "kind", "CHECK_IN").status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/visits/nothing-like-it", "/visits/%00", "/visits/..%2f", "/visits/x y"})
  void aVisitThatIsNoneIsTold(String path) {
    assertThat(office.get(path.replace(" ", "%20")).status()).isIn(400, 404);
  }

  @Test
  void theListShowsTodayFirstAndFindsWhatIsLookedFor() {
    String visit = authorised("asha");
    String id = visit.substring("/visits/".length());
    press(visit, "ARRIVED");

    Document list = office.open("/visits");
    Document found = office.open("/visits?words=larkspur&person=asha&state=guarding");
    Document none = office.open("/visits?words=%25&state=nonsense&page=0&person=%00%27");
    Document asha = new Seat(hub, "asha").open("/visits");

    assertThat(list.select("h2#out + .visits #visit-" + id + " .state").text()).isEqualTo("Out");
    assertThat(list.select("h2").first().text()).startsWith("Out now");
    assertThat(found.select("#visit-" + id)).hasSize(1);
    assertThat(none.select(".empty").text()).contains("No visit is like that.");
    assertThat(asha.select("#visit-" + id + " .state").text()).isEqualTo("Authorised");
    assertThat(asha.select("main").text()).doesNotContain("Out now");
  }

  @Test
  void aLongListComesInParts() {
    hub.person("often", "Often Out", Role.VISITOR);
    for (int i = 0; i < 27; i++) {
      plan("often");
    }

    Document first = office.open("/visits?all=true&person=often");
    Document second = office.open(first.select("a:contains(Show more)").attr("href"));

    assertThat(first.select(".visit")).hasSize(25);
    assertThat(second.select(".visit")).hasSize(2);
    assertThat(second.select("a:contains(Show more)")).isEmpty();
    assertThat(first.select(".visit").eachAttr("id"))
        .doesNotContainAnyElementsOf(second.select(".visit").eachAttr("id"));
  }

  private static void press(String visit, String kind) {
    Seat.Answer answer = office.submit(office.open(visit), "form#telephone-1", "kind", kind);
    assertThat(answer.status()).as(answer.summary()).isEqualTo(303);
  }

  private static String authorised(String visitor) {
    String visit = plan(visitor);
    assertThat(authoriser.submit(authoriser.open(visit), "#authorise form").status())
        .isEqualTo(303);
    return visit;
  }

  /** Returns the address of its page. */
  private static String plan(String visitor) {
    Instant arrival = Instant.now().plusSeconds(600);
    TrialHub.Reply planned =
        hub.post(
            "office",
            "/api/v1/visits",
            """
            {"visitors": ["%s"], "expectedArrival": "%s", "agreedEnd": "%s",
             "purpose": "welfare", "place": "14 Larkspur Terrace"}
            """
                .formatted(visitor, arrival, arrival.plusSeconds(2700)));
    return "/visits/" + planned.field("id");
  }

  private static String register() {
    String id = "v" + ++count;
    assertThat(hub.post("admin", "/api/v1/wearables", "{\"id\": \"" + id + "\"}").status())
        .isEqualTo(201);
    return id;
  }
}
