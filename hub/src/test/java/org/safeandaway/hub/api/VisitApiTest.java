package org.safeandaway.hub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.trial.TrialWearable;
import org.safeandaway.hub.trial.WithTrialHub;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/** Visits over HTTP, from the plan to the end, with a wearable on the other side. */
class VisitApiTest extends WithTrialHub {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String PLACE = "14 Larkspur Terrace";
  private static final String ADDRESS = "Flat B, 14 Larkspur Terrace, Quillford";
  private static final String NOTES = "Grandmother Ottoline opens; the dog is Biscuit";

  private static final String ANYWHERE = "\"place\": \"anywhere\"";

  private static int count;

  @BeforeAll
  static void start() {
    hub.person("marlow", "Marlow Quince", Role.VISITOR);
  }

  @Test
  void aPlannedVisitIsReadBack() {
    TrialHub.Reply planned = plan("office");

    assertThat(planned.status()).isEqualTo(201);
    TrialHub.Reply read = hub.get("office", visitPath(planned));
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.field("state")).isEqualTo("planned");
    assertThat(read.field("place")).isEqualTo(PLACE);
    assertThat(read.body()).contains("Marlow Quince").contains("visit.planned");
    assertThat(hub.get("office", "/api/v1/visits?state=planned").body())
        .contains(planned.field("id"));
    assertThat(hub.get("office", "/api/v1/visits?state=closed").body())
        .doesNotContain(planned.field("id"));
  }

  @Test
  @Tag("AUTH-1")
  void nobodyAuthorisesWithoutTheRoleOrTheirOwn() {
    hub.person("head", "Head", Role.AUTHORISER);
    TrialHub.Reply own =
        hub.post("head", "/api/v1/visits", visit("\"head\""), "Idempotency-Key", "own");
    TrialHub.Reply other = plan("office");

    assertThat(hub.post("office", visitPath(other) + "/authorisation", "").status()).isEqualTo(403);
    TrialHub.Reply refused = hub.post("head", visitPath(own) + "/authorisation", "");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.type()).isEqualTo("application/problem+json");
    assertThat(hub.get("office", visitPath(own)).field("state")).isEqualTo("planned");

    TrialHub.Reply allowed = hub.post("authoriser", visitPath(other) + "/authorisation", "");
    assertThat(allowed.status()).isEqualTo(200);
    assertThat(allowed.field("state")).isEqualTo("guarding");
  }

  @Test
  void authorisingTwiceIsAConflict() {
    TrialHub.Reply planned = plan("office");
    hub.post("authoriser", visitPath(planned) + "/authorisation", "");

    TrialHub.Reply again = hub.post("admin", visitPath(planned) + "/authorisation", "");

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.field("detail")).isNotBlank();
  }

  @Test
  void theSameKeyMakesOneVisit() {
    String body = visit("\"marlow\"");
    TrialHub.Reply first = hub.post("office", "/api/v1/visits", body, "Idempotency-Key", "once-1");
    TrialHub.Reply second = hub.post("office", "/api/v1/visits", body, "Idempotency-Key", "once-1");
    TrialHub.Reply other = hub.post("admin", "/api/v1/visits", body, "Idempotency-Key", "once-1");

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.field("id")).isEqualTo(first.field("id"));
    assertThat(other.field("id")).isNotEqualTo(first.field("id"));
  }

  @Test
  void aVisitorSeesOnlyPlansOfTheirOwn() {
    TrialHub.Reply marlows = plan("office");
    TrialHub.Reply visitors = hub.post("office", "/api/v1/visits", visit("\"visitor\""));
    hub.post("authoriser", visitPath(marlows) + "/authorisation", "");

    assertThat(hub.get("marlow", visitPath(visitors)).status()).isEqualTo(404);
    TrialHub.Reply own = hub.get("marlow", visitPath(marlows));
    assertThat(own.field("state")).isEqualTo("authorised");
    assertThat(own.body()).doesNotContain("phase").doesNotContain("dueAt");
    assertThat(hub.get("marlow", "/api/v1/visits").body())
        .contains(marlows.field("id"))
        .doesNotContain(visitors.field("id"));
  }

  @Test
  void aVisitorPlansVisitsOfTheirOwnOnly() {
    assertThat(hub.post("marlow", "/api/v1/visits", visit("\"marlow\"")).status()).isEqualTo(201);
    assertThat(hub.post("marlow", "/api/v1/visits", visit("\"visitor\"")).status()).isEqualTo(403);
  }

  @Test
  @Tag("PLAN-1")
  void aPlanIsChangedByWhoHasSeenItsLastVersion() {
    TrialHub.Reply planned = plan("office");
    String path = visitPath(planned) + "/changes";
    String change = change(planned, 1, "\"place\": \"2 Aster Row\"", false);

    TrialHub.Reply changed = hub.post("office", path, change, "Idempotency-Key", "change-1");
    TrialHub.Reply twice = hub.post("office", path, change, "Idempotency-Key", "change-1");
    TrialHub.Reply late = hub.post("admin", path, change);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.field("place")).isEqualTo("2 Aster Row");
    assertThat(changed.field("version")).isEqualTo("2");
    assertThat(twice.status()).isEqualTo(200);
    assertThat(twice.field("version")).isEqualTo("2");
    assertThat(late.status()).isEqualTo(409);
  }

  @Test
  @Tag("AUTH-1")
  void anotherPlaceIsAuthorisedAgain() {
    TrialHub.Reply planned = plan("office");
    String path = visitPath(planned);
    hub.post("authoriser", path + "/authorisation", "");
    String elsewhere = "\"place\": \"2 Aster Row\"";

    TrialHub.Reply refused =
        hub.post("office", path + "/changes", change(planned, 1, elsewhere, false));
    TrialHub.Reply notes =
        hub.post(
            "office",
            path + "/changes",
            change(planned, 1, "\"place\": \"" + PLACE + "\"", false).replace(NOTES, "Cat too"));
    TrialHub.Reply visitor =
        hub.post("marlow", path + "/changes", change(planned, 2, elsewhere, true));
    TrialHub.Reply changed =
        hub.post("office", path + "/changes", change(planned, 2, elsewhere, true));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(notes.status()).isEqualTo(200);
    assertThat(notes.field("state")).isEqualTo("guarding");
    assertThat(notes.field("notes")).isEqualTo("Cat too");
    assertThat(visitor.status()).isEqualTo(403);
    assertThat(changed.field("state")).isEqualTo("planned");
    assertThat(changed.body()).contains("visit.authorisation-ended");
    assertThat(hub.post("authoriser", path + "/authorisation", "").field("state"))
        .isEqualTo("guarding");
  }

  @Test
  void nobodyChangesOthersVisitsWhoOnlyGoesOnVisits() {
    TrialHub.Reply others = hub.post("office", "/api/v1/visits", visit("\"visitor\""));
    TrialHub.Reply own = plan("marlow");

    assertThat(
            hub.post("marlow", visitPath(others) + "/changes", change(others, 1, ANYWHERE, false))
                .status())
        .isEqualTo(404);
    assertThat(
            hub.post("marlow", visitPath(own) + "/changes", change(own, 1, ANYWHERE, false))
                .status())
        .isEqualTo(200);
    assertThat(
            hub.post(
                    "marlow",
                    visitPath(own) + "/changes",
                    change(own, 2, ANYWHERE, false).replace("\"marlow\"", "\"visitor\""))
                .status())
        .isEqualTo(403);
    assertThat(
            hub.post(
                    "office",
                    visitPath(own) + "/changes",
                    change(own, 2, ANYWHERE, false).replace("\"marlow\"", "\"nobody\""))
                .status())
        .isEqualTo(400);
  }

  @Test
  void aCancelledVisitIsClosedWithItsReason() {
    TrialHub.Reply planned = plan("office");

    TrialHub.Reply cancelled =
        hub.post("office", visitPath(planned) + "/cancellation", "{\"why\": \"rearranged\"}");

    assertThat(cancelled.field("state")).isEqualTo("closed");
    assertThat(cancelled.field("closedWhy")).isEqualTo("rearranged");
  }

  @Test
  void whatAVisitorTelephonesCounts() {
    TrialHub.Reply planned = plan("office");
    hub.post("authoriser", visitPath(planned) + "/authorisation", "");
    String path = visitPath(planned) + "/telephone";

    TrialHub.Reply arrived =
        hub.post("office", path, "{\"participant\": 1, \"kind\": \"ARRIVED\"}");

    assertThat(arrived.status()).isEqualTo(200);
    assertThat(arrived.body()).contains("\"phase\":\"DOOR\"").contains("\"kind\":\"CHECK_IN\"");
    assertThat(hub.post("office", path, "{\"participant\": 7, \"kind\": \"ARRIVED\"}").status())
        .isEqualTo(404);
    assertThat(hub.post("office", path, "{\"participant\": 1, \"kind\": \"PANIC\"}").status())
        .isEqualTo(400);
  }

  @Test
  void aWearableThatWasNeverHeardNeedsAReason() {
    TrialHub.Reply planned = plan("office");
    String wearable = register();
    String path = visitPath(planned) + "/assignments";

    TrialHub.Reply refused =
        hub.post("office", path, "{\"participant\": 1, \"wearable\": \"" + wearable + "\"}");
    TrialHub.Reply unknown =
        hub.post("office", path, "{\"participant\": 1, \"wearable\": \"nobodys\"}");
    TrialHub.Reply overridden =
        hub.post(
            "office",
            path,
            "{\"participant\": 1, \"wearable\": \"%s\", \"override\": \"new\"}"
                .formatted(wearable));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(overridden.status()).isEqualTo(200);
    assertThat(overridden.body()).contains("\"wearable\":\"" + wearable + "\"");
  }

  /** The whole of a visit, with every message that crossed the broker in it. */
  @Test
  @Tag("CONF-1")
  @Tag("ESC-5")
  void aWholeVisitWithAPanicNamesNobodyOverMqtt() {
    String id = register();
    try (TrialWearable wearable = new TrialWearable(broker.url(), id)) {
      wearable.overhear();
      wearable.state(Phase.OVER, 0, 0);
      TrialHub.Reply planned = plan("office");
      String path = visitPath(planned);
      hub.post("authoriser", path + "/authorisation", "");
      hub.post(
          "office",
          path + "/assignments",
          "{\"participant\": 1, \"wearable\": \"%s\", \"override\": \"trial\"}".formatted(id));
      await().atMost(PATIENCE).until(() -> noticed(wearable, planned.field("id")));

      counted(wearable, wearable.send(EventKind.ARRIVED, planned.field("id")));
      counted(wearable, wearable.send(EventKind.CHECK_IN, planned.field("id")));
      Message.Event panic = wearable.send(EventKind.PANIC, planned.field("id"));
      counted(wearable, panic);
      String alarm = takeAndResolve(wearable, panic);
      counted(wearable, wearable.send(EventKind.SAFE_AND_AWAY, planned.field("id")));

      TrialHub.Reply end = hub.get("office", path);
      assertThat(end.field("state")).isEqualTo("closed");
      assertThat(end.body()).contains(alarm).contains("alarm.taken");
      namesNobody(wearable.everything());
    }
  }

  /** Returns the alarm's id. */
  private static String takeAndResolve(TrialWearable wearable, Message.Event panic) {
    String alarm = alarmOf(panic);
    String path = "/api/v1/alarms/" + alarm;
    assertThat(hub.post("office", path + "/resolution", resolution()).status()).isEqualTo(409);
    TrialHub.Reply taken = hub.post("office", path + "/acknowledgement", "");
    assertThat(taken.body()).contains("Name of office");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                wearable.receipts().stream()
                    .anyMatch(each -> each.owned() && each.id().equals(panic.id())));
    assertThat(hub.post("admin", path + "/acknowledgement", "").status()).isEqualTo(409);
    assertThat(hub.post("office", path + "/notes", "{\"words\": \"rang\"}").body())
        .contains("rang");
    assertThat(hub.post("office", path + "/resolution", resolution()).field("open"))
        .isEqualTo("false");
    return alarm;
  }

  private static String resolution() {
    return "{\"reason\": \"FALSE_ALARM\", \"words\": \"sat on it\"}";
  }

  private static String alarmOf(Message.Event event) {
    String open = hub.get("office", "/api/v1/alarms?open=true").body();
    assertThat(open).contains("PANIC");
    return new TrialHub.Reply(200, "", open).field("id");
  }

  private static void counted(TrialWearable wearable, Message.Event event) {
    await().atMost(PATIENCE).until(() -> wearable.receipt(event).isPresent());
    assertThat(wearable.receipt(event).orElseThrow().outcome()).isEqualTo(Outcome.COUNTED);
  }

  private static boolean noticed(TrialWearable wearable, String visit) {
    return wearable.notices().stream().anyMatch(each -> visit.equals(each.visit()));
  }

  private static void namesNobody(List<TrialWearable.Heard> everything) {
    List<String> personal =
        List.of(
            "marlow",
            "quince",
            "larkspur",
            "quillford",
            "ottoline",
            "biscuit",
            "truancy",
            "name of",
            "07700",
            "school.example",
            "rang",
            "sat on it");
    assertThat(everything).hasSizeGreaterThan(10);
    for (TrialWearable.Heard heard : everything) {
      String text =
          (heard.topic() + " " + new String(heard.payload(), StandardCharsets.UTF_8))
              .toLowerCase(Locale.ROOT);
      assertThat(personal).noneMatch(text::contains);
    }
  }

  private static TrialHub.Reply plan(String by) {
    return hub.post(by, "/api/v1/visits", visit("\"marlow\""));
  }

  private static String visit(String visitors) {
    Instant arrival = Instant.now().plusSeconds(600);
    return """
        {"visitors": [%s], "expectedArrival": "%s", "agreedEnd": "%s", "silent": true,
         "purpose": "truancy", "place": "%s", "address": "%s", "notes": "%s"}
        """
        .formatted(visitors, arrival, arrival.plusSeconds(3600), PLACE, ADDRESS, NOTES);
  }

  /** The visit as it is, but for its place. */
  private static String change(
      TrialHub.Reply visit, int version, String place, boolean authoriseAgain) {
    return """
        {"visitors": ["marlow"], "expectedArrival": "%s", "agreedEnd": "%s", "silent": true,
         "purpose": "truancy", %s, "address": "%s", "notes": "%s", "version": %d,
         "authoriseAgain": %s}
        """
        .formatted(
            visit.field("expectedArrival"),
            visit.field("agreedEnd"),
            place,
            ADDRESS,
            NOTES,
            version,
            authoriseAgain);
  }

  private static String visitPath(TrialHub.Reply visit) {
    return "/api/v1/visits/" + visit.field("id");
  }

  private static String register() {
    String id = "v" + ++count;
    assertThat(hub.post("admin", "/api/v1/wearables", "{\"id\": \"" + id + "\"}").status())
        .isEqualTo(201);
    return id;
  }
}
