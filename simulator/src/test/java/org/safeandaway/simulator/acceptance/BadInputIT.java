package org.safeandaway.simulator.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.RealParts;
import org.safeandaway.simulator.parts.TestClient;

/** What cannot be read is kept, counted and told of once, and holds nobody else up. */
@ExtendWith(RealParts.class)
class BadInputIT {
  private static final WearableId SENDER = RealParts.WEARABLES.get(0);
  private static final WearableId WEARER = RealParts.WEARABLES.get(1);
  private static final WearableId STRANGER = RealParts.WEARABLES.get(2);
  private static final String QUARANTINED = "safeandaway_desk_quarantined_total";
  private static final String UNREADABLE = "safeandaway_uplink_unreadable_total";

  @TempDir private static Path folder;
  private static School school;

  @BeforeAll
  static void open(Broker broker, Database database) throws IOException, MqttException {
    school = new School(broker, database, folder, Policy.UNHURRIED, List.of(SENDER, WEARER));
  }

  @AfterAll
  static void close() throws Exception {
    school.close();
  }

  @Test
  void whatCannotBeReadIsQuarantinedAndCountedAndTheDeskGoesOn() throws MqttException {
    Office office = school.office();
    double quarantined = office.metric(QUARANTINED);
    int technical = technical().size();
    String mine = "sa/v1/" + SENDER;
    try (var sender = TestClient.wearable(school.broker(), SENDER);
        var hub = TestClient.hub(school.broker())) {
      sender.publish(mine + "/up/event", "{\"boot\":");
      sender.publish(mine + "/up/event", "{\"boot\":\"no\",\"seq\":-1,\"kind\":\"CHECK_IN\"}");
      sender.publish(mine + "/up/panic", "help");
      sender.publish(mine + "/up/event", event(EventKind.CHECK_IN) + " ".repeat(4_000));
      sender.publish("sa/v9/" + SENDER + "/up/event", event(EventKind.CHECK_IN));
      // No wearable may write there; a broker with other access lists might let one.
      hub.publish("sa/v1/Not-An-Id/up/event", event(EventKind.CHECK_IN));
    }
    Waits.await("all six are kept").until(() -> office.metric(QUARANTINED) == quarantined + 6);
    assertThat(office.metric(UNREADABLE, "cause=\"MALFORMED\"")).isEqualTo(3);
    assertThat(office.metric(UNREADABLE, "cause=\"TOO_LARGE\"")).isEqualTo(1);
    assertThat(office.metric(UNREADABLE, "cause=\"VERSION\"")).isEqualTo(1);
    assertThat(office.metric(UNREADABLE, "cause=\"TOPIC\"")).isEqualTo(1);
    Waits.await("an office is told, once of each trouble in each place")
        .until(() -> technical().size() == technical + 5);
    theDeskGoesOn();
  }

  @Test
  @Tag("CONF-1")
  void aWearableThatIsNotTheSendersOrNobodysChangesNothing() throws MqttException {
    Office office = school.office();
    String visit = office.sendOut(WEARER, false);
    Seen.Visit before = office.visit(visit);
    double quarantined = office.metric(QUARANTINED);
    try (var sender = TestClient.wearable(school.broker(), SENDER);
        var stranger = TestClient.wearable(school.broker(), STRANGER)) {
      // The broker lets nobody speak for another, and says nothing of it.
      sender.publish("sa/v1/" + WEARER + "/up/event", event(EventKind.SAFE_AND_AWAY));
      // What comes after it in the hub shows that it had its chance.
      stranger.publish("sa/v1/" + STRANGER + "/up/event", event(EventKind.CHECK_IN));
    }
    Waits.await("the stranger's is kept")
        .until(() -> office.metric(QUARANTINED) == quarantined + 1);
    assertThat(school.wiretap().events(WEARER, EventKind.SAFE_AND_AWAY)).isEmpty();
    assertThat(office.visit(visit).phase()).isEqualTo(before.phase());
    assertThat(office.visit(visit).deadlines()).isEqualTo(before.deadlines());
    theDeskGoesOn();
  }

  private static void theDeskGoesOn() {
    Office office = school.office();
    int before = office.alarms(WEARER, AlarmKind.PANIC).size();
    school.worn(WEARER).holdPanic();
    Waits.await("the panic after all that")
        .until(() -> office.alarms(WEARER, AlarmKind.PANIC).size() == before + 1);
    Waits.await("its receipt").until(() -> school.worn(WEARER).unsent() == 0);
  }

  private static List<Seen.Alarm> technical() {
    return school.office().openAlarms().stream()
        .filter(alarm -> alarm.kind() == AlarmKind.TECHNICAL)
        .toList();
  }

  private static String event(EventKind kind) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    var event = new Message.Event("00000000000000ee", 1, kind, null, now, 0, false, false);
    return new String(Codec.EVENT.encode(event));
  }
}
