package org.safeandaway.hub.office.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.people.Staff;
import org.safeandaway.hub.security.Passwords;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.trial.CookieBrowser;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.watch.PersonId;

/** Signing in as a browser does it: with forms and cookies. */
class SignInPagesTest extends WithSomebody {
  @Test
  void aPasswordOpensTheBoard() {
    hasPassword();

    TrialHub.Reply in = browser.signIn(jo, PASSWORD);

    assertThat(in.status()).isEqualTo(303);
    assertThat(in.header("Location")).isEqualTo("/");
    assertThat(in.headers().allValues("Set-Cookie"))
        .filteredOn(line -> line.startsWith("saa-session"))
        .singleElement()
        .asString()
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Lax", "Path=/")
        .doesNotContain("Domain", "Max-Age", "Expires");
    TrialHub.Reply board = browser.get("/");
    assertThat(board.status()).isEqualTo(200);
    assertThat(Jsoup.parse(board.body()).select(".who").text()).contains("Jo Head", "Sign out");
  }

  @Test
  void anEmailDoesAsWell() {
    hasPassword();

    assertThat(
            browser
                .signIn(" " + jo.toUpperCase(java.util.Locale.ROOT) + "@School.Example ", PASSWORD)
                .status())
        .isEqualTo(303);
  }

  @Test
  void whatIsWrongIsNotTold() {
    hasPassword();
    TrialHub.Reply wrong = browser.signIn(jo, "another lantern bucket");
    TrialHub.Reply nobody = browser.signIn("nobody-here", PASSWORD);
    hub.bean(Staff.class).deactivate(new PersonId(jo));
    TrialHub.Reply gone = browser.signIn(jo, PASSWORD);

    for (TrialHub.Reply reply : List.of(wrong, nobody, gone)) {
      assertThat(reply.status()).isEqualTo(422);
      assertThat(reply.cookie("saa-session")).isEmpty();
      Document page = Jsoup.parse(reply.body());
      assertThat(page.select(".summary").text())
          .isEqualTo("Not done. That name and that password do not belong together. Try again.");
      assertThat(page.select("input[name=password]").attr("value")).isEmpty();
    }
    assertThat(Jsoup.parse(wrong.body()).select("input[name=who]").attr("value")).isEqualTo(jo);
  }

  @Test
  void whoeverHasNoPasswordIsNotLetInWithTheDemos() {
    assertThat(browser.signIn(jo, "demo").status()).isEqualTo(422);
    assertThat(browser.signIn(jo, "").status()).isEqualTo(422);
    assertThat(browser.get("/sign-in").body()).doesNotContain("demo");
  }

  @Test
  void afterTooManyWrongOnesNotEvenTheRightOneIsTried() {
    hasPassword();
    for (int guess = 1; guess <= 5; guess++) {
      assertThat(browser.signIn(jo, "wrong " + guess).status()).isEqualTo(422);
    }

    TrialHub.Reply shut = browser.signIn(jo, PASSWORD);

    assertThat(shut.status()).isEqualTo(429);
    assertThat(Integer.parseInt(shut.header("Retry-After"))).isBetween(1, 31);
    assertThat(Jsoup.parse(shut.body()).select(".summary").text())
        .contains("wait ", " seconds", "set-up link");
    assertThat(browser.signIn(jo + "@school.example", PASSWORD).status())
        .as("by e-mail")
        .isEqualTo(429);
    assertThat(new CookieBrowser(hub).signIn(jo, PASSWORD).status()).as("elsewhere").isEqualTo(429);
    hub.bean(Database.class)
        .change(
            "update sign_in_attempt set shut_until = shut_until - interval '31 seconds' where subject = ?",
            "password/" + jo);
    assertThat(browser.signIn(jo, PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void aBrowserThatIsKnownIsNotShutOutByOthersGuessing() {
    hasPassword();
    browser.signIn(jo, PASSWORD);
    CookieBrowser other = new CookieBrowser(hub);
    for (int guess = 1; guess <= 6; guess++) {
      other.signIn(jo, "wrong " + guess);
    }
    assertThat(other.signIn(jo, PASSWORD).status()).isEqualTo(429);

    browser.get("/");
    browser.post("/sign-out");
    assertThat(browser.signIn(jo, PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void theSessionIsNewAtEverySignIn() {
    hasPassword();
    Secret planted = hub.session("visitor");
    browser.get("/sign-in");
    browser.plant("saa-session", Secret.make().value());
    String first = browser.signIn(jo, PASSWORD).cookie("saa-session");
    assertThat(first).isNotEmpty().isNotEqualTo(planted.value());

    browser.plant("saa-session", first);
    TrialHub.Reply again = browser.post("/sign-in", "who", jo, "password", PASSWORD);

    assertThat(again.status()).isEqualTo(303);
    assertThat(again.cookie("saa-session")).isNotEqualTo(first);
    browser.plant("saa-session", first);
    assertThat(browser.get("/").status()).as("the one before").isEqualTo(303);
  }

  @Test
  void signingOutEndsTheSessionAndNotOnlyTheCookie() {
    hasPassword();
    String session = browser.signIn(jo, PASSWORD).cookie("saa-session");
    browser.get("/");

    TrialHub.Reply out = browser.post("/sign-out");

    assertThat(out.status()).isEqualTo(303);
    assertThat(out.header("Location")).isEqualTo("/sign-in?signed-out=yes");
    assertThat(browser.cookie("saa-session")).isEmpty();
    browser.plant("saa-session", session);
    assertThat(browser.get("/").header("Location")).isEqualTo("/sign-in");
    assertThat(browser.get("/sign-in?signed-out=yes").body()).contains("You are signed out");
  }

  @Test
  void aPageWithoutASessionLeadsToSignInAndBack() {
    hasPassword();
    TrialHub.Reply away = browser.get("/people?x=%2F%2Fy");
    assertThat(away.status()).isEqualTo(303);
    assertThat(away.header("Location")).startsWith("/sign-in?next=");

    Document page = Jsoup.parse(browser.get(away.header("Location")).body());
    String next = page.select("input[name=next]").attr("value");
    assertThat(next).isEqualTo("/people?x=%2F%2Fy");
    TrialHub.Reply in = browser.post("/sign-in", "who", jo, "password", PASSWORD, "next", next);

    assertThat(in.header("Location")).isEqualTo("/people?x=%2F%2Fy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/sign-out",
        ""
      })
  void leadsNowhereElse(String next) {
    hasPassword();
    TrialHub.Reply page =
        browser.get("/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    assertThat(page.body()).doesNotContain("evil");

    TrialHub.Reply in = browser.post("/sign-in", "who", jo, "password", PASSWORD, "next", next);

    assertThat(in.header("Location")).isEqualTo("/");
  }

  @Test
  void aVisitorComesToTheirVisits() {
    String vi = "vi-" + jo;
    hub.person(vi, "Vi", Role.VISITOR);
    hub.bean(Passwords.class).set(new PersonId(vi), PASSWORD);

    assertThat(browser.signIn(vi, PASSWORD).header("Location")).isEqualTo("/visits");
  }
}
