package org.safeandaway.hub.office.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.trial.CookieBrowser;
import org.safeandaway.hub.trial.TrialHub;

/** Forms that are not ours, not whole or not kind, and what every answer tells a browser. */
class SignInFormTest extends WithSomebody {
  @Test
  void nobodyIsSignedInByAStrangersForm() {
    hasPassword();
    browser.get("/sign-in");
    CookieBrowser stranger = new CookieBrowser(hub);
    stranger.get("/sign-in");

    browser.take(stranger.token());
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
        browser.post("/sign-in", "who", jo, "password", PASSWORD, "csrfToken", browser.token());

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
}
