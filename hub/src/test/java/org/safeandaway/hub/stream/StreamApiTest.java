package org.safeandaway.hub.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.trial.TrialStream;
import org.safeandaway.hub.trial.TrialWearable;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Phase;

/** The stream of events over HTTP, of real hubs on a real database. */
class StreamApiTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static TrialBroker broker;
  private static String database;
  private static TrialHub hub;

  @BeforeAll
  static void start() {
    broker = new TrialBroker();
    database = TrialDatabase.make();
    hub = TrialHub.start(database, broker.url());
  }

  @AfterAll
  static void stop() {
    hub.close();
    broker.close();
  }

  @AfterEach
  void everybodyLeaves() {
    await().atMost(PATIENCE).until(() -> !hub.bean(Streams.class).isFollowed());
  }

  @Test
  void tellsWhatHappensInOrder() {
    try (TrialStream stream = follow(null)) {
      String visit = plan(hub);
      hub.post("authoriser", visit + "/authorisation", "");
      telephone(hub, visit, "ARRIVED");

      await().atMost(PATIENCE).until(() -> stream.has("visitor.telephoned"));
      assertThat(stream.names())
          .startsWith("ready", "visit.planned", "visit.authorised")
          .contains("visitor.phase");
      List<Long> positions = positions(stream.events().stream());
      assertThat(positions)
          .isEqualTo(
              LongStream.rangeClosed(positions.getFirst(), positions.getLast()).boxed().toList());
      TrialStream.Event planned = stream.events().get(1);
      assertThat(planned.field("visit")).isEqualTo(visit.substring(visit.lastIndexOf('/') + 1));
      assertThat(planned.field("by")).isEqualTo("office");
      assertThat(planned.field("id")).isEqualTo(planned.id());
    }
  }

  @Test
  @Tag("CONF-1")
  void saysWhichEventOfWhichWearableAndNamesNobody() {
    hub.post("admin", "/api/v1/wearables", "{\"id\": \"w1\"}");
    try (TrialStream stream = follow(null);
        TrialWearable wearable = new TrialWearable(broker.url(), "w1")) {
      wearable.state(Phase.OVER, 0, 0);
      Message.Event panic = wearable.send(EventKind.PANIC, null);
      await().atMost(PATIENCE).until(() -> stream.has("alarm.raised"));
      String alarm = event(stream, "alarm.raised").field("alarm");
      hub.post("office", "/api/v1/alarms/" + alarm + "/acknowledgement", "");
      await().atMost(PATIENCE).until(() -> stream.has("alarm.taken"));

      for (String name : List.of("alarm.raised", "event.taken-in", "alarm.taken")) {
        TrialStream.Event event = event(stream, name);
        assertThat(event.field("wearable")).isEqualTo("w1");
        assertThat(event.field("boot")).isEqualTo(panic.id().boot());
        assertThat(event.field("seq")).isEqualTo(Long.toString(panic.id().seq()));
      }
      long revision = Long.parseLong(event(stream, "alarm.taken").field("revision"));
      await()
          .atMost(PATIENCE)
          .until(() -> wearable.notices().stream().anyMatch(it -> it.revision() == revision));
      assertThat(stream.events().toString()).doesNotContain("Name of");
    }
  }

  /** Somebody of the office goes on a visit, gives the signal, and is made to show their screen. */
  @Test
  @Tag("DUR-1")
  void aDuressIsToldToEverybodyButWhoeverGaveIt() {
    hub.person("both", "Name of both", Role.VISITOR, Role.OFFICE);
    hub.post("admin", "/api/v1/wearables", "{\"id\": \"w9\"}");
    String visit = plan(hub, "both");
    hub.post("authoriser", visit + "/authorisation", "");
    assertThat(
            hub.post(
                    "office",
                    visit + "/assignments",
                    "{\"participant\": 1, \"wearable\": \"w9\", \"override\": \"new\"}")
                .status())
        .isEqualTo(200);
    telephone(hub, visit, "ARRIVED");
    try (TrialStream theirs = TrialStream.follow(hub, "both", null);
        TrialStream others = follow(null);
        TrialWearable wearable = new TrialWearable(broker.url(), "w9")) {
      await().atMost(PATIENCE).until(() -> theirs.has("ready") && others.has("ready"));
      String id = visit.substring(visit.lastIndexOf('/') + 1);
      wearable.send(EventKind.DURESS, id);
      // The two go by different lanes, and the later one may be the faster.
      await().atMost(PATIENCE).until(() -> others.has("alarm.raised"));
      wearable.send(EventKind.SAFE_AND_AWAY, id);
      await().atMost(PATIENCE).until(() -> others.has("visitor.said-safe"));
      String alarm = event(others, "alarm.raised").field("alarm");
      hub.post("office", "/api/v1/alarms/" + alarm + "/acknowledgement", "");
      hub.post("office", "/api/v1/alarms/" + alarm + "/notes", "{\"words\": \"the police come\"}");
      plan(hub);

      await().atMost(PATIENCE).until(() -> theirs.has("visit.planned"));
      await().atMost(PATIENCE).until(() -> others.has("visit.planned"));
      assertThat(others.names()).contains("alarm.raised", "alarm.taken", "alarm.noted");
      assertThat(others.events().toString()).contains("DURESS").contains("the police come");
      assertThat(theirs.names())
          .contains("event.taken-in")
          .noneMatch(name -> name.startsWith("alarm."))
          .doesNotContain("visitor.said-safe");
      assertThat(theirs.events().toString())
          .contains("CHECK_IN")
          .doesNotContain("DURESS")
          .doesNotContain(alarm)
          .doesNotContain("the police come");
    }
  }

  /** Neither that somebody who rang heard it, nor that they said it on the telephone themselves. */
  @Test
  @Tag("DUR-1")
  @Tag("PLAN-6")
  void aSafeWordThatWasSaidIsNotToldToWhoeverSaidIt() {
    hub.person("said", "Name of said", Role.VISITOR, Role.OFFICE);
    hub.post("admin", "/api/v1/wearables", "{\"id\": \"w8\"}");
    String visit = plan(hub, "said");
    hub.post("authoriser", visit + "/authorisation", "");
    hub.post(
        "office",
        visit + "/assignments",
        "{\"participant\": 1, \"wearable\": \"w8\", \"override\": \"new\"}");
    try (TrialStream theirs = TrialStream.follow(hub, "said", null);
        TrialStream others = follow(null);
        TrialWearable wearable = new TrialWearable(broker.url(), "w8")) {
      await().atMost(PATIENCE).until(() -> theirs.has("ready") && others.has("ready"));
      wearable.send(EventKind.ADVICE, visit.substring(visit.lastIndexOf('/') + 1));
      await().atMost(PATIENCE).until(() -> others.has("alarm.raised"));
      String advice = event(others, "alarm.raised").field("alarm");

      TrialHub.Reply heard =
          hub.post(
              "office",
              "/api/v1/alarms/" + advice + "/outcomes",
              "{\"step\": 0, \"outcome\": \"SAFE_WORD\"}");
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      telephone(hub, visit, "DURESS");
      plan(hub);

      await().atMost(PATIENCE).until(() -> theirs.has("visit.planned"));
      await().atMost(PATIENCE).until(() -> others.has("visit.planned"));
      assertThat(others.names()).contains("alarm.step-done", "visitor.telephoned");
      assertThat(others.events().toString()).contains("SAFE_WORD").contains("DURESS");
      assertThat(theirs.names())
          .contains("alarm.raised")
          .doesNotContain("alarm.step-done", "visitor.telephoned");
      assertThat(theirs.events().toString()).doesNotContain("SAFE_WORD").doesNotContain("DURESS");
    }
  }

  @Test
  void aProgramThatComesBackGoesOnWhereItLeftOff() {
    String visit = plan(hub);
    String last;
    try (TrialStream first = follow(null)) {
      await().atMost(PATIENCE).until(() -> first.has("ready"));
      last = first.events().getLast().id();
    }
    hub.post("authoriser", visit + "/authorisation", "");

    try (TrialStream second = follow(last)) {
      await().atMost(PATIENCE).until(() -> second.has("visit.authorised"));
      assertThat(second.names().getFirst()).isEqualTo("ready");
      assertThat(second.events().getFirst().id()).isEqualTo(last);
      assertThat(positions(second.events().stream().skip(1)).getFirst())
          .isEqualTo(second.events().getFirst().position() + 1);
    }
  }

  /**
   * Two hubs commit, one of them is stopped and started; a program goes from one to the other and
   * leaves at any moment. What it saw in the end is every sealed line, once, in order.
   */
  @Test
  void losesNothingAndDoublesNothingWhicheverHubItComesBackTo() throws SQLException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    AtomicReference<TrialHub> other =
        new AtomicReference<>(TrialHub.start(database, broker.url(), "other"));
    List<TrialStream.Event> seen = new ArrayList<>();
    String visit = plan(hub);
    hub.post("authoriser", visit + "/authorisation", "");
    telephone(hub, visit, "ARRIVED");
    String last = listen(hub, null, 1, seen);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 120; i++) {
                telephone(i % 2 == 0 ? hub : other.get(), visit, "CHECK_IN");
                if (i == 60) {
                  other.getAndSet(TrialHub.start(database, broker.url(), "third")).close();
                }
              }
            });
    try {
      while (!writer.isDone()) {
        last = listen(random.nextBoolean() ? hub : other.get(), last, random.nextInt(12), seen);
      }
      writer.join();
      await().atMost(PATIENCE).until(() -> value("select count(*) from journal_unsealed") == 0);
      long head = value("select max(position) from journal_seal");
      while (seen.getLast().position() < head) {
        last = listen(hub, last, 20, seen);
      }
      assertThat(seen.stream().filter(it -> it.name().equals("reset"))).isEmpty();
      List<Long> positions =
          positions(seen.stream().skip(1).filter(it -> !it.name().equals("ready")));
      assertThat(positions)
          .as("seed %d", seed)
          .isEqualTo(LongStream.rangeClosed(seen.getFirst().position() + 1, head).boxed().toList());
    } finally {
      other.get().close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "-1", "7", "feed-99999999999999999999"})
  void anIdThatIsNoneIsTold(String id) {
    try (TrialStream stream = follow(id)) {
      await().atMost(PATIENCE).until(() -> !stream.events().isEmpty());
      assertThat(stream.events().getFirst().name()).isEqualTo("reset");
      assertThat(stream.events().getFirst().field("why")).isEqualTo("unknown");
    }
  }

  @Test
  void anIdOfAnotherEpochIsTold() {
    try (TrialStream stream = follow("0123456789abcdef-1")) {
      await().atMost(PATIENCE).until(() -> stream.has("reset"));
      assertThat(stream.events().getFirst().field("why")).isEqualTo("restored");
      plan(hub);
      await().atMost(PATIENCE).until(() -> stream.has("visit.planned"));
    }
  }

  @Test
  void anIdThatIsAheadIsTold() throws SQLException {
    String id = text("select epoch from site") + "-" + 1_000_000;
    try (TrialStream stream = follow(id)) {
      await().atMost(PATIENCE).until(() -> stream.has("reset"));
      assertThat(stream.events().getFirst().field("why")).isEqualTo("unknown");
    }
  }

  @Test
  @Tag("CONF-2")
  void whatIsKeptNoMoreIsTold() throws SQLException {
    String visit = plan(hub);
    await().atMost(PATIENCE).until(() -> value("select count(*) from journal_unsealed") == 0);
    run("update journal set salt = null, stored = null");

    try (TrialStream stream = follow(text("select epoch from site") + "-0")) {
      await().atMost(PATIENCE).until(() -> stream.has("reset"));
      TrialStream.Event reset = event(stream, "reset");
      assertThat(reset.field("why")).isEqualTo("expired");
      assertThat(reset.position()).isEqualTo(value("select max(position) from journal_seal"));
      hub.post("authoriser", visit + "/authorisation", "");
      await().atMost(PATIENCE).until(() -> stream.has("visit.authorised"));
    }
  }

  @Test
  void aDatabaseThatIsRestoredMeanwhileIsTold() throws SQLException {
    try (TrialStream stream = follow(null)) {
      await().atMost(PATIENCE).until(() -> stream.has("ready"));
      run("update site set epoch = 'feedfeedfeedfeed'");
      await().atMost(PATIENCE).until(() -> stream.has("reset"));
      assertThat(event(stream, "reset").field("why")).isEqualTo("restored");
      assertThat(event(stream, "reset").id()).startsWith("feedfeedfeedfeed-");
    }
  }

  @Test
  void saysThatItLives() {
    try (TrialStream stream = follow(null)) {
      await().atMost(Duration.ofSeconds(7)).until(() -> stream.comments() >= 2);
    }
  }

  @Test
  void endsWithinSecondsWhenItsTokenIsRevoked() {
    double before = ended("revoked");
    hub.person("leaver", "Leaver", Role.OFFICE);
    String list = hub.get("admin", "/api/v1/people/leaver/tokens").body();
    String id = list.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    try (TrialStream stream = TrialStream.follow(hub, "leaver", null)) {
      await().atMost(PATIENCE).until(() -> stream.has("ready"));

      hub.post("admin", "/api/v1/people/leaver/tokens/" + id + "/revocation", "");

      await().atMost(Duration.ofSeconds(6)).until(stream::isOver);
      assertThat(hub.get("leaver", "/api/v1/stream").status()).isEqualTo(401);
      assertThat(ended("revoked")).isEqualTo(before + 1);
    }
  }

  @Test
  void whoAsksForTheHeadersOnlyTakesNoRoom() {
    int status =
        hub.status(
            hub.request("/api/v1/stream")
                .header("Authorization", "Bearer " + hub.token("office"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(status).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> !hub.bean(Streams.class).isFollowed());
  }

  @Test
  void endsWhenTheHubDoes() {
    TrialHub other = TrialHub.start(database, broker.url(), "other");
    try (TrialStream stream = TrialStream.follow(other, "office", null)) {
      await().atMost(PATIENCE).until(() -> stream.has("ready"));
      other.close();
      await().atMost(Duration.ofSeconds(5)).until(stream::isOver);
    }
  }

  @Test
  void nobodyHasMoreThanTheirShare() {
    List<TrialStream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < Streams.MOST_OF_ONE; i++) {
        TrialStream stream = follow(null);
        streams.add(stream);
        await().atMost(PATIENCE).until(() -> stream.has("ready"));
      }
      TrialHub.Reply refused = hub.get("office", "/api/v1/stream");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.type()).isEqualTo("application/problem+json");
      try (TrialStream admins = TrialStream.follow(hub, "admin", null)) {
        await().atMost(PATIENCE).until(() -> admins.has("ready"));
      }
      double before = ended("gone");
      streams.getFirst().close();
      await().atMost(PATIENCE).until(() -> ended("gone") > before);
      TrialStream next = follow(null);
      streams.add(next);
      await().atMost(PATIENCE).until(() -> next.has("ready"));
    } finally {
      streams.forEach(TrialStream::close);
    }
  }

  @Test
  void aProgramThatDoesNotListenIsDropped() throws SQLException {
    await().atMost(PATIENCE).until(() -> value("select count(*) from journal_unsealed") == 0);
    String start =
        text(
            "select epoch || '-' || (select coalesce(max(position), 0) from journal_seal) from site");
    run(
        """
        insert into journal (watch, at, what, salt, stored, digest)
        select 'site', now(), 'alarm.noted', 'salt',
          convert_to('{"watch":"site","at":"2026-03-02T12:00:00Z","what":"alarm.noted","details":'
            || '{"words":"' || repeat('x', 2000) || '"}}', 'UTF8'), sha256('x')
        from generate_series(1, 15000)""");
    run(
        """
        insert into journal_unsealed select id from journal j
        where not exists (select from journal_seal s where s.journal_id = j.id)
        on conflict do nothing""");
    await().atMost(PATIENCE).until(() -> value("select count(*) from journal_unsealed") == 0);

    double before = ended("slow");
    try (TrialStream deaf = TrialStream.deaf(hub, "office", start)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> ended("slow") > before);
      assertThat(deaf.events()).isEmpty();
    }
  }

  private static TrialStream follow(@Nullable String last) {
    return TrialStream.follow(hub, "office", last);
  }

  /** Follows until there are so many events more, or a while; returns the last id. */
  private static @Nullable String listen(
      TrialHub from, @Nullable String last, int events, List<TrialStream.Event> into) {
    try (TrialStream stream = TrialStream.follow(from, "office", last)) {
      Instant until = Instant.now().plusMillis(400);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  stream.events().size() > events
                      || stream.isOver()
                      || Instant.now().isAfter(until));
      List<TrialStream.Event> seen = stream.events();
      into.addAll(seen);
      return seen.isEmpty() ? last : seen.getLast().id();
    }
  }

  private static String plan(TrialHub at) {
    return plan(at, "visitor");
  }

  private static String plan(TrialHub at, String visitor) {
    Instant arrival = Instant.now().plusSeconds(600);
    TrialHub.Reply planned =
        at.post(
            "office",
            "/api/v1/visits",
            """
            {"visitors": ["%s"], "expectedArrival": "%s", "agreedEnd": "%s",
             "purpose": "attendance", "place": "Mill Lane", "safeWord": "bluebell"}
            """
                .formatted(visitor, arrival, arrival.plusSeconds(7200)));
    return "/api/v1/visits/" + planned.field("id");
  }

  private static void telephone(TrialHub at, String visit, String kind) {
    TrialHub.Reply reply =
        at.post("office", visit + "/telephone", "{\"participant\": 1, \"kind\": \"" + kind + "\"}");
    assertThat(reply.status()).isEqualTo(200);
  }

  private static TrialStream.Event event(TrialStream stream, String name) {
    return stream.events().stream()
        .filter(event -> event.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Long> positions(Stream<TrialStream.Event> events) {
    return events.map(TrialStream.Event::position).toList();
  }

  private static double ended(String why) {
    return hub.bean(MeterRegistry.class).counter("safeandaway.stream.ended", "why", why).count();
  }

  private static long value(String sql) throws SQLException {
    return Long.parseLong(text(sql));
  }

  private static String text(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database, "postgres", "postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
