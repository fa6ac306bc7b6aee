package org.safeandaway.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;

/** A hub behind a proxy that speaks HTTPS, and a hub that is a demo's. */
class WebTest {
  private static TrialBroker broker;
  private static TrialHub proxied;
  private static TrialHub demo;

  @BeforeAll
  static void start() {
    broker = new TrialBroker();
    proxied =
        TrialHub.start(
            TrialDatabase.make(),
            broker.url(),
            Map.of(
                "safeandaway.hub.id", "proxied",
                "safeandaway.web.address", "https://safe.school.example",
                "safeandaway.web.proxies", "127.0.0.1"));
    demo =
        TrialHub.start(
            TrialDatabase.make(),
            broker.url(),
            Map.of("safeandaway.hub.id", "demo", "safeandaway.demo.passwords", "true"));
  }

  @AfterAll
  static void stop() {
    proxied.close();
    demo.close();
    broker.close();
  }

  @Test
  void overHttpsCookiesAreForHttpsAndThisHostAlone() {
    TrialHub.Reply page =
        proxied.send(proxied.request("/sign-in").header("Accept", "text/html").GET());

    assertThat(page.header("Set-Cookie"))
        .startsWith("__Host-entrance=saa_")
        .contains("Secure", "Path=/")
        .doesNotContain("Domain");
    assertThat(page.header("Strict-Transport-Security")).startsWith("max-age=");
    assertThat(proxied.send(proxied.page(proxied.session("admin"), "/account")).status())
        .as("a plain cookie")
        .isEqualTo(303);
  }

  @Test
  void aFormFromTheAddressThatPeopleTypeIsOurs() {
    Secret session = proxied.session("office");

    assertThat(signOut(session, "https://evil.example")).isEqualTo(403);
    assertThat(signOut(session, "https://safe.school.example.evil.example")).isEqualTo(403);
    assertThat(signOut(session, "https://safe.school.example")).isEqualTo(303);
  }

  private static int signOut(Secret session, String origin) {
    return proxied
        .send(
            proxied
                .request("/sign-out")
                .header("Cookie", "__Host-session=" + session.value())
                .header("Accept", "text/html")
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("csrfToken=" + Csrf.token(session))))
        .status();
  }

  @Test
  void guessesAreCountedByWhatTheProxySaysAndNotByWhatOthersSaidBefore() {
    guess("203.0.113.9");
    guess("198.51.100.1, 203.0.113.9");
    guess("203.0.113.77");
    guess("2001:db8::1:2:3:4");
    guess("2001:db8::5:6:7:8");
    guess("no address");

    assertThat(
            proxied
                .bean(Database.class)
                .rows(
                    row -> row.text("subject") + " " + row.number("failures"),
                    "select * from sign_in_attempt where subject like 'address/%' order by subject"))
        .containsExactlyInAnyOrder(
            "address/203.0.113.9 2",
            "address/203.0.113.77 1",
            "address/2001:db8:0:0:0:0:0:0 2",
            "address/127.0.0.1 1");
  }

  private static void guess(String forwarded) {
    Secret entrance = Secret.make();
    int status =
        proxied
            .send(
                proxied
                    .request("/sign-in")
                    .header("Cookie", "__Host-entrance=" + entrance.value())
                    .header("X-Forwarded-For", forwarded)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        BodyPublishers.ofString(
                            "who=nobody"
                                + forwarded.hashCode()
                                + "&password=x&csrfToken="
                                + Csrf.token(entrance))))
            .status();
    assertThat(status).isEqualTo(422);
  }

  @Test
  void inADemoEverybodySignsInWithTheDemosPassword() {
    Document page =
        Jsoup.parse(demo.send(demo.request("/sign-in").header("Accept", "text/html").GET()).body());
    assertThat(page.select(".demo").text())
        .contains("This is a demo", "office", SignIn.DEMO_PASSWORD);

    SignIn signIn = demo.bean(SignIn.class);
    assertThat(signIn.signIn(asked("office", SignIn.DEMO_PASSWORD)))
        .isInstanceOf(SignIn.Welcome.class);
    assertThat(signIn.signIn(asked("office", "demonstration"))).isInstanceOf(SignIn.Wrong.class);
    assertThat(signIn.signIn(asked("nobody", SignIn.DEMO_PASSWORD)))
        .isInstanceOf(SignIn.Wrong.class);
    demo.bean(Passwords.class)
        .set(new org.safeandaway.hub.watch.PersonId("visitor"), "copper bucket lantern");
    assertThat(signIn.signIn(asked("visitor", SignIn.DEMO_PASSWORD)))
        .as("has chosen one")
        .isInstanceOf(SignIn.Wrong.class);
    assertThat(signIn.demoPeople())
        .extracting(SignIn.DemoPerson::id)
        .contains("office")
        .doesNotContain("visitor");
  }

  private static SignIn.Asked asked(String who, String password) {
    return new SignIn.Asked(
        who, password, java.util.Optional.empty(), java.util.Optional.empty(), "192.0.2.1", "b");
  }

  @Test
  void noSecretIsPrintedByAccident() {
    Secret secret = Secret.make();
    Passwords.Hash hash = new Passwords.Hash("$2a$12$abcdef");
    SignIn.Asked asked =
        new SignIn.Asked(
            "jo",
            "copper bucket",
            java.util.Optional.of(secret),
            java.util.Optional.of(secret),
            "a",
            "b");
    SignIn.Welcome welcome =
        new SignIn.Welcome(new org.safeandaway.hub.watch.PersonId("jo"), secret, secret);

    for (Object each : List.of(secret, hash, asked, welcome)) {
      assertThat(each.toString())
          .doesNotContain(secret.value().substring(5, 15), "abcdef", "copper");
    }
  }
}
