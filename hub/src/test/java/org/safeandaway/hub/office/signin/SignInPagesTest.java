package org.safeandaway.hub.office.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.people.Staff;
import org.safeandaway.hub.security.Passwords;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.security.SetUpLinks;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.watch.PersonId;

/** Signing in as a browser does it: with forms and cookies. */
class SignInPagesTest {
  private static final String PASSWORD = "copper bucket lantern";

  private static TrialBroker broker;
  private static TrialHub hub;
  private static int count;

  private String jo;
  private Browser browser;

  @BeforeAll
  static void start() {
    broker = new TrialBroker();
    hub = TrialHub.start(TrialDatabase.make(), broker.url());
  }

  @AfterAll
  static void stop() {
    hub.close();
    broker.close();
  }

  @BeforeEach
  void someone() {
    jo = "jo" + ++count;
    hub.person(jo, "Jo Head", Role.OFFICE);
    browser = new Browser();
    hub.bean(Database.class).change("delete from sign_in_attempt where subject like 'address/%'");
  }

  /** Keeps cookies, sends the token of the page it last saw, follows nothing. */
  private static final class Browser {
    private final Map<String, String> cookies = new HashMap<>();
    private String token = "";

    TrialHub.Reply get(String path) {
      return kept(
          hub.send(hub.request(path).header("Accept", "text/html").header("Cookie", jar()).GET()));
    }

    TrialHub.Reply post(String path, String... fields) {
      StringBuilder body = new StringBuilder("csrfToken=" + token);
      for (int i = 0; i < fields.length; i += 2) {
        body.append('&')
            .append(fields[i])
            .append('=')
            .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
      }
      return kept(
          hub.send(
              hub.request(path)
                  .header("Accept", "text/html")
                  .header("Cookie", jar())
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(body.toString()))));
    }

    TrialHub.Reply signIn(String who, String password) {
      get("/sign-in");
      return post("/sign-in", "who", who, "password", password);
    }

    private String jar() {
      StringBuilder all = new StringBuilder("x=y");
      cookies.forEach((name, value) -> all.append("; ").append(name).append('=').append(value));
      return all.toString();
    }

    private TrialHub.Reply kept(TrialHub.Reply reply) {
      for (String name : List.of("saa-session", "saa-entrance", "saa-browser")) {
        if (reply.headers().allValues("Set-Cookie").stream()
            .anyMatch(line -> line.startsWith(name))) {
          cookies.put(name, reply.cookie(name));
        }
      }
      String found = Jsoup.parse(reply.body()).select("input[name=csrfToken]").attr("value");
      token = found.isEmpty() ? token : found;
      return reply;
    }
  }

  private void hasPassword() {
    hub.bean(Passwords.class).set(new PersonId(jo), PASSWORD);
  }

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
    assertThat(new Browser().signIn(jo, PASSWORD).status()).as("elsewhere").isEqualTo(429);
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
    Browser other = new Browser();
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
    browser.cookies.put("saa-session", Secret.make().value());
    String first = browser.signIn(jo, PASSWORD).cookie("saa-session");
    assertThat(first).isNotEmpty().isNotEqualTo(planted.value());

    browser.cookies.put("saa-session", first);
    TrialHub.Reply again = browser.post("/sign-in", "who", jo, "password", PASSWORD);

    assertThat(again.status()).isEqualTo(303);
    assertThat(again.cookie("saa-session")).isNotEqualTo(first);
    browser.cookies.put("saa-session", first);
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
    assertThat(browser.cookies.get("saa-session")).isEmpty();
    browser.cookies.put("saa-session", session);
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
    hub.person("vi" + count, "Vi", Role.VISITOR);
    hub.bean(Passwords.class).set(new PersonId("vi" + count), PASSWORD);

    assertThat(browser.signIn("vi" + count, PASSWORD).header("Location")).isEqualTo("/visits");
  }

  @Test
  void nobodyIsSignedInByAStrangersForm() {
    hasPassword();
    browser.get("/sign-in");
    Browser stranger = new Browser();
    stranger.get("/sign-in");

    browser.token = stranger.token;
    TrialHub.Reply forged = browser.post("/sign-in", "who", jo, "password", PASSWORD);

    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.type()).startsWith("text/html");
    assertThat(forged.cookie("saa-session")).isEmpty();
    assertThat(Jsoup.parse(forged.body()).text()).contains("reload the page");
  }

  @Test
  void twoTokensInAFormAreNone() {
    hasPassword();
    browser.get("/sign-in");

    TrialHub.Reply doubled =
        browser.post("/sign-in", "who", jo, "password", PASSWORD, "csrfToken", browser.token);

    assertThat(doubled.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "' or 1=1 --",
        "\u0000",
        "a\r\nSet-Cookie: x=y",
        "💥",
        "%00%0d"
      })
  void hostileNamesAreOnlyWrong(String name) {
    browser.get("/sign-in");

    TrialHub.Reply reply =
        browser.post("/sign-in", "who", name, "password", name, "who", "second", "extra", "x");

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.body()).doesNotContain("<script>alert");
    assertThat(reply.headers().allValues("Set-Cookie")).noneMatch(line -> line.startsWith("x="));
  }

  @Test
  void hugeOnesAreOnlyWrongOrNotRead() {
    browser.get("/sign-in");
    assertThat(
            browser
                .post("/sign-in", "who", "x".repeat(20_000), "password", "y".repeat(20_000))
                .status())
        .isEqualTo(422);
    assertThat(browser.post("/sign-in", "who", "x".repeat(80_000), "password", "y").status())
        .isEqualTo(413);
  }

  @Test
  void anEmptyFormSaysWhatIsMissing() {
    browser.get("/sign-in");

    TrialHub.Reply reply = browser.post("/sign-in");

    assertThat(reply.status()).isEqualTo(422);
    assertThat(Jsoup.parse(reply.body()).select(".wrong").eachText())
        .containsExactly("Type your sign-in name or your e-mail.", "Type your password.");
  }

  @Test
  void everyAnswerTellsTheBrowserWhatToRefuse() {
    for (String path :
        List.of(
            "/sign-in",
            "/",
            "/nothing",
            "/api/v1/me",
            "/health",
            "/assets/base.css",
            "/assets/nothing")) {
      TrialHub.Reply reply = browser.get(path);
      assertThat(reply.header("Content-Security-Policy"))
          .as(path)
          .contains(
              "default-src 'self'",
              "frame-ancestors 'none'",
              "form-action 'self'",
              "base-uri 'none'",
              "object-src 'none'")
          .doesNotContain("unsafe");
      assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(reply.header("Referrer-Policy")).isEqualTo("same-origin");
      assertThat(reply.header("Permissions-Policy")).isNotEmpty();
      assertThat(reply.header("Strict-Transport-Security")).isEmpty();
      assertThat(reply.header("Cache-Control").contains("no-store"))
          .as(path)
          .isEqualTo(!path.startsWith("/assets"));
    }
  }

  @Test
  void pagesHaveNothingInline() {
    Document page = Jsoup.parse(browser.get("/sign-in").body());

    assertThat(page.select("[style], style, script:not([src])")).isEmpty();
    assertThat(
            page.select("*").stream()
                .flatMap(it -> it.attributes().asList().stream())
                .map(it -> it.getKey()))
        .noneMatch(name -> name.startsWith("on"));
  }

  @Test
  void aSetUpLinkOpensOnceAndSignsIn() {
    Secret link = hub.bean(SetUpLinks.class).make(new PersonId(jo), null);
    Secret elsewhere = hub.session(jo);
    String path = SetUpLinks.path(link);

    assertThat(browser.get(path).body()).contains("Jo Head");
    assertThat(browser.get(path).status()).as("looking uses nothing up").isEqualTo(200);
    TrialHub.Reply weak =
        browser.post(path, "new-password", "jo head 12345", "again", "jo head 12345");
    assertThat(weak.status()).isEqualTo(422);
    assertThat(Jsoup.parse(weak.body()).select(".wrong").text()).contains("easily guessed");
    assertThat(weak.body()).doesNotContain("jo head 12345");
    TrialHub.Reply different =
        browser.post(path, "new-password", PASSWORD, "again", PASSWORD + "s");
    assertThat(different.status()).isEqualTo(422);
    TrialHub.Reply chosen = browser.post(path, "new-password", PASSWORD, "again", PASSWORD);

    assertThat(chosen.status()).isEqualTo(303);
    assertThat(browser.get("/").status()).isEqualTo(200);
    assertThat(hub.send(hub.page(elsewhere, "/")).status())
        .as("signed out elsewhere")
        .isEqualTo(303);
    assertThat(new Browser().get(path).status()).isEqualTo(410);
    assertThat(new Browser().signIn(jo, PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void aSetUpLinkEndsByTimeByANewerOneAndByDeactivation() {
    SetUpLinks links = hub.bean(SetUpLinks.class);
    Secret first = links.make(new PersonId(jo), null);
    Secret second = links.make(new PersonId(jo), null);
    assertThat(browser.get(SetUpLinks.path(first)).status()).isEqualTo(410);
    assertThat(browser.get(SetUpLinks.path(second)).status()).isEqualTo(200);

    hub.bean(Database.class)
        .change(
            "update set_up_link set made_at = made_at - interval '1 day', expires_at = expires_at - interval '1 day' where person = ?",
            jo);
    assertThat(browser.get(SetUpLinks.path(second)).status()).isEqualTo(410);
    assertThat(links.use(second, PASSWORD)).isEmpty();

    Secret third = links.make(new PersonId(jo), null);
    hub.bean(Staff.class).deactivate(new PersonId(jo));
    assertThat(browser.get(SetUpLinks.path(third)).status()).isEqualTo(410);
    assertThat(browser.get("/set-up/" + "x".repeat(3000)).status()).isEqualTo(410);
  }

  @Test
  void onesOwnPasswordIsChangedByWhoeverKnowsIt() {
    hasPassword();
    browser.signIn(jo, PASSWORD);
    Secret elsewhere = hub.session(jo);
    browser.get("/account");
    String next = "seven quiet umbrellas";

    TrialHub.Reply wrong =
        browser.post(
            "/account/password", "current", "not it at all", "new-password", next, "again", next);
    assertThat(wrong.status()).isEqualTo(422);
    TrialHub.Reply changed =
        browser.post("/account/password", "current", PASSWORD, "new-password", next, "again", next);

    assertThat(changed.header("Location")).isEqualTo("/account?done=password");
    assertThat(browser.get("/account").status()).as("stays signed in here").isEqualTo(200);
    assertThat(hub.send(hub.page(elsewhere, "/account")).status())
        .as("and nowhere else")
        .isEqualTo(303);
    assertThat(new Browser().signIn(jo, PASSWORD).status()).isEqualTo(422);
    assertThat(new Browser().signIn(jo, next).status()).isEqualTo(303);
  }

  @Test
  void onesOwnSessionsAreListedAndEnded() {
    hasPassword();
    browser.signIn(jo, PASSWORD);
    Secret elsewhere = hub.session(jo);
    Secret somebodyElses = hub.session("office");
    Document account = Jsoup.parse(browser.get("/account").body());
    assertThat(account.select("section[aria-labelledby=where] tbody tr")).hasSize(2);
    assertThat(account.text()).contains("this one");

    browser.post("/account/sessions/revocation");

    assertThat(hub.send(hub.page(elsewhere, "/account")).status()).isEqualTo(303);
    assertThat(hub.send(hub.page(somebodyElses, "/account")).status()).isEqualTo(200);
    assertThat(browser.get("/account").status()).isEqualTo(200);
  }

  @Test
  void nothingOfAPasswordIsKeptButItsHash() {
    hasPassword();

    List<String> rows =
        hub.bean(Database.class)
            .rows(row -> row.text("hash"), "select hash from credential where person = ?", jo);

    assertThat(rows).singleElement().asString().startsWith("$2a$12$").doesNotContain("copper");
  }

  @Test
  void everyCharacterOfALongPasswordCounts() {
    String longOne = "copper bucket lantern ".repeat(5);
    hub.bean(Passwords.class).set(new PersonId(jo), longOne + "a");

    assertThat(browser.signIn(jo, longOne + "b").status()).isEqualTo(422);
    assertThat(browser.signIn(jo, longOne + "a").status()).isEqualTo(303);
  }
}
