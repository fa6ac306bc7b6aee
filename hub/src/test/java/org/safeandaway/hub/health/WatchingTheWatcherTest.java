package org.safeandaway.hub.health;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safeandaway.hub.Announcer;
import org.safeandaway.hub.configuration.Settings;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.health.Condition.Ailment;
import org.safeandaway.hub.health.Condition.Part;
import org.safeandaway.hub.trial.Seat;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.trial.TrialWearable;
import org.safeandaway.hub.uplink.Uplink;

/** Whatever makes the hub ill is seen by people, by machines, and by somebody outside. */
class WatchingTheWatcherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String WORD = "/a-secret-word";

  private static WireMockServer outside;
  private static TrialBroker broker;
  private static TrialHub hub;
  private static Cause.Place place;

  @BeforeAll
  static void start() throws SQLException {
    outside = new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
    outside.start();
    broker = new TrialBroker();
    String database = TrialDatabase.make();
    hub =
        TrialHub.start(
            database,
            broker.url(),
            Map.of(
                "safeandaway.dead-man.url", outside.baseUrl() + WORD,
                // Every turn is taken by hand here, but for one test.
                "safeandaway.dead-man.every-seconds", "9999",
                "safeandaway.dead-man.tell-failures", "true"));
    place = new Cause.Place(database, broker);
  }

  @AfterAll
  static void stop() throws SQLException {
    place.close();
    hub.close();
    broker.close();
    outside.stop();
  }

  @BeforeEach
  void well() {
    outside.resetAll();
    outside.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
    awaitWell();
  }

  private static void awaitWell() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              look();
              assertThat(ailments()).isEmpty();
              assertThat(hub.bean(Condition.class).isKnownToBeWell()).isTrue();
            });
  }

  private static void look() {
    hub.bean(Invariants.class).look();
    hub.bean(CanaryWatch.class).look();
  }

  private static List<Ailment> ailments() {
    return hub.bean(Condition.class).ailments();
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void isSeenAndMended(Cause cause) throws InterruptedException {
    cause.happen(place);
    try {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                look();
                assertThat(ailments())
                    .anyMatch(
                        it -> it.part() == cause.part() && it.words().contains(cause.words()));
              });
      assertThat(hub.status(hub.request("/health").GET())).isEqualTo(503);
      if (cause != Cause.A_DATABASE_THAT_IS_DOWN) {
        people(cause);
      }
      if (!cause.mayStopThePulse()) {
        assertThat(hub.bean(Uplink.class).troubles()).isEmpty();
      }
      somebodyOutside(cause);
    } finally {
      cause.mend(place);
    }
    awaitWell();
    assertThat(hub.status(hub.request("/health").GET())).isEqualTo(200);
    hub.bean(DeadMan.class).turn();
    outside.verify(1, postRequestedFor(urlEqualTo(WORD)));
  }

  private static void people(Cause cause) {
    Document page = new Seat(hub, "office").open("/condition");
    Element row = page.selectFirst("tr[data-part=" + cause.part() + "]");
    assertThat(row).isNotNull();
    assertThat(row.attr("data-well")).isEqualTo("no");
    assertThat(row.text()).contains("Wrong").contains(cause.words());
    assertThat(page.select(".foot-trouble[data-part=" + cause.part() + "]").text())
        .contains(cause.words());
    String metrics = hub.get("admin", "/prometheus").body();
    assertThat(metrics)
        .containsPattern(
            "safeandaway_health_ill\\{[^}]*part=\""
                + cause.part().name().toLowerCase(Locale.ROOT)
                + "\"[^}]*} 1");
  }

  /** Not the good word, and nothing in the bad one that is about anybody. */
  private static void somebodyOutside(Cause cause) throws InterruptedException {
    hub.bean(DeadMan.class).turn();
    outside.verify(0, postRequestedFor(urlEqualTo(WORD)));
    var told = outside.findAll(postRequestedFor(urlEqualTo(WORD + "/fail")));
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().getBodyAsString())
        .contains(cause.part().name().toLowerCase(Locale.ROOT))
        .matches("[a-z ]+");
    assertThat(hub.bean(DeadMan.class).last().orElseThrow().said()).isEqualTo(DeadMan.Said.ILL);
  }

  @Test
  void neitherAStuckMessageNorAnythingElseThatIsRedStopsThePulse() {
    hub.post("admin", "/api/v1/wearables", "{\"id\": \"worn\"}");
    List<Cause> red =
        List.of(Cause.A_MESSAGE_THAT_NOBODY_CAN_SEND, Cause.SOMEBODY_OUT_WITHOUT_A_PROMISE);
    red.forEach(cause -> cause.happen(place));
    try (TrialWearable wearable = new TrialWearable(broker.url(), "worn")) {
      look();
      assertThat(ailments()).extracting(Ailment::part).contains(Part.OUTBOX, Part.GUARD);
      int then = wearable.pulses().size();
      await().atMost(PATIENCE).until(() -> wearable.pulses().size() > then);
      assertThat(ailments()).extracting(Ailment::part).contains(Part.OUTBOX, Part.GUARD);
    } finally {
      red.forEach(cause -> cause.mend(place));
    }
  }

  @Test
  void aTrialAlarmGoesTheWholeWayAndReachesNobody() {
    AtomicInteger shown = new AtomicInteger();
    hub.bean(Announcer.class).add(result -> shown.addAndGet(result.changed() ? 1 : 0));
    String written =
        "select (select count(*) from journal) || ' ' || (select count(*) from alarm)"
            + " || ' ' || (select count(*) from outbox) || ' ' || (select count(*) from wearable)";
    String before = place.value(written);
    CanaryWatch canary = hub.bean(CanaryWatch.class);
    Instant asked = hub.bean(HubTime.class).now();

    canary.sing();

    await()
        .atMost(PATIENCE)
        .until(() -> canary.results().stream().anyMatch(it -> it.armedAt().isAfter(asked)));
    CanaryWatch.Result result = canary.results().getFirst();
    assertThat(result.armedAt()).isBefore(result.dueAt());
    assertThat(result.late()).isBetween(Duration.ZERO, CanaryWatch.LATE);
    assertThat(place.value(written)).isEqualTo(before);
    assertThat(shown).as("changes that pages are told of").hasValue(0);
    for (String path : List.of("/api/v1/wearables", "/api/v1/alarms", "/api/v1/people")) {
      assertThat(hub.get("admin", path).body()).doesNotContain("canary");
    }
    for (String path : List.of("/", "/wall", "/wearables", "/alarms", "/visits")) {
      assertThat(new Seat(hub, "admin").open(path).html()).doesNotContain("canary");
    }
    assertThat(new Seat(hub, "office").open("/condition").select("#canaries li")).isNotEmpty();
    place.run("delete from deadline where watch = 'wearable/canary-main'");
  }

  @Test
  void aTrialAlarmThatDoesNotComeIsMissed() {
    AtomicReference<Duration> elapsed = new AtomicReference<>(Duration.ZERO);
    HubTime time =
        new HubTime(elapsed::get, HubTime.HighWater.of(hub.bean(HubTime.class).now()), step -> {});
    CanaryWatch silent =
        new CanaryWatch(
            hub.bean(Settings.class), hub.bean(Database.class), time, hub.bean(Uplink.class));
    elapsed.set(CanaryWatch.SILENCE);
    silent.look();
    assertThat(silent.troubles()).isEmpty();

    elapsed.set(CanaryWatch.SILENCE.plusSeconds(1));
    silent.look();

    assertThat(silent.troubles()).containsExactly("no canary has come through for 151 s");
  }

  @Test
  void nobodyWearsACanary() {
    TrialHub.Reply refused = hub.post("admin", "/api/v1/wearables", "{\"id\": \"canary-main\"}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("canary-");
  }

  @Test
  void aServiceThatRefusesIsShownAndIsNoAilment() throws InterruptedException {
    outside.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)));

    hub.bean(DeadMan.class).turn();

    assertThat(hub.bean(DeadMan.class).last().orElseThrow().trouble()).isEqualTo("it answered 404");
    assertThat(ailments()).isEmpty();
    Document page = new Seat(hub, "office").open("/condition");
    assertThat(page.select("#outside").text()).contains("Not reached").contains("it answered 404");
    assertThat(page.html()).doesNotContain(WORD);
  }

  @Test
  void aServiceThatHangsHoldsNobodyUp() throws InterruptedException {
    outside.stubFor(any(anyUrl()).willReturn(aResponse().withFixedDelay(60_000)));
    Thread turn =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    hub.bean(DeadMan.class).turn();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().atMost(PATIENCE).until(() -> !outside.getAllServeEvents().isEmpty() || !turn.isAlive());

    assertThat(new Seat(hub, "office").open("/condition").text()).contains("Everything is fine");
    assertThat(ailments()).isEmpty();

    assertThat(turn.join(PATIENCE)).isTrue();
    assertThat(hub.bean(DeadMan.class).last().orElseThrow().trouble()).contains("within 5 s");
  }

  @Test
  void aClockThatWasSetBackIsSeenUntilItHasCaughtUp() {
    HubTime ahead =
        new HubTime(
            () -> Duration.ZERO,
            HubTime.HighWater.of(hub.bean(HubTime.class).now().plus(Duration.ofHours(1))),
            step -> {});
    Invariants invariants = new Invariants(hub.bean(Database.class), ahead);

    invariants.look();

    assertThat(invariants.broken(Part.CLOCK))
        .singleElement()
        .asString()
        .contains("behind hub time");
  }

  @Test
  void aStepOfTheClockIsToldForTenMinutes() {
    AtomicReference<Duration> elapsed = new AtomicReference<>(Duration.ZERO);
    Instant start = hub.bean(HubTime.class).now();
    HubTime time = new HubTime(elapsed::get, HubTime.HighWater.of(start), step -> {});
    Invariants invariants = new Invariants(hub.bean(Database.class), time);
    time.advance(start);
    assertThat(invariants.stepped()).isEmpty();

    time.advance(start.plus(Duration.ofHours(1)));

    assertThat(invariants.stepped())
        .containsExactly("the database's clock was stepped by 3600 s, 0 s ago");
    elapsed.set(Duration.ofMinutes(10));
    assertThat(invariants.stepped()).isEmpty();
  }

  @Test
  void whatWasNotLookedAtForLongIsNotWell() {
    AtomicReference<Duration> elapsed = new AtomicReference<>(Duration.ZERO);
    Invariants invariants =
        new Invariants(hub.bean(Database.class), hub.bean(HubTime.class), elapsed::get);
    assertThat(invariants.areFresh()).as("before the first look").isFalse();

    invariants.look();
    assertThat(invariants.areFresh()).isTrue();
    assertThat(invariants.overdue()).isEmpty();

    elapsed.set(Invariants.STALE.plusSeconds(1));
    assertThat(invariants.areFresh()).isFalse();
    assertThat(invariants.overdue()).containsExactly("36 s since the last look");
  }
}
