package org.safeandaway.hub.office.phones;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.notify.push.PushSubscriptions.Given;
import org.safeandaway.hub.notify.push.Telephone;
import org.safeandaway.hub.security.Csrf;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;

/** What people do on the page of their account to be told of alarms. */
class PushPagesTest {
  private static final WireMockServer SERVICE =
      new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

  private static TrialBroker broker;
  private static TrialHub hub;
  private static int count;

  private final Telephone telephone = new Telephone();
  private String jo;
  private Secret session;

  @BeforeAll
  static void start() {
    SERVICE.start();
    broker = new TrialBroker();
    hub =
        TrialHub.start(
            TrialDatabase.make(),
            broker.url(),
            Map.of("safeandaway.notify.push.services", SERVICE.baseUrl()));
  }

  @AfterAll
  static void stop() {
    hub.close();
    broker.close();
    SERVICE.stop();
  }

  @BeforeEach
  void someone() {
    SERVICE.resetAll();
    SERVICE.stubFor(post(anyUrl()).willReturn(status(201)));
    jo = "jo" + ++count;
    hub.person(jo, "Jo Head", Role.OFFICE);
    session = hub.session(jo);
  }

  private Given given() {
    return telephone.given(SERVICE.baseUrl() + "/" + jo);
  }

  private TrialHub.Reply begin(Secret by, Given given) {
    return hub.send(
        hub.form(
            by,
            "/account/push",
            "endpoint",
            given.endpoint(),
            "p256dh",
            given.p256dh(),
            "auth",
            given.auth()));
  }

  private TrialHub.Reply form(Secret by, String path) {
    return hub.send(hub.form(by, path));
  }

  private Document account(Secret by) {
    return Jsoup.parse(hub.send(hub.page(by, "/account")).body());
  }

  private static String removal(Document account) {
    return account.select("form[action$=/removal]").attr("action");
  }

  @Test
  void aTelephoneIsToldTriedAndToldNoMore() throws Exception {
    assertThat(account(session).select("[data-push-key]").attr("data-push-key")).hasSize(87);

    assertThat(begin(session, given()).header("Location")).isEqualTo("/account?done=push");
    assertThat(account(session).select("[data-push-endpoint]")).hasSize(1);
    assertThat(form(session, "/account/push/test").header("Location"))
        .isEqualTo("/account?done=push-test");
    byte[] sent = SERVICE.getAllServeEvents().getFirst().getRequest().getBody();
    assertThat(telephone.read(sent)).isEqualTo("{\"about\":\"TEST\",\"mark\":\"TEST\"}");

    assertThat(form(session, removal(account(session))).status()).isEqualTo(303);
    assertThat(account(session).select("[data-push-endpoint]")).isEmpty();
    assertThat(form(session, "/account/push/test").header("Location"))
        .isEqualTo("/account?done=push-test-failed");
  }

  @Test
  void thePageSaysWhyATestDidNotGoOut() {
    begin(session, given());
    SERVICE.stubFor(post(anyUrl()).willReturn(status(403)));

    assertThat(form(session, "/account/push/test").header("Location"))
        .isEqualTo("/account?done=push-test-failed");
    assertThat(account(session).select("[data-push-endpoint]").text()).contains("answered 403");
  }

  @Test
  void whoeverSignsOutThereIsToldNoMore() {
    Secret computer = hub.session(jo);
    begin(session, given());

    form(session, "/sign-out");

    assertThat(account(computer).select("[data-push-endpoint]")).isEmpty();
  }

  /** The session in which it was asked for ends, and the telephone has signed in again before. */
  @Test
  void aTelephoneThatSignsInAgainGoesOnBeingTold() {
    begin(session, given());
    Secret again = hub.session(jo);
    TrialHub.Reply renewed =
        hub.send(hub.form(again, "/account/push/renewal", "endpoint", given().endpoint()));
    assertThat(renewed.status()).isEqualTo(204);

    form(session, "/sign-out");

    assertThat(account(again).select("[data-push-endpoint]")).hasSize(1);
  }

  private TrialHub.Reply moved(Secret by, Given from, Given to) {
    return hub.send(
        hub.form(
            by,
            "/account/push/renewal",
            "endpoint",
            to.endpoint(),
            "p256dh",
            to.p256dh(),
            "auth",
            to.auth(),
            "instead",
            from.endpoint()));
  }

  /** A browser's push service has given it another address. */
  @Test
  void aNewAddressTakesThePlaceOfTheOld() {
    begin(session, given());
    Given fresh = telephone.given(SERVICE.baseUrl() + "/fresh");

    assertThat(moved(hub.session("office"), given(), fresh).body())
        .as("of nobody else's")
        .isEqualTo("not told");
    assertThat(moved(session, given(), telephone.given("http://127.0.0.1:1/")).body())
        .isEqualTo("not told");
    assertThat(moved(session, given(), fresh).status()).isEqualTo(204);

    assertThat(account(session).select("[data-push-endpoint]").eachAttr("data-push-endpoint"))
        .containsExactly(fresh.endpoint());
    assertThat(moved(session, given(), given()).body()).as("it has moved").isEqualTo("not told");
  }

  @Test
  void nobodyReachesWhatIsSomebodyElses() {
    begin(session, given());
    String removal = removal(account(session));
    Secret other = hub.session("office");

    form(other, removal);
    TrialHub.Reply theirs =
        hub.send(hub.form(other, "/account/push/renewal", "endpoint", given().endpoint()));
    assertThat(theirs.body()).as("is told of no other's").isEqualTo("not told");

    assertThat(account(session).select("[data-push-endpoint]")).hasSize(1);
    assertThat(account(other).select("[data-push-endpoint]")).isEmpty();
  }

  @Test
  void theHubKnocksNowhereElse() {
    for (Given wrong :
        new Given[] {
          telephone.given("http://127.0.0.1:1/"),
          telephone.given("https://router.school.example/"),
          new Given("", "", ""),
          new Given(given().endpoint(), "AAAA", given().auth())
        }) {
      assertThat(begin(session, wrong).status()).isEqualTo(400);
    }
    assertThat(account(session).select("[data-push-endpoint]")).isEmpty();
  }

  @Test
  void aScriptRenewsWithThePagesToken() {
    int without =
        hub.status(
            hub.request("/account/push/renewal")
                .header("Cookie", "saa-session=" + session.value())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("endpoint=x")));
    int with =
        hub.status(
            hub.request("/account/push/renewal")
                .header("Cookie", "saa-session=" + session.value())
                .header(Csrf.HEADER, Csrf.token(session))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("endpoint=x")));
    assertThat(without).isEqualTo(403);
    assertThat(with).isEqualTo(200);
  }

  @Test
  void theBackgroundScriptIsServedAtTheRootToEverybody() {
    TrialHub.Reply script = hub.send(hub.request("/sw.js").GET());

    assertThat(script.status()).isEqualTo(200);
    assertThat(script.type()).startsWith("text/javascript");
    assertThat(script.body()).contains("showNotification");
    assertThat(script.header("Content-Security-Policy")).contains("default-src 'self'");
  }
}
