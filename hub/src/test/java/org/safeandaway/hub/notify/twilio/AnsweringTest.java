package org.safeandaway.hub.notify.twilio;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.fleet.Wearables;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.Channels;
import org.safeandaway.hub.notify.Hidden;
import org.safeandaway.hub.notify.ReplyPoller;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.trial.Seat;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.trial.TrialWearable;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.WearableId;

/** Alarms that are taken by telephone, on a hub of real parts with Twilio's part played. */
class AnsweringTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String ADDRESS = "https://safe.school.example";
  private static final String OFFICE = "http://safe.school.internal";
  private static final String MESSAGES =
      "/2010-04-01/Accounts/" + Twilio.ACCOUNT + "/Messages.json";
  private static final WireMockServer TWILIO =
      new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

  private static TrialBroker broker;
  private static TrialHub hub;
  private static int count;

  private UUID alarm;

  @BeforeAll
  static void start() {
    TWILIO.start();
    broker = new TrialBroker();
    hub =
        TrialHub.start(
            TrialDatabase.make(),
            broker.url(),
            Map.of(
                Twilio.PREFIX + "account",
                Twilio.ACCOUNT,
                Twilio.PREFIX + "token",
                Twilio.TOKEN,
                Twilio.PREFIX + "from",
                Twilio.NUMBER,
                Twilio.PREFIX + "url",
                TWILIO.baseUrl(),
                "safeandaway.public-address",
                ADDRESS,
                "safeandaway.link-address",
                OFFICE));
  }

  @AfterAll
  static void stop() {
    hub.close();
    broker.close();
    TWILIO.stop();
  }

  /** Somebody presses panic; everybody is texted and rung. */
  @BeforeEach
  void panic() {
    TWILIO.resetAll();
    TWILIO.stubFor(post(urlPathEqualTo(MESSAGES)).willReturn(Twilio.made(Twilio.SMS)));
    TWILIO.stubFor(post(urlPathMatching(".*/Calls.json")).willReturn(Twilio.made(Twilio.CALL)));
    TWILIO.stubFor(get(urlPathMatching(".*/Messages/.*")).willReturn(Twilio.is("sent", null)));
    TWILIO.stubFor(get(urlPathMatching(".*/Calls/.*")).willReturn(Twilio.is("ringing", null)));
    answers("");
    String wearable = "w" + ++count;
    hub.bean(Wearables.class).add(new WearableId(wearable), "Label " + count);
    try (TrialWearable device = new TrialWearable(broker.url(), wearable)) {
      device.send(EventKind.PANIC);
      alarm =
          await()
              .atMost(PATIENCE)
              .until(
                  () -> rows("select id from alarm where resolved_at is null"),
                  it -> it.size() == 1)
              .stream()
              .map(UUID::fromString)
              .findFirst()
              .orElseThrow();
    }
  }

  private static void answers(String messages) {
    TWILIO.stubFor(
        get(urlPathEqualTo(MESSAGES))
            .willReturn(
                Twilio.json(200, "{\"messages\": [" + messages + "], \"next_page_uri\": null}")
                    .withHeader("Date", date())));
  }

  private static String date() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
  }

  @AfterEach
  void end() {
    TWILIO.stubFor(get(urlPathMatching(".*/Messages/.*")).willReturn(Twilio.is("sent", null)));
    hub.bean(Database.class).change("delete from channel_result");
    String path = "/api/v1/alarms/" + alarm;
    if (owner().equals("null")) {
      hub.post("admin", path + "/acknowledgement", "");
    }
    String words = "{\"reason\": \"DRILL\", \"words\": \"All well.\"}";
    assertThat(hub.post("admin", path + "/resolution", words).status()).isEqualTo(200);
  }

  private static List<String> rows(String sql, Object... parameters) {
    return hub.bean(Database.class).rows(row -> row.text("id"), sql, parameters);
  }

  private String owner() {
    return hub.bean(Database.class)
        .row(
            row -> String.valueOf(row.textOrNull("owner")),
            "select owner from alarm where id = ?",
            alarm)
        .orElseThrow();
  }

  private String code(String person) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                rows(
                    "select code as id from outbox where alarm = ? and person = ? and channel = 'SMS'"
                        + " and state <> 'QUEUED' order by outbox.id",
                    alarm,
                    person),
            it -> !it.isEmpty())
        .getFirst();
  }

  private void text(String body) throws InterruptedException {
    answers(
        ("{\"sid\": \"SM%032d\", \"direction\": \"inbound\", \"from\": \"+447700900123\","
                + " \"body\": \"%s\", \"date_sent\": \"%s\"}")
            .formatted(++count, body, date()));
    hub.bean(ReplyPoller.class).round();
  }

  private static List<String> texted() {
    return TWILIO.getAllServeEvents().stream()
        .map(ServeEvent::getRequest)
        .filter(it -> it.getMethod().getName().equals("POST") && it.getUrl().equals(MESSAGES))
        .map(it -> Twilio.fields(it.getBodyAsString()).getOrDefault("Body", ""))
        .toList();
  }

  @Test
  @Tag("ESC-3")
  void anSmsWithTheCodeTakesTheAlarmAndWhoeverIsLateIsTold() throws InterruptedException {
    String office = code("office");
    assertThat(texted()).as("a link").anyMatch(it -> it.contains(OFFICE + "/alarms/" + alarm));
    text("Mine: " + code("authoriser"));

    assertThat(owner()).isEqualTo("authoriser");
    assertThat(texted()).anyMatch(it -> it.startsWith("You have taken the alarm."));
    assertThat(
            rows(
                "select convert_from(stored, 'UTF8') as id from journal where what = 'alarm.taken'"
                    + " order by journal.id desc limit 1"))
        .singleElement()
        .asString()
        .contains("sms");

    text(office);
    assertThat(owner()).isEqualTo("authoriser");
    assertThat(texted()).anyMatch(it -> it.startsWith("Name of authoriser has taken it already."));
  }

  /** As with a key that may send and not read. */
  @Test
  @Tag("ESC-3")
  void everyPageSaysThatAnswersAreNotReadHoweverWellItSends() throws InterruptedException {
    code("office");
    TWILIO.stubFor(get(urlPathEqualTo(MESSAGES)).willReturn(Twilio.error(401, 20003)));
    hub.bean(ReplyPoller.class).round();
    Channels channels = hub.bean(Channels.class);
    Channel sms = channels.named("twilio-sms").orElseThrow();
    channels.noted(sms, new Channel.Outcome.Accepted(null), hub.bean(HubTime.class).now());

    await().atMost(PATIENCE).until(() -> foot().contains("Answers to SMS by Twilio are not read"));
    assertThat(page())
        .contains("Answers are not read")
        .contains("Twilio answered 401, error 20003: it refuses the hub's account");

    answers("");
    hub.bean(ReplyPoller.class).round();
    await().atMost(PATIENCE).until(() -> foot().contains("SMS by Twilio: fine"));
  }

  @Test
  @Tag("ESC-2")
  void aTestThatIsTakenForSpamShowsThatTheChannelDoesNotWork() {
    TWILIO.stubFor(
        get(urlPathMatching(".*/Messages/.*")).willReturn(Twilio.is("undelivered", 30007)));
    Seat admin = new Seat(hub, "admin");
    admin.submit(admin.open("/channels"), "#test-twilio-sms");

    await().atMost(PATIENCE).until(() -> page().contains("It did not get through"));
    await().atMost(PATIENCE).until(() -> page().contains("Does not work"));
    assertThat(page()).contains("the network took it for spam").doesNotContain("Works");
  }

  private static String foot() {
    return new Seat(hub, "office").open("/alarms").select("#foot").text();
  }

  private static String page() {
    return new Seat(hub, "office").open("/channels").select("#twilio-sms").text();
  }

  /** Where Twilio was told to bring the digit of somebody's call. */
  private String door(String person) {
    String outbox =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    rows(
                        "select o.id::text as id from outbox o where o.alarm = ? and o.person = ?"
                            + " and o.channel = 'CALL' and o.state = 'SENT' order by o.id",
                        alarm,
                        person),
                it -> !it.isEmpty())
            .getFirst();
    List<String> digests =
        rows("select encode(digest, 'hex') as id from call_digit where outbox = ?::bigint", outbox);
    return TWILIO.getAllServeEvents().stream()
        .map(event -> event.getRequest().getBodyAsString())
        .filter(body -> body.contains("Twiml="))
        .map(body -> Twilio.fields(body).getOrDefault("Twiml", ""))
        .map(twiml -> Jsoup.parse(twiml, Parser.xmlParser()).select("Gather").attr("action"))
        .map(address -> address.substring(ADDRESS.length()))
        .filter(path -> digests.contains(digest(path)))
        .findFirst()
        .orElseThrow();
  }

  private static String digest(String path) {
    String token = path.substring(path.lastIndexOf('/') + 1);
    return HexFormat.of().formatHex(new Secret(token).digest());
  }

  private static TrialHub.Reply press(String path, String digit, String signedWith) {
    Map<String, String> fields =
        new TreeMap<>(Map.of("CallSid", Twilio.CALL, "Digits", digit, "To", "+447700900123"));
    String body =
        fields.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return hub.send(
        hub.request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "X-Twilio-Signature",
                TwilioSignature.of(
                    new Hidden(signedWith), URI.create(ADDRESS + path).toString(), fields))
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  @Tag("ESC-3")
  void aDigitTakesTheAlarmOnce() {
    String path = door("office");

    assertThat(press(path, "1", "another-token").status()).isEqualTo(403);
    assertThat(owner()).isEqualTo("null");
    TrialHub.Reply other = press(path, "2", Twilio.TOKEN);
    assertThat(Jsoup.parse(other.body(), Parser.xmlParser()).select("Gather Say").text())
        .contains("Nobody has taken the alarm yet");
    assertThat(owner()).as("another digit takes nothing").isEqualTo("null");

    TrialHub.Reply taken = press(path, "1", Twilio.TOKEN);
    assertThat(taken.type()).startsWith("text/xml");
    assertThat(taken.body()).contains("You have taken the alarm");
    assertThat(owner()).isEqualTo("office");

    assertThat(press(path, "1", Twilio.TOKEN).body()).contains("answered already");
    assertThat(press(door("admin"), "1", Twilio.TOKEN).body())
        .contains("Name of office has taken it already");
    assertThat(owner()).isEqualTo("office");
  }

  @Test
  void anAddressThatWasNeverMadeTakesNothing() {
    String path = "/notify/twilio/digit/" + Secret.make().value();
    assertThat(press(path, "1", Twilio.TOKEN).body()).contains("too old");
    assertThat(press("/notify/twilio/digit/x", "1", Twilio.TOKEN).body()).contains("too old");
    assertThat(owner()).isEqualTo("null");
  }

  @Test
  void whoeverMayTakeNoAlarmsAnyMoreIsRefused() throws InterruptedException {
    String code = code("office");
    hub.bean(Database.class).change("update person set roles = '{visitor}' where id = 'office'");
    try {
      text(code);
      assertThat(owner()).isEqualTo("null");
      assertThat(texted()).anyMatch(it -> it.startsWith("You may not take alarms."));
    } finally {
      hub.bean(Database.class).change("update person set roles = '{office}' where id = 'office'");
    }
  }
}
