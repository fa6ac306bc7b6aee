package org.safeandaway.hub.notify.push;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.avaje.jsonb.Jsonb;
import io.micronaut.jdbc.DataSourceResolver;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.configuration.BadConfiguration;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.notify.Channel.Outcome;
import org.safeandaway.hub.notify.HttpChannelContract;
import org.safeandaway.hub.notify.NotifySettings;
import org.safeandaway.hub.notify.ProviderHttp;
import org.safeandaway.hub.testing.SetClock;
import org.safeandaway.hub.testing.TestDatabase;
import org.safeandaway.hub.watch.PersonId;

class WebPushTest extends HttpChannelContract {
  private static final Duration ENOUGH = Duration.ofSeconds(8);
  private static final URI HUB = URI.create("https://safe.school.example");
  private static final PersonId BEA = new PersonId("bea");
  private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");

  private static TestDatabase rows;
  private static PushSubscriptions subscriptions;
  private static PushKeys keys;
  private static UUID session;

  private final Telephone telephone = new Telephone();

  @BeforeAll
  static void open() {
    rows = TestDatabase.make();
    Database database = new Database(rows.dataSource(), DataSourceResolver.DEFAULT);
    SetClock clock = new SetClock(NOW);
    subscriptions = new PushSubscriptions(database, clock);
    keys = new PushKeys(database, clock);
    rows.run("insert into person (id, name, made_at) values ('bea', 'Bea Okoro', now())");
    rows.run("insert into person (id, name, made_at) values ('carol', 'Carol Nye', now())");
  }

  @BeforeEach
  void signIn() {
    rows.run("delete from push_subscription");
    rows.run("update person set active = true");
    session =
        UUID.fromString(
            rows.value(
                """
                insert into session (digest, person, browser, made_at, last_seen_at, expires_at)
                values (sha256(gen_random_uuid()::text::bytea), 'bea', 'x', now(), now(), now() + '1 d')
                returning id"""));
  }

  @Override
  protected WebPush channel(URI address, Duration limit) {
    subscriptions.add(BEA, session, telephone.given(address + "/one"), "Chrome on Android");
    return push(address, limit);
  }

  private static WebPush push(@Nullable URI other, Duration limit) {
    Map<String, Object> told =
        Map.of("safeandaway.notify.push.services", other == null ? "" : other.toString());
    return new WebPush(
        subscriptions,
        keys,
        new ProviderHttp(limit),
        NotifySettings.of(told).of("push"),
        HUB,
        false);
  }

  @Override
  protected ResponseDefinitionBuilder answer(Provider provider) {
    return switch (provider) {
      case TAKES_IT -> aResponse().withStatus(201);
      case IS_BROKEN -> aResponse().withStatus(502);
      case HAS_TOO_MANY ->
          aResponse().withStatus(429).withHeader("Retry-After", "" + ASKED.toSeconds());
      case REFUSES_IT -> aResponse().withStatus(413);
      case HANGS, IS_DOWN -> throw new AssertionError();
    };
  }

  @Override
  protected List<String> received() {
    WebPush.Message message = message();
    return List.of(message.mark() == null ? message.about() : message.mark());
  }

  @Override
  protected List<String> secrets() {
    return List.of(keys.pair().secret().value());
  }

  private String read() {
    try {
      return telephone.read(asked().getBody());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("the telephone cannot read it", e);
    }
  }

  private WebPush.Message message() {
    return Jsonb.builder().build().type(WebPush.Message.class).fromJson(read());
  }

  @Test
  @Tag("ESC-2")
  void theTelephoneReadsThatSomebodyHasIt() throws InterruptedException {
    send(Provider.TAKES_IT, standDown());

    assertThat(read()).isEqualTo("{\"about\":\"PANIC\",\"alarm\":\"a1\",\"news\":\"TAKEN\"}");
  }

  @Test
  void theTelephoneReadsWhatKindAndWhichAndNobodysName() throws InterruptedException {
    send(Provider.TAKES_IT, notice("DRILL"));

    assertThat(read()).isEqualTo("{\"about\":\"PANIC\",\"alarm\":\"a1\",\"mark\":\"DRILL\"}");
    LoggedRequest asked = asked();
    assertThat(asked.getUrl()).isEqualTo("/one");
    assertThat(asked.getHeader("Urgency")).isEqualTo("high");
    assertThat(asked.getHeader("TTL")).isEqualTo("600");
    assertThat(asked.getHeader("Content-Encoding")).isEqualTo("aes128gcm");
    assertThat(new String(asked.getBody(), StandardCharsets.ISO_8859_1)).doesNotContain("PANIC");
  }

  @Test
  void thePushServiceKnowsThatItIsThisHub() throws Exception {
    send(Provider.TAKES_IT, notice(null));

    String authorization = asked().getHeader("Authorization");
    assertThat(authorization).matches("vapid t=[^,]+, k=.+");
    String jwt = authorization.replaceAll("vapid t=([^,]+),.*", "$1");
    assertThat(authorization).endsWith("k=" + keys.pair().open());
    assertThat(Telephone.isSigned(jwt, keys.pair().open())).isTrue();
    String claims =
        new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]), StandardCharsets.UTF_8);
    assertThat(claims)
        .contains("\"aud\":\"http://localhost\"")
        .contains("\"sub\":\"https://safe.school.example\"");
  }

  @Test
  void hubsOfOneSchoolHaveOneKey() {
    PushKeys other =
        new PushKeys(
            new Database(rows.dataSource(), DataSourceResolver.DEFAULT), new SetClock(NOW));
    assertThat(other.pair()).isEqualTo(keys.pair());
    assertThat(PushKeys.generate()).isNotEqualTo(keys.pair());
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void aTelephoneThatIsGoneIsForgotten(int status) throws InterruptedException {
    WebPush push = (WebPush) stubbed(aResponse().withStatus(status), ENOUGH);

    assertThat(push.send(notice(null))).isInstanceOf(Outcome.Failed.class);

    assertThat(subscriptions.of(BEA)).isEmpty();
  }

  @Test
  void aFaultIsNotedAndForgetsNobody() throws InterruptedException {
    send(Provider.IS_BROKEN, notice(null));
    assertThat(subscriptions.of(BEA))
        .singleElement()
        .satisfies(device -> assertThat(device.failure()).isEqualTo("answered 502"));

    send(Provider.TAKES_IT, notice(null));
    assertThat(subscriptions.of(BEA))
        .singleElement()
        .satisfies(
            device -> {
              assertThat(device.failure()).isNull();
              assertThat(device.lastTakenAt()).isEqualTo(NOW);
            });
  }

  @Test
  void oneTelephoneThatTakesItIsEnough() throws InterruptedException {
    WebPush push = (WebPush) stubbed(aResponse().withStatus(503), ENOUGH);
    STUB.stubFor(post(urlEqualTo("/other")).willReturn(aResponse().withStatus(201)));
    subscriptions.add(
        BEA, session, new Telephone().given(STUB.baseUrl() + "/other"), "Firefox on Windows");

    assertThat(push.send(notice(null))).isEqualTo(new Outcome.Accepted(null));
    assertThat(STUB.getAllServeEvents()).hasSize(2);
  }

  @Test
  void whoeverSignsOutIsToldNoMore() throws InterruptedException {
    WebPush push = (WebPush) stubbed(aResponse().withStatus(201), ENOUGH);
    rows.run("update session set ended_at = now() where id = ?", session);

    assertThat(push.send(notice(null))).isInstanceOf(Outcome.Failed.class);
    assertThat(STUB.getAllServeEvents()).isEmpty();
    assertThat(subscriptions.renew(BEA, session, STUB.baseUrl() + "/one"))
        .as("nor does signing in again")
        .isFalse();
  }

  /** The telephone of a head teacher rings at night. */
  @Test
  void whoeverMerelyOpensNoPageIsStillTold() throws InterruptedException {
    WebPush push = (WebPush) stubbed(aResponse().withStatus(201), ENOUGH);
    rows.run(
        "update session set made_at = now() - interval '9 d', last_seen_at = now() - interval '9 d',"
            + " expires_at = now() - interval '2 d' where id = ?",
        session);
    assertThat(push.send(notice(null))).isInstanceOf(Outcome.Accepted.class);

    rows.run("delete from session where id = ?", session);
    assertThat(push.send(notice(null))).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void whoeverIsNoLongerActiveIsToldNoMore() throws InterruptedException {
    WebPush push = (WebPush) stubbed(aResponse().withStatus(201), ENOUGH);
    rows.run("update person set active = false where id = 'bea'");

    assertThat(push.send(notice(null))).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aTelephoneThatAnotherPersonTakesOverTellsOnlyThem() {
    PushSubscriptions.Given given = telephone.given(STUB.baseUrl() + "/one");
    subscriptions.add(BEA, session, given, "x");
    subscriptions.add(new PersonId("carol"), null, given, "x");

    assertThat(subscriptions.of(BEA)).isEmpty();
    assertThat(subscriptions.of(new PersonId("carol"))).hasSize(1);
    assertThat(subscriptions.renew(BEA, session, given.endpoint())).isFalse();
  }

  /** Whoever is signed in can name any address: the hub does not knock there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:5432/",
        "https://10.0.0.1/",
        "https://router.school.example/",
        "https://fcm.googleapis.com.evil.example/",
        "https://evilpush.apple.com/",
        "https://fcm.googleapis.com:8443/x",
        "https://somebody@fcm.googleapis.com/x",
        "file:///etc/passwd",
        "not an address",
        ""
      })
  void sendsToPushServicesOnly(String endpoint) throws InterruptedException {
    WebPush push = push(null, ENOUGH);
    assertThat(push.isOurs(telephone.given(endpoint))).isFalse();

    subscriptions.add(BEA, session, telephone.given(endpoint), "x");
    assertThat(push.send(notice(null))).isInstanceOf(Outcome.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://wns2-par02p.notify.windows.com/w/?token=abc"
      })
  void knowsThePushServicesOfTheUsualBrowsers(String endpoint) {
    assertThat(push(null, ENOUGH).isOurs(telephone.given(endpoint))).isTrue();
  }

  @Test
  void takesNoKeysThatAreNone() {
    PushSubscriptions.Given right = telephone.given("https://fcm.googleapis.com/fcm/send/abc");
    WebPush push = push(null, ENOUGH);
    for (String wrong : List.of("", "!", "AAAA", right.p256dh().replace('B', 'C'))) {
      assertThat(push.isOurs(new PushSubscriptions.Given(right.endpoint(), wrong, right.auth())))
          .isFalse();
      assertThat(push.isOurs(new PushSubscriptions.Given(right.endpoint(), right.p256dh(), wrong)))
          .isFalse();
    }
  }

  @Test
  void saysThatBrowsersWantHttps() {
    assertThat(reached(null, false).missing())
        .hasValueSatisfying(words -> assertThat(words).contains("safeandaway.public-address"));
    assertThat(reached(null, true).missing()).isEmpty();
    assertThat(reached(null, true).limits()).isPresent();
    assertThat(reached(HUB, false).limits()).isEmpty();
  }

  private static WebPush reached(@Nullable URI https, boolean loopback) {
    return new WebPush(
        subscriptions,
        keys,
        new ProviderHttp(ENOUGH),
        NotifySettings.of(Map.of()).of("push"),
        https,
        loopback);
  }

  @Test
  void aContactThatIsNoneIsTold() {
    Map<String, Object> told = Map.of("safeandaway.notify.push.contact", "the office");
    assertThatThrownBy(
            () ->
                new WebPush(
                    subscriptions,
                    keys,
                    new ProviderHttp(ENOUGH),
                    NotifySettings.of(told).of("push"),
                    HUB,
                    false))
        .isInstanceOf(BadConfiguration.class);
  }
}
