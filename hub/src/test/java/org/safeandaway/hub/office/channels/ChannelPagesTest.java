package org.safeandaway.hub.office.channels;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.configuration.BadConfiguration;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.Channel.Delivery;
import org.safeandaway.hub.notify.Channel.Outcome;
import org.safeandaway.hub.notify.ChannelResults;
import org.safeandaway.hub.notify.Channels;
import org.safeandaway.hub.notify.NotifySettings;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.trial.Seat;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.yaml.snakeyaml.Yaml;

/** The page of the channels on a hub that can send e-mail and tell another program. */
class ChannelPagesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String KEY = "a-secret-that-nobody-may-see-anywhere";

  private static final GreenMail MAIL =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private static final WireMockServer ROOM =
      new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

  private static TrialBroker broker;
  private static TrialHub hub;

  private final Seat admin = new Seat(hub, "admin");

  @BeforeAll
  static void start() {
    MAIL.start();
    ROOM.start();
    broker = new TrialBroker();
    hub =
        TrialHub.start(
            TrialDatabase.make(),
            broker.url(),
            Map.of(
                "safeandaway.notify.smtp.host", "127.0.0.1",
                "safeandaway.notify.smtp.port", MAIL.getSmtp().getPort(),
                "safeandaway.notify.smtp.security", "none",
                "safeandaway.notify.smtp.from", "safe@school.example",
                "safeandaway.notify.webhook.url", ROOM.baseUrl() + "/hook/url-secret",
                "safeandaway.notify.webhook.secret", KEY,
                "safeandaway.notify.order", "webhook, teams"));
  }

  @AfterAll
  static void stop() {
    hub.close();
    broker.close();
    ROOM.stop();
    MAIL.stop();
  }

  @BeforeEach
  void begin() {
    ROOM.resetAll();
    ROOM.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(204)));
    hub.bean(Database.class).change("delete from channel_result");
  }

  @Test
  void saysOfEachWhetherItIsSetUpAndWhatIsMissing() {
    Document page = admin.open("/channels");
    assertThat(row(page, "smtp").text()).contains("Never tried").contains("Last worked never");
    assertThat(row(page, "teams").text())
        .contains("Not set up")
        .contains("Set safeandaway.notify.teams.url.");
    assertThat(row(page, "teams").select("form")).isEmpty();
    assertThat(row(page, "web-push").text())
        .as("what it can do only in part")
        .contains("Only browsers on the hub's own machine can be told");
    assertThat(page.select("section.channel").eachAttr("data-channel"))
        .as("the ones that are set up first, and as they were ordered")
        .startsWith("webhook", "smtp", "web-push", "teams");
    assertThat(page.select("nav a[aria-current]").text()).isEqualTo("Channels");
  }

  @Test
  void showsNoSecret() {
    test("webhook");
    String page = admin.open("/channels").outerHtml();
    assertThat(page).doesNotContain(KEY).doesNotContain("url-secret");
    assertThat(row(admin.open("/channels"), "webhook").select(".channel-settings").text())
        .contains("safeandaway.notify.webhook.secret set");
  }

  /** Whoever sets a hub up is told to look there for all of them. */
  @Test
  void whatAChannelCanBeToldStandsInTheHubsConfigurationFile() throws IOException {
    try (InputStream file = Channels.class.getResourceAsStream("/application.yml")) {
      Object all = new Yaml().load(file);
      assertThat(hub.bean(Channels.class).all())
          .flatExtracting(Channel::settings)
          .extracting(Channel.Setting::key)
          .isNotEmpty()
          .allMatch(key -> stands(all, key.split("\\.")));
    }
  }

  private static boolean stands(Object all, String... key) {
    Object at = all;
    for (String word : key) {
      if (!(at instanceof Map<?, ?> part) || !part.containsKey(word)) {
        return false;
      }
      at = part.get(word);
    }
    return true;
  }

  @Test
  void sendsATestToWhoeverAskedForItAndSaysWhatCameOfIt() throws Exception {
    assertThat(test("smtp").location()).isEqualTo("/channels#smtp");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(row(admin.open("/channels"), "smtp").text())
                    .contains("Works")
                    .contains("Name of admin asked for it at")
                    .contains("It was taken at"));
    assertThat(MAIL.getReceivedMessages()[0].getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("admin@school.example");
    assertThat(MAIL.getReceivedMessages()[0].getSubject()).startsWith("TEST: ");
  }

  @Test
  void sendsNoTwoTestsInARow() {
    assertThat(test("webhook").status()).isEqualTo(303);
    Seat.Answer second = test("webhook");
    assertThat(second.status()).isEqualTo(429);
    assertThat(second.summary()).contains("A test was sent a moment ago. Wait 30 seconds");
    await().atMost(PATIENCE).until(() -> !ROOM.getAllServeEvents().isEmpty());
    assertThat(ROOM.getAllServeEvents()).hasSize(1);
  }

  @Test
  void saysOnTheBoardWhatDoesNotWorkUntilItDoes() {
    ROOM.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500)));
    test("webhook");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(foot("office"))
                    .contains("Another program (webhook) does not work since"));
    assertThat(row(admin.open("/channels"), "webhook").text())
        .contains("Does not work")
        .contains("It did not get through at")
        .contains("answered 500");

    note("webhook", new Outcome.Accepted(null));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(foot("office"))
                    .doesNotContain("does not work since")
                    .contains("Another program (webhook): fine"));
  }

  @Test
  void namesOnTheBoardTheWaysThatWorkAndSaysIfNoneDoes() {
    Outcome failed = new Outcome.TryLater(null, "no way to the internet");
    note("smtp", failed);
    note("webhook", failed);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(foot("office"))
                    .contains("No other way is known to work. Never tried: Push to telephones")
                    .contains("telephone people yourself"));

    note("web-push", failed);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(foot("office"))
                    .contains("Nobody is told of an alarm who does not look at these pages.")
                    .doesNotContain("Alarms are told by"));

    note("webhook", new Outcome.Accepted(null));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(foot("office"))
                    .contains("Alarms are told by: Another program (webhook).")
                    .doesNotContain("Nobody is told", "yourself"));
  }

  /** After the database's clock was put right, hub time stays ahead of everybody else's. */
  @Test
  void signsByTheClockThatReceiversHaveAlso() {
    HubTime time = hub.bean(HubTime.class);
    time.notBefore(time.now().plus(Duration.ofHours(1)));
    test("webhook");
    await().atMost(PATIENCE).until(() -> !ROOM.getAllServeEvents().isEmpty());

    String signature =
        ROOM.getAllServeEvents().getFirst().getRequest().getHeader("Safe-And-Away-Signature");
    long second = Long.parseLong(signature.substring("t=".length(), signature.indexOf(',')));
    assertThat(Instant.ofEpochSecond(second))
        .isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
  }

  /** Else one wrong number would look like a broken channel. */
  @Test
  void keepsARecipientWhoIsNotReachedApartFromAChannelThatFails() {
    note("smtp", new Outcome.Failed("no such mailbox", true));
    assertThat(row(admin.open("/channels"), "smtp").attr("data-health")).isEqualTo("NEVER_USED");
    note("smtp", new Outcome.Failed("the account is closed"));
    note("smtp", new Outcome.Failed("no such mailbox", true));
    assertThat(row(admin.open("/channels"), "smtp").attr("data-health")).isEqualTo("FAILS");
  }

  /** As by an account that is suspended, or a sender whose texts the networks take for spam. */
  @Test
  void aChannelThatTakesEverythingAndDeliversNothingDoesNotWork() {
    ChannelResults results = hub.bean(ChannelResults.class);
    Instant at = hub.bean(HubTime.class).now();
    results.note("smtp", new Delivery.Failed("telephone off", true), at);
    results.note("smtp", new Outcome.Accepted(null), at);
    assertThat(row(admin.open("/channels"), "smtp").attr("data-health")).isEqualTo("WORKS");

    results.note("smtp", new Delivery.Failed("taken for spam"), at);
    results.note("smtp", new Outcome.Accepted(null), at.plusSeconds(60));
    results.note("smtp", new Delivery.Pending(), at.plusSeconds(61));
    assertThat(row(admin.open("/channels"), "smtp").text())
        .contains("Does not work")
        .contains("what its provider takes does not arrive: taken for spam");

    results.note("smtp", new Delivery.Delivered(), at.plusSeconds(62));
    assertThat(row(admin.open("/channels"), "smtp").attr("data-health")).isEqualTo("WORKS");
  }

  @Test
  void countsFromTheFirstFailure() {
    ChannelResults results = hub.bean(ChannelResults.class);
    Instant first = Instant.parse("2026-10-21T10:42:00Z");
    results.note("smtp", new Outcome.TryLater(null, "one"), first);
    results.note("smtp", new Outcome.TryLater(null, "two"), first.plusSeconds(60));
    assertThat(results.all())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.failingSince()).isEqualTo(first);
              assertThat(row.failedAt()).isEqualTo(first.plusSeconds(60));
              assertThat(row.failure()).isEqualTo("two");
            });
  }

  @Test
  void isForTheOfficeToLookAtAndForNobodyElse() {
    Document office = new Seat(hub, "office").open("/channels");
    assertThat(row(office, "smtp").text()).contains("Never tried");
    assertThat(office.select("main form, .channel-settings")).isEmpty();
    assertThat(office.select("main").text()).doesNotContain("safeandaway.notify");
    assertThat(hub.get("visitor", "/channels").status()).isEqualTo(403);
    assertThat(hub.status(hub.form(hub.session("office"), "/channels/smtp/tests"))).isEqualTo(403);
  }

  @Test
  void takesNoTestOfWhatIsNotThere() {
    assertThat(post("nonsense").status()).isEqualTo(404);
    Seat.Answer answer = post("teams");
    assertThat(answer.status()).isEqualTo(409);
  }

  @Test
  void prefersTheFirstOfAKindThatIsSetUp() {
    Channels channels = hub.bean(Channels.class);
    assertThat(channels.of(ChannelKind.EMAIL)).extracting(Channel::name).containsExactly("smtp");
    assertThat(channels.of(ChannelKind.TEAMS)).isEmpty();
    assertThatThrownBy(
            () ->
                new Channels(
                    channels.all(),
                    NotifySettings.of(Map.of("safeandaway.notify.order", "smtp,pigeon")),
                    hub.bean(ChannelResults.class)))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining("none is called 'pigeon'");
    List<Channel> turned =
        new Channels(
                channels.all(),
                NotifySettings.of(Map.of("safeandaway.notify.order", "smtp")),
                hub.bean(ChannelResults.class))
            .all();
    assertThat(turned.getFirst().name()).isEqualTo("smtp");
  }

  /** A hundred messages that go out together are one row, which all of them would wait for. */
  @Test
  void notesThatAChannelWorksOnceASecondAndThatItFailsAlways() {
    ChannelResults results = hub.bean(ChannelResults.class);
    Channels channels =
        new Channels(hub.bean(Channels.class).all(), NotifySettings.of(Map.of()), results);
    Channel smtp = channels.named("smtp").orElseThrow();
    Instant at = Instant.parse("2026-03-02T12:00:00Z");

    channels.noted(smtp, new Outcome.Accepted(null), at);
    channels.noted(smtp, new Outcome.Accepted(null), at.plusMillis(900));
    assertThat(results.all()).singleElement().extracting("workedAt").isEqualTo(at);

    channels.noted(smtp, new Outcome.Failed("the account is closed"), at.plusMillis(950));
    assertThat(results.all()).singleElement().extracting("failedAt").isEqualTo(at.plusMillis(950));
    channels.noted(smtp, new Outcome.Accepted(null), at.plusMillis(960));
    assertThat(results.all()).singleElement().extracting("workedAt").isEqualTo(at.plusMillis(960));
  }

  private static void note(String channel, Outcome outcome) {
    Channels channels = hub.bean(Channels.class);
    channels.noted(channels.named(channel).orElseThrow(), outcome, hub.bean(HubTime.class).now());
  }

  private Seat.Answer test(String channel) {
    return admin.submit(admin.open("/channels"), "#test-" + channel);
  }

  /** As if its form were there. */
  private Seat.Answer post(String channel) {
    Document page = admin.open("/channels");
    page.selectFirst("#test-smtp").attr("action", "/channels/" + channel + "/tests");
    return admin.submit(page, "#test-smtp");
  }

  private static Element row(Document page, String channel) {
    return page.selectFirst("section[data-channel=" + channel + "]");
  }

  private static String foot(String person) {
    return new Seat(hub, person).open("/alarms").select("#foot").text();
  }
}
