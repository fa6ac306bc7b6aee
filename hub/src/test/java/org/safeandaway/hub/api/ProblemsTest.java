package org.safeandaway.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.trial.WithTrialHub;

/** Every way to ask wrongly has an answer that says what to do. */
class ProblemsTest extends WithTrialHub {
  @Test
  void everyMistakeOfAPlanIsToldAtOnce() {
    TrialHub.Reply reply =
        hub.post(
            "office",
            "/api/v1/visits",
            """
            {"visitors": [], "expectedArrival": "tomorrow", "agreedEnd": "2026-09-14T15:00:00",
             "purpose": "", "silent": "yes", "plaice": "x"}
            """);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.type()).isEqualTo("application/problem+json");
    assertThat(reply.body())
        .contains("\"field\":\"visitors\"", "is a list of 1 to 8 texts")
        .contains("\"field\":\"expectedArrival\"", "is a time with its offset")
        .contains("\"field\":\"agreedEnd\"")
        .contains("\"field\":\"purpose\"")
        .contains("\"field\":\"place\"", "is missing")
        .contains("\"field\":\"silent\"", "is true or false")
        .contains("\"field\":\"plaice\"", "is not known here");
  }

  @Test
  void aVisitEndsAfterItBegins() {
    TrialHub.Reply reply =
        hub.post(
            "office",
            "/api/v1/visits",
            """
            {"visitors": ["visitor"], "purpose": "p", "place": "p",
             "expectedArrival": "2026-09-14T15:00:00Z", "agreedEnd": "2026-09-14T15:00:00+01:00"}
            """);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.field("detail")).isEqualTo("agreedEnd is later than expectedArrival.");
  }

  @Test
  void aVisitorWhomNobodyKnowsIsNamed() {
    TrialHub.Reply reply =
        hub.post(
            "office",
            "/api/v1/visits",
            """
            {"visitors": ["nobody-here"], "purpose": "p", "place": "p",
             "expectedArrival": "2026-09-14T15:00:00Z", "agreedEnd": "2026-09-14T16:00:00Z"}
            """);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("nobody-here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /api/v1/visits | {                    | 400",
        "POST | /api/v1/visits | []                   | 400",
        "POST | /api/v1/visits | 7                    | 400",
        "POST | /api/v1/wearables | {\"id\": \"Hub\"} | 400",
        "POST | /api/v1/wearables | {\"id\": \"hub\"} | 400",
        "POST | /api/v1/people | {\"id\": \"x\", \"name\": \"X\", \"roles\": [\"king\"]} | 400",
        "POST | /api/v1/policy | {}                   | 400",
        "POST | /api/v1/alarms/x/notes | {\"words\": \"w\"} | 404",
        "POST | /api/v1/alarms/00000000-0000-0000-0000-000000000000/notes | {\"words\": \"w\"} | 404",
        "POST | /api/v1/visits/x/cancellation | {\"why\": \"w\"} | 404",
        "GET  | /api/v1/visits/x                 | - | 404",
        "GET  | /api/v1/visits/%20               | - | 404",
        "GET  | /api/v1/visits?state=lost        | - | 400",
        "GET  | /api/v1/alarms?open=perhaps      | - | 400",
        "GET  | /api/v1/alarms/x                 | - | 404",
        "GET  | /api/v2/visits                   | - | 404",
        "DELETE | /api/v1/visits                 | - | 405",
      })
  void isAProblemThatSaysWhatToDo(String method, String path, String body, int status) {
    TrialHub.Reply reply =
        hub.send(
            hub.request(path)
                .header("Authorization", "Bearer " + hub.token("admin"))
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body.equals("-") ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.type()).isEqualTo("application/problem+json");
    assertThat(reply.field("status")).isEqualTo(Integer.toString(status));
    assertThat(reply.field("detail")).isNotBlank();
  }

  @Test
  void onlyJsonIsTaken() {
    TrialHub.Reply reply =
        hub.send(
            hub.request("/api/v1/visits")
                .header("Authorization", "Bearer " + hub.token("admin"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("visitors: me")));

    assertThat(reply.status()).isEqualTo(415);
    assertThat(reply.type()).isEqualTo("application/problem+json");
    assertThat(reply.body()).contains("application/json");
  }

  @Test
  void whatIsTooLongIsNotRead() {
    String long70k = "x".repeat(70_000);

    TrialHub.Reply reply = hub.post("admin", "/api/v1/wearables", "{\"id\": \"" + long70k + "\"}");

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.type()).isEqualTo("application/problem+json");
  }

  @Test
  void anIdIsTakenOnce() {
    String body = "{\"id\": \"twice\"}";
    hub.post("admin", "/api/v1/wearables", body);

    assertThat(hub.post("admin", "/api/v1/wearables", body).status()).isEqualTo(409);
  }

  @Test
  void aKeyThatIsNoneIsRefused() {
    TrialHub.Reply reply =
        hub.post(
            "office",
            "/api/v1/visits",
            """
            {"visitors": ["visitor"], "purpose": "p", "place": "p",
             "expectedArrival": "2026-09-14T15:00:00Z", "agreedEnd": "2026-09-14T16:00:00Z"}
            """,
            "Idempotency-Key",
            "with space");

    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void aPolicyIsChangedByItsNextVersion() {
    String body = hub.get("admin", "/api/v1/policy").body();
    String rules = body.replaceAll("\"version\":\\d+,", "").replace("\"PT20M\"", "\"PT2M\"");

    TrialHub.Reply saved = hub.post("admin", "/api/v1/policy", rules);

    assertThat(saved.status()).isEqualTo(201);
    assertThat(saved.field("version")).isEqualTo("2");
    assertThat(hub.get("office", "/api/v1/policy").field("checkInEvery")).isEqualTo("PT2M");
  }

  @Test
  void healthTellsNobodyMoreThanWhetherAllIsWell() {
    TrialHub.Reply nobody = hub.send(hub.request("/health").GET());
    TrialHub.Reply known = hub.get("admin", "/health");

    assertThat(nobody.body()).contains("status").doesNotContain("jdbc").doesNotContain("desk");
    assertThat(known.body()).contains("desk", "keeper", "sealer", "mqtt");
  }
}
