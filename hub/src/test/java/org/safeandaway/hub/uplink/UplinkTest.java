package org.safeandaway.hub.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.policy.Policies;
import org.safeandaway.hub.rules.PolicyRows;
import org.safeandaway.hub.trial.TrialWearable;
import org.safeandaway.hub.trial.WithTrialHub;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/** A wearable, a broker, a hub and its database. */
class UplinkTest extends WithTrialHub {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static int count;

  private String id;
  private TrialWearable wearable;

  @BeforeEach
  void wear() {
    id = "w" + ++count;
    hub.post("admin", "/api/v1/wearables", "{\"id\": \"" + id + "\"}");
    wearable = new TrialWearable(broker.url(), id);
  }

  @AfterEach
  void takeOff() {
    wearable.close();
  }

  @Test
  @Tag("PAN-1")
  void aPanicIsAnAlarmAndHasItsReceipt() {
    Message.Event panic = wearable.send(EventKind.PANIC);

    await().atMost(PATIENCE).until(() -> wearable.receipt(panic).isPresent());
    assertThat(wearable.receipt(panic).orElseThrow().outcome()).isEqualTo(Outcome.COUNTED);
    assertThat(openAlarms()).contains("\"kind\":\"PANIC\"").contains("\"wearable\":\"" + id + "\"");
  }

  @Test
  void aDuplicateHasItsReceiptAgainAndIsNoSecondAlarm() {
    Message.Event panic = wearable.send(EventKind.PANIC);
    await().atMost(PATIENCE).until(() -> wearable.receipts().size() == 1);

    wearable.send(panic);

    await().atMost(PATIENCE).until(() -> wearable.receipts().size() == 2);
    assertThat(wearable.receipts().get(1).outcome())
        .isEqualTo(wearable.receipts().get(0).outcome());
    assertThat(openAlarms().split("\"wearable\":\"" + id + "\"", -1)).hasSize(2);
  }

  /** More alarms than one message can name. */
  @Test
  @Tag("ESC-4")
  void everyPanicOfManyIsAnAlarm() {
    List<Message.Event> panics =
        IntStream.range(0, 40).mapToObj(i -> wearable.send(EventKind.PANIC)).toList();

    await()
        .atMost(PATIENCE)
        .until(() -> panics.stream().allMatch(each -> wearable.receipt(each).isPresent()));
    assertThat(openAlarms().split("\"wearable\":\"" + id + "\"", -1)).hasSize(41);
  }

  @Test
  @Tag("DUR-1")
  void theReceiptOfADuressIsThatOfACheckIn() {
    Message.Event checkIn = wearable.send(EventKind.CHECK_IN);
    Message.Event duress = wearable.send(EventKind.DURESS);

    await().atMost(PATIENCE).until(() -> wearable.receipts().size() == 2);
    Message.Receipt ordinary = wearable.receipt(checkIn).orElseThrow();
    Message.Receipt covert = wearable.receipt(duress).orElseThrow();
    assertThat(covert)
        .usingRecursiveComparison()
        .ignoringFields("seq", "hubTime")
        .isEqualTo(ordinary);
    assertThat(openAlarms()).contains("\"kind\":\"DURESS\"");
  }

  @Test
  void whoHoldsAnotherRevisionIsToldAgain() {
    wearable.send(EventKind.PANIC);
    await().atMost(PATIENCE).until(() -> !wearable.notices().isEmpty());
    Message.Visit newest = wearable.notices().getLast();
    int before = wearable.notices().size();

    wearable.state(Phase.OVER, newest.revision() - 1, 0);

    await().atMost(PATIENCE).until(() -> wearable.notices().size() > before);
    assertThat(wearable.notices().getLast().revision()).isEqualTo(newest.revision());
  }

  /** Who rings and hears that all is well resolves it, often before there is a signal again. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoIsHeardAgainIsWatchedAgain(boolean resolved) {
    loseContactAfter(Duration.ofSeconds(3));
    String visit = hub.guardedVisit(id);
    Message.Event arrived = wearable.send(EventKind.ARRIVED, visit);
    await().atMost(PATIENCE).until(() -> wearable.receipt(arrived).isPresent());
    await().atMost(PATIENCE).until(() -> lostContact(visit).isPresent());
    if (resolved) {
      resolve(lostContact(visit).orElseThrow());
    }

    wearable.state(Phase.DOOR, 0, 0);

    await()
        .atMost(PATIENCE)
        .until(
            () -> hub.get("office", "/api/v1/visits/" + visit).body(),
            it -> it.contains("wearable.heard-again"));
  }

  private static Optional<String> lostContact(String visit) {
    return hub.bean(Database.class)
        .row(
            row -> row.text("id"),
            "select id::text from alarm where watch = ? and kind = 'LOST_CONTACT'",
            "visit/" + visit);
  }

  private static void resolve(String alarm) {
    String path = "/api/v1/alarms/" + alarm;
    hub.post("office", path + "/acknowledgement", "");
    String words = "{\"reason\": \"FALSE_ALARM\", \"words\": \"I rang, she is well.\"}";
    assertThat(hub.post("office", path + "/resolution", words).status()).isEqualTo(200);
  }

  private static void loseContactAfter(Duration silence) {
    hub.bean(PolicyRows.class).save(Policies.withLostContactAfter(silence), new PersonId("admin"));
  }

  @Test
  void aRetainedMessageIsNoHearing() {
    String retaining = "retaining" + count;
    hub.post("admin", "/api/v1/wearables", "{\"id\": \"" + retaining + "\"}");
    wearable.publishRetained("sa/v1/" + retaining + "/up/state", TrialWearable.state(5));
    await().atMost(PATIENCE).until(() -> row(retaining), row -> row.contains("\"unsent\":5"));
    hub.bean(Database.class).change("delete from wearable_state where wearable = ?", retaining);

    // Whoever subscribes is given what the broker retained.
    hub.bean(Uplink.class).reconnect();
    // A state is of QoS 0: what is said while the hub is away is lost, so it is said again.
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              wearable.state(Phase.OVER, 0, 6);
              return row();
            },
            row -> row.contains("\"unsent\":6"));
    assertThat(row(retaining)).doesNotContain("heardAt");
  }

  @Test
  void anEventWithoutAVisitIsStoredAndSaysSo() {
    Message.Event checkIn = wearable.send(EventKind.CHECK_IN);

    await().atMost(PATIENCE).until(() -> wearable.receipt(checkIn).isPresent());
    assertThat(wearable.receipt(checkIn).orElseThrow().outcome()).isEqualTo(Outcome.NO_VISIT);
  }

  @Test
  void whoComesOnlineHasAPulseAtOnce() {
    await().atMost(PATIENCE).until(() -> !wearable.pulses().isEmpty());
    int before = wearable.pulses().size();

    wearable.link(true, "c1");

    await().atMost(Duration.ofSeconds(2)).until(() -> wearable.pulses().size() > before);
  }

  @Test
  void howTheWearableIsComesToItsRow() {
    wearable.state(Phase.OVER, 0, 3);

    await().atMost(PATIENCE).until(this::row, row -> row.contains("\"unsent\":3"));
    assertThat(row()).contains("\"batteryPercent\":81").contains("\"stuck:panic\"");
  }

  @Test
  void theWillOfAnOlderConnectionMeansNothing() {
    wearable.link(true, "new");
    await().atMost(PATIENCE).until(this::row, row -> row.contains("\"online\":true"));

    wearable.link(false, "old");
    wearable.state(Phase.OVER, 0, 7);

    await().atMost(PATIENCE).until(this::row, row -> row.contains("\"unsent\":7"));
    assertThat(row()).contains("\"online\":true");
  }

  @Test
  void theWillOfTheNewestConnectionIsTold() {
    wearable.link(true, "only");
    await().atMost(PATIENCE).until(this::row, row -> row.contains("\"online\":true"));

    wearable.link(false, "only");

    await().atMost(PATIENCE).until(this::row, row -> row.contains("\"online\":false"));
  }

  @Test
  void whatCannotBeReadIsQuarantinedOnceAndTheRestGoesOn() {
    byte[] garbage = ("{\"nonsense\": \"" + id + "\"").getBytes(StandardCharsets.UTF_8);
    wearable.publish("sa/v1/" + id + "/up/event", garbage, 1);
    wearable.publish("sa/v1/" + id + "/up/event", garbage, 1);
    wearable.publish("sa/v9/" + id + "/up/panic", garbage, 1);
    wearable.publish("sa/v1/" + id + "/up/event", new byte[100_000], 1);
    Message.Event after = wearable.send(EventKind.PANIC);

    await().atMost(PATIENCE).until(() -> wearable.receipt(after).isPresent());
    await()
        .atMost(PATIENCE)
        .until(
            () -> quarantined("sa/__/" + id + "/%"),
            rows ->
                rows.stream()
                    .sorted()
                    .toList()
                    .equals(List.of("MALFORMED", "TOO_LARGE", "VERSION")));
  }

  @Test
  void theHubSaysOverMqttThatItIsWatching() {
    await().atMost(PATIENCE).until(() -> wearable.pulses().size() >= 2);

    Message.Pulse pulse = wearable.pulses().getLast();
    assertThat(pulse.hub()).isEqualTo("main");
    assertThat(pulse.start()).hasSize(16);
  }

  private List<String> quarantined(String topics) {
    return hub.bean(Database.class)
        .rows(row -> row.text("why"), "select why from quarantine where topic like ?", topics);
  }

  private static String openAlarms() {
    return hub.get("office", "/api/v1/alarms?open=true").body();
  }

  /** This wearable in the list. */
  private String row() {
    return row(id);
  }

  private static String row(String wearable) {
    String body = hub.get("office", "/api/v1/wearables").body();
    int from = body.indexOf("{\"id\":\"" + wearable + "\"");
    int to = body.indexOf("{\"id\":", from + 1);
    return body.substring(from, to < 0 ? body.length() : to);
  }
}
