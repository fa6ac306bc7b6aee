package org.safeandaway.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.postgres.PostgresDeskStore;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.uplink.FleetStore;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/** What two hubs on one database must know of each other. */
class TwoHubsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Sealing and looking take 350 ms at most; the rest is for a machine that has other work. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static TrialBroker broker;
  private static TrialHub one;
  private static TrialHub other;

  @BeforeAll
  static void start() {
    broker = new TrialBroker();
    String database = TrialDatabase.make();
    one = TrialHub.start(database, broker.url());
    other = TrialHub.start(database, broker.url(), "other");
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
    broker.close();
  }

  @Test
  void aPageOfTheOneIsToldWhatTheOtherCommits() {
    Secret session = one.session("office");
    List<String> told = new CopyOnWriteArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      client
          .sendAsync(
              other
                  .request("/live")
                  .header("Cookie", "saa-session=" + session.value())
                  .header("Accept", "text/event-stream")
                  .build(),
              HttpResponse.BodyHandlers.ofLines())
          .thenAcceptAsync(
              answer ->
                  answer
                      .body()
                      .filter(line -> line.startsWith("data:"))
                      .map(line -> line.split(" ")[1])
                      .forEach(told::add),
              threads);
      await().atMost(PATIENCE).until(() -> !told.isEmpty());
      String before = told.getLast();
      Instant from = Instant.now();

      assertThat(one.post("office", "/api/v1/visits", visit()).status()).isEqualTo(201);

      await().atMost(PATIENCE).until(() -> !told.getLast().equals(before));
      assertThat(Duration.between(from, Instant.now())).isLessThan(SOON);
      client.shutdownNow();
      threads.shutdownNow();
    }
  }

  @Test
  void oneStepOfTheClockIsTheSameForBoth() {
    Instant seen = Instant.parse("2026-03-02T12:00:00Z");
    Instant first = one.bean(PostgresDeskStore.class).sameStep(seen);

    assertThat(other.bean(PostgresDeskStore.class).sameStep(seen.plusSeconds(3))).isEqualTo(first);
    assertThat(other.bean(PostgresDeskStore.class).sameStep(seen.minusSeconds(3))).isEqualTo(first);
    assertThat(one.bean(PostgresDeskStore.class).sameStep(seen.plusSeconds(3600)))
        .isEqualTo(seen.plusSeconds(3600));
  }

  @Test
  void whatAWearableSaidLastStaysWhoeverWritesItLater() {
    WearableId wearable = new WearableId("w-stale");
    one.post("admin", "/api/v1/wearables", "{\"id\":\"w-stale\"}");
    Instant now = Instant.parse("2026-03-02T12:00:00Z");
    one.bean(FleetStore.class).write(Map.of(wearable, heard(now, 80, true)));
    other.bean(FleetStore.class).write(Map.of(wearable, heard(now.minusSeconds(20), 90, false)));

    assertThat(
            one.bean(Database.class)
                .row(
                    row ->
                        row.text("online")
                            + " "
                            + row.instant("heard_at")
                            + " "
                            + row.instant("stated_at")
                            + " "
                            + row.longNumber("battery_percent"),
                    "select online::text, heard_at, stated_at, battery_percent from wearable_state"
                        + " where wearable = ?",
                    "w-stale"))
        .contains("true " + now + " " + now + " 80");

    other.bean(FleetStore.class).write(Map.of(wearable, silent(now.plusSeconds(5))));
    assertThat(
            one.bean(Database.class)
                .row(
                    row -> row.instant("heard_at") + " " + row.longNumber("battery_percent"),
                    "select heard_at, battery_percent from wearable_state where wearable = ?",
                    "w-stale"))
        .contains(now.plusSeconds(5) + " 80");

    other.bean(FleetStore.class).write(Map.of(wearable, will(now.plusSeconds(4))));
    assertThat(online()).isEqualTo("true " + now.plusSeconds(5));
    other.bean(FleetStore.class).write(Map.of(wearable, will(now.plusSeconds(28))));
    assertThat(online()).isEqualTo("false " + now.plusSeconds(5));
    other.bean(FleetStore.class).write(Map.of(wearable, silent(now.plusSeconds(40))));
    assertThat(online()).isEqualTo("null " + now.plusSeconds(40));
  }

  private static String online() {
    return one.bean(Database.class)
        .row(
            row -> row.textOrNull("online") + " " + row.instant("heard_at"),
            "select online::text, heard_at from wearable_state where wearable = ?",
            "w-stale")
        .orElseThrow();
  }

  private static FleetStore.Heard will(Instant at) {
    return new FleetStore.Heard(null, null, new FleetStore.Linked(false, at));
  }

  private static FleetStore.Heard heard(Instant at, int battery, boolean online) {
    Message.State state =
        new Message.State(
            "0000000000000001", Phase.OVER, null, 0, battery, null, 0, "1.0", 1000, List.of());
    return new FleetStore.Heard(
        at, new FleetStore.Said(state, at), new FleetStore.Linked(online, at));
  }

  private static FleetStore.Heard silent(Instant at) {
    return new FleetStore.Heard(at, null, null);
  }

  private static String visit() {
    Instant now = Instant.now();
    return """
        {"visitors":["visitor"],"expectedArrival":"%s","agreedEnd":"%s","purpose":"Home visit",
         "place":"Elm Close"}"""
        .formatted(now.plusSeconds(900), now.plusSeconds(5400));
  }
}
