package org.safeandaway.hub.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.keeper.Keeper;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.trial.TrialWearable;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;

/** The database, the broker and the hub itself go away, one at a time. */
class OutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TrialBroker broker;
  private String database;
  private TrialHub hub;
  private TrialWearable wearable;

  @BeforeEach
  void start() {
    broker = new TrialBroker();
    database = TrialDatabase.make();
    hub = TrialHub.start(database, broker.url());
    hub.post("admin", "/api/v1/wearables", "{\"id\": \"worn\"}");
    wearable = new TrialWearable(broker.url(), "worn");
    await().atMost(PATIENCE).until(() -> !wearable.pulses().isEmpty());
  }

  @AfterEach
  void stop() {
    wearable.close();
    hub.close();
    broker.close();
  }

  @Test
  void whileTheDatabaseIsAwayNothingIsReceiptedAndNothingIsLost() {
    TrialDatabase.shut(database);
    Message.Event panic = wearable.send(EventKind.PANIC);
    Uplink uplink = hub.bean(Uplink.class);
    await()
        .atMost(PATIENCE)
        .until(uplink::troubles, words -> words.toString().contains("has left the MQTT broker"));
    assertThat(wearable.receipt(panic)).isEmpty();

    TrialDatabase.open(database);

    await().atMost(PATIENCE).until(() -> wearable.receipt(panic).isPresent());
    await().atMost(PATIENCE).until(() -> uplink.troubles().isEmpty());
    assertThat(quarantined()).isEmpty();
    assertThat(hub.get("office", "/api/v1/alarms?open=true").body().split("\"kind\":\"PANIC\""))
        .hasSize(2);
  }

  @Test
  void thePulseStopsWhileTheDatabaseIsAwayAndComesBack() {
    TrialDatabase.shut(database);
    await()
        .atMost(PATIENCE)
        .until(
            hub.bean(Uplink.class)::troubles,
            words -> words.toString().contains("the desk has committed nothing"));
    int then = wearable.pulses().size();

    TrialDatabase.open(database);

    await().atMost(PATIENCE).until(() -> wearable.pulses().size() > then);
  }

  @Test
  void aBrokerThatWasKilledIsFoundAgain() {
    broker.kill();
    await()
        .atMost(PATIENCE)
        .until(
            hub.bean(Uplink.class)::troubles, words -> words.toString().contains("not connected"));
    broker.start();
    await().atMost(PATIENCE).until(() -> hub.bean(Uplink.class).troubles().isEmpty());
    int pulses = wearable.pulses().size();
    await().atMost(PATIENCE).until(() -> wearable.pulses().size() > pulses);

    Message.Event panic = wearable.send(EventKind.PANIC);

    await().atMost(PATIENCE).until(() -> wearable.receipt(panic).isPresent());
  }

  @Test
  void whatCameWhileTheHubWasDownIsReadWhenItIsBack() {
    hub.close();
    Message.Event panic = wearable.send(EventKind.PANIC);
    String firstStart = wearable.pulses().getLast().start();

    hub = TrialHub.start(database, broker.url());

    await().atMost(PATIENCE).until(() -> wearable.receipt(panic).isPresent());
    await().atMost(PATIENCE).until(() -> !wearable.pulses().getLast().start().equals(firstStart));
  }

  /** The keeper waits for what was queued, since a promise may have been kept meanwhile. */
  @Test
  @Tag("CHK-3")
  void aCheckInThatWasQueuedWhileTheHubWasDownKeepsItsPromise() {
    String visit = visitAtTheDoor();
    hub.close();
    Message.Event checkIn = wearable.send(EventKind.CHECK_IN, visit);
    checkInsFallDue();

    hub = TrialHub.start(database, broker.url());

    await().atMost(PATIENCE).until(() -> wearable.receipt(checkIn).isPresent());
    await().atMost(PATIENCE).until(() -> hub.bean(Keeper.class).late().isZero());
    assertThat(alarms()).doesNotContain("MISSED_CHECK_IN");
  }

  @Test
  @Tag("CHK-3")
  void aDeadlineThatPassedWhileTheHubWasDownIsAnAlarmThatSaysSo() {
    visitAtTheDoor();
    hub.close();
    checkInsFallDue();

    hub = TrialHub.start(database, broker.url());

    await().atMost(PATIENCE).until(this::alarms, it -> it.contains("MISSED_CHECK_IN"));
    assertThat(alarms()).contains("\"duringOutage\":true");
  }

  /** As if the wearer had arrived long ago. */
  private void checkInsFallDue() {
    try (Connection connection = DriverManager.getConnection(database, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      int rows =
          statement.executeUpdate(
              """
              update deadline set promised_at = clock_timestamp() - interval '2 s',
                                  due_at = clock_timestamp() - interval '1 s'
              where kind = 'CHECK_IN' and state = 'OPEN'
              """);
      assertThat(rows).isEqualTo(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String visitAtTheDoor() {
    String visit = hub.guardedVisit("worn");
    Message.Event arrived = wearable.send(EventKind.ARRIVED, visit);
    await().atMost(PATIENCE).until(() -> wearable.receipt(arrived).isPresent());
    return visit;
  }

  private String alarms() {
    return hub.get("office", "/api/v1/alarms?open=true").body();
  }

  private List<String> quarantined() {
    return hub.bean(Database.class).rows(row -> row.text("why"), "select why from quarantine");
  }
}
