package org.safeandaway.hub.office.visits;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Planning a visit and changing it, as somebody at a browser does. */
class PlanPagesTest {
  private static final String FORM = "form#plan";
  private static final String HOSTILE = "<script>alert(1)</script> \"' ' 🦊 \u202Eright to left";

  private static TrialBroker broker;
  private static TrialHub hub;
  private static Seat office;
  private static Seat visitor;

  @BeforeAll
  static void start() {
    broker = new TrialBroker();
    hub = TrialHub.start(TrialDatabase.make(), broker.url());
    hub.person("marlow", "Marlow Quince", Role.VISITOR);
    hub.person("asha", "Asha <b>Patel</b>", Role.VISITOR);
    office = new Seat(hub, "office");
    visitor = new Seat(hub, "marlow");
  }

  @AfterAll
  static void stop() {
    hub.close();
    broker.close();
  }

  @Test
  void theFormOpensWithTimesThatAreLikely() {
    Document page = office.open("/visits/new");

    String arrival = page.select("[name=expectedArrival]").val();
    String end = page.select("[name=agreedEnd]").val();
    assertThat(arrival).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:(00|15|30|45)");
    assertThat(java.time.LocalDateTime.parse(end))
        .isEqualTo(java.time.LocalDateTime.parse(arrival).plusMinutes(45));
    assertThat(page.select("body").attr("data-refresh")).isEqualTo("world");
  }

  @Test
  @Tag("PLAN-1")
  void aVisitIsPlannedAndShown() {
    Seat.Answer answer =
        office.submit(
            office.open("/visits/new"),
            FORM,
            "visitors",
            "marlow",
            "visitors",
            "asha",
            "place",
            "14 Larkspur Terrace",
            "purpose",
            "Welfare check",
            "notes",
            "one\r\ntwo");

    assertThat(answer.status()).isEqualTo(303);
    Document visit = office.open(answer.location());
    assertThat(visit.select("h1").text()).isEqualTo("14 Larkspur Terrace");
    assertThat(visit.select("main").text())
        .contains("Marlow Quince and Asha <b>Patel</b>")
        .contains("Planned. Nobody watches over it until somebody authorises it.")
        .contains("Welfare check")
        .contains("Name of office planned the visit");
    assertThat(visit.select("main b")).isEmpty();
  }

  @Test
  void sendingItTwicePlansOneVisit() {
    Document page = office.open("/visits/new");

    Seat.Answer first = plan(page, "twice");
    Seat.Answer second = plan(page, "twice");
    Seat.Answer another = plan(office.open("/visits/new"), "twice");

    assertThat(second.status()).isEqualTo(303);
    assertThat(second.location()).isEqualTo(first.location());
    assertThat(another.location()).isNotEqualTo(first.location());
  }

  @Test
  void whatIsWrongIsSaidBesideTheFieldAndNothingIsLost() {
    Seat.Answer answer =
        office.submit(
            office.open("/visits/new"),
            FORM,
            "expectedArrival",
            "half past two",
            "agreedEnd",
            "",
            "place",
            "x".repeat(81),
            "address",
            HOSTILE,
            "silent",
            "true");

    assertThat(answer.status()).isEqualTo(422);
    Document page = answer.page();
    assertThat(page.select("[name=expectedArrival]").val()).isEqualTo("half past two");
    assertThat(page.select("[name=place]").val()).isEqualTo("x".repeat(81));
    assertThat(page.select("[name=address]").val()).isEqualTo(HOSTILE);
    assertThat(page.select("[name=silent]").hasAttr("checked")).isTrue();
    assertThat(page.select("main script")).isEmpty();
    assertThat(page.select("#plan-place-wrong").text())
        .isEqualTo("Write where you are going, in up to 80 characters.");
    assertThat(page.select("[name=place]").attr("aria-describedby")).contains("plan-place-wrong");
    assertThat(page.select("[name=place]").attr("aria-invalid")).isEqualTo("true");
    assertThat(answer.summary())
        .contains("Choose who goes")
        .contains("Give the day and time at which they are at the door.")
        .contains("Write what the visit is for");
    for (var link : page.select("main .summary a")) {
      assertThat(page.select(link.attr("href"))).as(link.attr("href")).hasSize(1);
    }
  }

  @Test
  void theEndIsAfterTheArrival() {
    Seat.Answer answer =
        office.submit(
            office.open("/visits/new"),
            FORM,
            "visitors",
            "marlow",
            "place",
            "anywhere",
            "purpose",
            "any",
            "expectedArrival",
            "2026-12-01T10:00",
            "agreedEnd",
            "2026-12-01T09:00");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select("#plan-agreedEnd-wrong").text())
        .isEqualTo("The end has to be after the arrival.");
    assertThat(answer.page().select("[name=visitors][value=marlow]").hasAttr("checked")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\u0007b", "a\u001bb"})
  void charactersThatCannotBeSeenAreTold(String place) {
    Seat.Answer answer = plan(office.open("/visits/new"), place);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select("#plan-place-wrong").text()).contains("cannot be seen");
  }

  @Test
  void hostileTextIsShownAsItIs() {
    Seat.Answer answer = plan(office.open("/visits/new"), HOSTILE);

    Document visit = office.open(answer.location());
    assertThat(visit.select("h1").text()).isEqualTo(HOSTILE);
    assertThat(visit.select("main script")).isEmpty();
    assertThat(office.open("/visits").select(".visit h3").text()).contains(HOSTILE);
  }

  @Test
  void emptyAndHugeFormsAreAnswered() {
    Document page = office.open("/visits/new");
    page.select("form#plan input, form#plan textarea").remove();

    assertThat(office.submit(page, FORM).status()).isEqualTo(422);
    assertThat(plan(office.open("/visits/new"), "x".repeat(70_000)).status()).isEqualTo(413);
  }

  @Test
  void somebodyWhoIsNobodyIsTold() {
    Seat.Answer answer =
        office.submit(
            office.open("/visits/new"),
            FORM,
            "visitors",
            "nobody",
            "place",
            "anywhere",
            "purpose",
            "any");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.page().select("#plan-visitors-wrong").text())
        .isEqualTo("Somebody who is chosen does not work here any more. Choose again.");
  }

  @Test
  void aVisitorPlansVisitsOfTheirOwnOnly() {
    Document page = visitor.open("/visits/new");
    assertThat(page.select("[name=visitors][value=marlow]").hasAttr("checked")).isTrue();
    assertThat(page.select("[name=visitors][value=office]")).isEmpty();

    Seat.Answer others =
        visitor.submit(page, FORM, "visitors", "asha", "place", "anywhere", "purpose", "any");

    assertThat(others.status()).isEqualTo(403);
    assertThat(others.summary()).contains("Plan visits that you go on yourself");
    assertThat(others.page().select("[name=place]").val()).isEqualTo("anywhere");
  }

  @Test
  void aPlanIsChangedAndTheOtherFieldsStay() {
    String visit = plan(office.open("/visits/new"), "1 Aster Row").location();

    Seat.Answer answer =
        office.submit(office.open(visit + "/change"), FORM, "place", "2 Aster Row");

    assertThat(answer.location()).isEqualTo(visit);
    assertThat(office.open(visit).select("h1").text()).isEqualTo("2 Aster Row");
    assertThat(office.open(visit).select("main").text()).contains("changed the plan");
  }

  @Test
  void anotherVisitLikeItHasNewTimes() {
    Seat.Answer first =
        office.submit(
            office.open("/visits/new"),
            FORM,
            "visitors",
            "asha",
            "place",
            "1 Aster Row",
            "purpose",
            "Attendance",
            "expectedArrival",
            "2026-12-01T10:00",
            "agreedEnd",
            "2026-12-01T11:00");
    String id = first.location().substring("/visits/".length());

    Document another = office.open("/visits/new?like=" + id);

    assertThat(another.select("[name=place]").val()).isEqualTo("1 Aster Row");
    assertThat(another.select("[name=visitors][value=asha]").hasAttr("checked")).isTrue();
    assertThat(another.select("[name=expectedArrival]").val()).isNotEqualTo("2026-12-01T10:00");
    assertThat(plan(another, "1 Aster Row").location()).isNotEqualTo(first.location());
    assertThat(visitor.get("/visits/new?like=" + id).status()).isEqualTo(404);
  }

  @Test
  @Tag("PLAN-1")
  @Tag("PLAN-3")
  @Tag("PLAN-6")
  void whatAnAlarmNeedsIsPlannedAndShownButForTheSafeWord() {
    String visit =
        office
            .submit(
                office.open("/visits/new"),
                FORM,
                "visitors",
                "marlow",
                "place",
                "3 Aster Row",
                "purpose",
                "Attendance",
                "parent",
                "Jo Penrose",
                "parentTelephone",
                "01632 960201, 07700 900201",
                "vehicle",
                "blue Ford Fiesta",
                "registration",
                "AB12 CDE",
                "hazards",
                "Large dog.",
                "safeWord",
                "marmalade")
            .location();

    Document page = office.open(visit);
    assertThat(page.select("#plan ~ .facts").text())
        .contains("Parent or carer Jo Penrose")
        .contains("Vehicle blue Ford Fiesta, AB12 CDE")
        .contains("Hazards Large dog.")
        .contains("Safe word Set");
    assertThat(page.select("a[href=tel:+447700900201]")).hasSize(1);
    Document change = office.open(visit + "/change");
    assertThat(change.select("[name=hazards]").val()).isEqualTo("Large dog.");
    String id = visit.substring("/visits/".length());
    String everywhere =
        page.html()
            + change.html()
            + visitor.open(visit).html()
            + office.open("/visits").html()
            + office.open("/visits/new?like=" + id).html()
            + hub.get("office", "/api/v1" + visit).body()
            + hub.get("marlow", "/api/v1/visits").body();
    assertThat(everywhere).contains("safeWordSet").doesNotContain("marmalade");
  }

  @Test
  @Tag("PLAN-6")
  void theSafeWordIsShownToWhoeverAsksAndThatIsRecorded() {
    String visit =
        office
            .submit(
                office.open("/visits/new"),
                FORM,
                "visitors",
                "marlow",
                "place",
                "4 Aster Row",
                "purpose",
                "Attendance",
                "safeWord",
                "marmalade")
            .location();
    Document planned = office.open(visit);
    assertThat(planned.select("form#safe-word button").text())
        .isEqualTo("Marlow is on the telephone: show the safe word");

    assertThat(office.submit(planned, "form#safe-word").status()).isEqualTo(303);

    assertThat(office.open(visit).select("#the-safe-word strong").text()).isEqualTo("marmalade");
    Document others = new Seat(hub, "admin").open(visit);
    assertThat(others.html()).doesNotContain("marmalade");
    assertThat(others.select("main").text())
        .contains("Name of office had the safe word shown, with the visitor on the telephone.");
    assertThat(visitor.open(visit).select("form#safe-word")).isEmpty();
    assertThat(hub.post("office", "/api/v1" + visit + "/safe-word", "{}").status()).isEqualTo(409);
  }

  @Test
  @Tag("PLAN-6")
  void aSafeWordStaysUntilItIsTakenAway() {
    Document page = office.open("/visits/new");
    page.select("[name=safeWord]").val("marmalade");
    String visit = plan(page, "5 Aster Row").location();

    office.submit(office.open(visit + "/change"), FORM, "notes", "Ring twice.");
    assertThat(office.open(visit).select(".facts").text()).contains("Safe word Set");
    office.submit(office.open(visit + "/change"), FORM, "noSafeWord", "true");

    assertThat(office.open(visit).select(".facts").text()).contains("Safe word Not set");
  }

  @Test
  void ofTwoWhoChangeAPlanTheSecondLooksAgain() {
    String visit = plan(office.open("/visits/new"), "1 Aster Row").location();
    Document first = office.open(visit + "/change");
    Document second = new Seat(hub, "admin").open(visit + "/change");

    office.submit(first, FORM, "place", "2 Aster Row");
    Seat.Answer late = new Seat(hub, "admin").submit(second, FORM, "place", "3 Aster Row");

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.summary()).contains("Somebody changed this visit meanwhile");
    assertThat(late.page().select("[name=place]").val()).isEqualTo("3 Aster Row");
  }

  @Test
  @Tag("AUTH-1")
  void anAuthorisedPlanIsChangedOnlyByWhoSaysSo() {
    String visit = plan(office.open("/visits/new"), "1 Aster Row").location();
    Seat authoriser = new Seat(hub, "authoriser");
    authoriser.submit(authoriser.open(visit), "#authorise form");

    Document change = office.open(visit + "/change");
    Seat.Answer notes = office.submit(change, FORM, "notes", "a dog");
    Seat.Answer refused =
        office.submit(office.open(visit + "/change"), FORM, "place", "2 Aster Row");
    Seat.Answer done = office.submit(refused.page(), FORM, "authoriseAgain", "true");

    assertThat(notes.status()).isEqualTo(303);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.summary()).contains("This visit is authorised.");
    assertThat(done.status()).isEqualTo(303);
    assertThat(office.open(visit).select(".visit-sentence").text()).startsWith("Planned.");
  }

  private static Seat.Answer plan(Document page, String place) {
    return office.submit(page, FORM, "visitors", "marlow", "place", place, "purpose", "Attendance");
  }
}
