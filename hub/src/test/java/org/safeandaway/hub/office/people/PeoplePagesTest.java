package org.safeandaway.hub.office.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.security.Sessions;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.watch.PersonId;

/** What an administrator does about people, in a browser. */
class PeoplePagesTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&";

  private static TrialBroker broker;
  private static TrialHub hub;
  private static Secret admin;
  private static int count;

  @BeforeAll
  static void start() {
    broker = new TrialBroker();
    hub = TrialHub.start(TrialDatabase.make(), broker.url());
    admin = hub.session("admin");
  }

  @AfterAll
  static void stop() {
    hub.close();
    broker.close();
  }

  private static TrialHub.Reply post(String path, String... fields) {
    return hub.send(hub.form(admin, path, fields));
  }

  private static Document page(String path) {
    TrialHub.Reply reply = hub.send(hub.page(admin, path));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return Jsoup.parse(reply.body());
  }

  private static String somebody() {
    String id = "jo" + ++count;
    hub.person(id, "Jo Head " + count, Role.OFFICE);
    return id;
  }

  @Test
  void somebodyIsAddedAndListed() {
    TrialHub.Reply added =
        post(
            "/people",
            "id",
            "nia",
            "name",
            "Nia Rees",
            "mobile",
            "",
            "email",
            "Nia@school.example",
            "roles",
            "office",
            "roles",
            "visitor");

    assertThat(added.status()).isEqualTo(303);
    assertThat(added.header("Location")).isEqualTo("/people/nia?done=added");
    People.Person nia = hub.bean(People.class).one(new PersonId("nia")).orElseThrow();
    assertThat(nia.roles()).containsExactly("office", "visitor");
    assertThat(nia.mobile()).isNull();
    assertThat(page("/people").select("tbody").text()).contains("Nia Rees", "visitor, office");
    assertThat(page("/people/nia?done=added").select(".done").text()).contains("set-up link");
  }

  @Test
  void aBadFormSaysWhatToDoAndKeepsWhatWasTyped() {
    TrialHub.Reply bad =
        post("/people", "id", "Not an id", "name", HOSTILE, "email", "nowhere", "mobile", "0");

    assertThat(bad.status()).isEqualTo(422);
    Document page = Jsoup.parse(bad.body());
    assertThat(page.select(".wrong").eachText())
        .containsExactly(
            "Give a short name of small letters, figures, dots and dashes that begins with a letter, such as m.lopes.",
            "Give an e-mail address such as jo@school.example, or leave it empty.",
            "Tick at least one.");
    assertThat(page.select("#person-name").attr("value")).isEqualTo(HOSTILE);
    assertThat(page.select("#person-id").attr("value")).isEqualTo("Not an id");
    assertThat(page.select("#person-email").attr("aria-invalid")).isEqualTo("true");
    assertThat(page.select("img")).isEmpty();
  }

  @Test
  void everyFormBearsEmptyHugeHostileAndDoubleOnes() {
    String id = somebody();
    for (String path :
        List.of("/people", "/people/" + id + "/changes", "/people/" + id + "/tokens")) {
      assertThat(post(path).status()).as("%s, empty", path).isEqualTo(422);
      assertThat(
              post(
                      path,
                      "id",
                      "x".repeat(9000),
                      "name",
                      "x".repeat(9000),
                      "roles",
                      "x".repeat(9000))
                  .status())
          .isEqualTo(422);
      assertThat(post(path, "id", "\u0000", "name", "\u0000\u0007", "roles", "king").status())
          .isEqualTo(422);
      assertThat(post(path, "name", "x".repeat(70_000)).status()).isEqualTo(413);
    }
    assertThat(hub.bean(People.class).one(new PersonId(id)).orElseThrow().name())
        .startsWith("Jo Head");
    String[] same = {"id", "twice", "name", "Twice", "roles", "office"};
    assertThat(post("/people", same).status()).isEqualTo(303);
    TrialHub.Reply again = post("/people", same);
    assertThat(again.status()).isEqualTo(422);
    assertThat(Jsoup.parse(again.body()).select(".wrong").text()).contains("already");
  }

  @Test
  void aHostileNameIsOnlyAName() {
    post("/people", "id", "bobby", "name", HOSTILE, "roles", "office");

    for (String path : List.of("/people", "/people/bobby", "/people/bobby/tokens")) {
      Document page = page(path);
      assertThat(page.text()).contains(HOSTILE);
      assertThat(page.select("img")).isEmpty();
    }
  }

  @Test
  void theLastAdministratorIsNotLockedOut() {
    TrialHub.Reply resigned = post("/people/admin/changes", "name", "Ada", "roles", "office");
    TrialHub.Reply gone = post("/people/admin/deactivation");

    assertThat(resigned.status()).isEqualTo(422);
    assertThat(Jsoup.parse(resigned.body()).select(".wrong").text()).contains("last administrator");
    assertThat(gone.status()).isEqualTo(422);
    assertThat(Jsoup.parse(gone.body()).select(".summary").text()).contains("last administrator");
    assertThat(page("/people").title()).contains("People");
  }

  @Test
  void whoeverIsDeactivatedIsOutAtOnce() {
    String id = somebody();
    Secret session = hub.session(id);

    assertThat(post("/people/" + id + "/deactivation").status()).isEqualTo(303);

    assertThat(hub.send(hub.page(session, "/account")).status()).isEqualTo(303);
    assertThat(hub.get(id, "/api/v1/me").status()).isEqualTo(401);
    assertThat(post("/people/" + id + "/activation").status()).isEqualTo(303);
    assertThat(hub.get(id, "/api/v1/me").status()).isEqualTo(200);
    assertThat(hub.send(hub.page(session, "/account")).status()).as("signs in anew").isEqualTo(303);
  }

  @Test
  void aSetUpLinkIsShownOnceAndKeptByNobody() {
    String id = somebody();

    TrialHub.Reply made = post("/people/" + id + "/set-up-links");

    String link = Jsoup.parse(made.body()).select("input.secret").attr("value");
    assertThat(link).matches("http://127.0.0.1:[0-9]+/set-up/saa_[A-Za-z0-9_-]{43}");
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page("/people/" + id).select("input.secret")).isEmpty();
    String path = link.replaceAll("^http://[^/]+", "");
    assertThat(hub.send(hub.request(path).header("Accept", "text/html").GET()).body())
        .contains("Choose a password");
  }

  @Test
  void aTokenIsMadeShownOnceUsedAndRevoked() {
    String id = somebody();
    String tokens = "/people/" + id + "/tokens";

    TrialHub.Reply made = post(tokens, "name", "Screen in the hall", "roles", "office");
    String secret = Jsoup.parse(made.body()).select("input.secret").attr("value");
    assertThat(bearing(secret)).isEqualTo(200);
    TrialHub.Reply again = post(tokens, "name", "Screen in the hall", "roles", "office");
    assertThat(again.status()).as("sent twice").isEqualTo(422);
    Document list = page(tokens);
    assertThat(list.text()).contains("Screen in the hall").doesNotContain(secret);
    String revoke = list.select("tr:contains(Screen in the hall) form").attr("action");

    assertThat(post(revoke).header("Location")).isEqualTo(tokens + "?done=revoked");

    assertThat(bearing(secret)).isEqualTo(401);
    assertThat(post(tokens, "name", "Screen in the hall", "roles", "office").status())
        .isEqualTo(200);
  }

  @Test
  void aSessionOfSomebodyIsEnded() {
    String id = somebody();
    Secret session = hub.session(id);
    Sessions.Listed listed = hub.bean(Sessions.class).of(new PersonId(id)).getFirst();

    post("/people/" + id + "/sessions/" + listed.id() + "/revocation");

    assertThat(hub.send(hub.page(session, "/account")).status()).isEqualTo(303);
    assertThat(page("/people/" + id).text()).contains("Nowhere.");
  }

  @Test
  void whoIsNotThereIsSaidOnAPage() {
    TrialHub.Reply reply = hub.send(hub.page(admin, "/people/nobody-here"));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.type()).startsWith("text/html");
    assertThat(Jsoup.parse(reply.body()).text()).contains("There is nobody of this name here");
    assertThat(hub.send(hub.page(admin, "/people/%3Cscript%3E")).status()).isEqualTo(404);
  }

  @Test
  void othersAreToldThatTheyMayNot() {
    TrialHub.Reply reply = hub.send(hub.page(hub.session("office"), "/people"));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.type()).startsWith("text/html");
    assertThat(Jsoup.parse(reply.body()).text()).contains("ask somebody whose role allows it");
  }

  private static int bearing(String token) {
    return hub.send(hub.request("/api/v1/me").header("Authorization", "Bearer " + token).GET())
        .status();
  }
}
