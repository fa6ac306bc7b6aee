package org.safeandaway.hub.office.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.people.Staff;
import org.safeandaway.hub.security.Passwords;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.security.SetUpLinks;
import org.safeandaway.hub.trial.CookieBrowser;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.watch.PersonId;
import org.slf4j.LoggerFactory;

/** Choosing a password, changing it, and what is kept of it. */
class OwnPasswordTest extends WithSomebody {
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
    assertThat(new CookieBrowser(hub).get(path).status()).isEqualTo(410);
    assertThat(new CookieBrowser(hub).signIn(jo, PASSWORD).status()).isEqualTo(303);
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
    assertThat(new CookieBrowser(hub).signIn(jo, PASSWORD).status()).isEqualTo(422);
    assertThat(new CookieBrowser(hub).signIn(jo, next).status()).isEqualTo(303);
  }

  @Test
  void onesOwnSessionsAreListedAndEnded() {
    hasPassword();
    browser.signIn(jo, PASSWORD);
    Secret elsewhere = hub.session(jo);
    Secret somebodyElses = hub.session("office");
    Document account = Jsoup.parse(browser.get("/account").body());
    assertThat(account.select(".seat")).hasSize(2);
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

  @Test
  void noSecretIsInTheLog() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(log);
    log.start();
    hasPassword();
    for (int guess = 1; guess <= 6; guess++) {
      browser.signIn(jo, "a wrong guess");
    }
    String link = hub.bean(SetUpLinks.class).make(new PersonId(jo), null).value();
    browser.get("/set-up/" + link);
    browser.post("/set-up/" + link, "new-password", PASSWORD, "again", PASSWORD);
    String session = browser.cookie("saa-session");
    browser.get("/account");
    browser.post("/account/password", "current", PASSWORD + "x");
    root.detachAppender(log);

    assertThat(session).isNotEmpty();
    assertThat(log.list).as("the shut door is told").isNotEmpty();
    assertThat(log.list)
        .extracting(event -> event.getFormattedMessage() + event.getThrowableProxy())
        .noneMatch(
            line ->
                line.contains(PASSWORD)
                    || line.contains("wrong guess")
                    || line.contains("$2a$")
                    || line.contains(link)
                    || line.contains(session)
                    || line.contains(jo));
  }
}
