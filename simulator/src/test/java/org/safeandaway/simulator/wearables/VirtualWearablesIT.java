package org.safeandaway.simulator.wearables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.protocol.DeadlineKind;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.RealParts;

/** A finger on a virtual button reaches a real broker, and what the hub says is heard. */
@ExtendWith(RealParts.class)
class VirtualWearablesIT {
  private static final WearableId W1 = RealParts.WEARABLES.get(0);
  private static final WearableId W2 = RealParts.WEARABLES.get(1);
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(15);

  @TempDir private Path folder;
  private VirtualWearables wearables;
  private Remote remote;
  private HubEar hub;

  @BeforeEach
  void start(Broker broker) throws IOException, MqttException {
    hub = new HubEar(broker);
    wearables =
        VirtualWearables.start(
            new WearablesSettings(
                0,
                broker.host(),
                broker.port(),
                folder,
                List.of(broker.settings().wearable(W1), broker.settings().wearable(W2))));
    remote = new Remote(wearables.address());
    await().atMost(LONG_ENOUGH).until(() -> connections() == 2);
  }

  @AfterEach
  void stop() throws MqttException {
    remote.close();
    wearables.close();
    hub.close();
  }

  @Test
  @Tag("PAN-1")
  void aHeldPanicButtonReachesTheHub() {
    remote.post("w1/buttons/panic/press?hold=1700");
    await().atMost(LONG_ENOUGH).until(() -> !hub.panics().isEmpty());
    Message.Event panic = hub.panics().getFirst();
    assertThat(panic.kind()).isEqualTo(EventKind.PANIC);
    assertThat(panic.ageUncertain()).isFalse();
    assertThat(panic.visit()).isNull();
    assertThat(remote.get("w1").firmware().unsent()).hasSize(1);
    assertThat(remote.get("w2").firmware().unsent()).isEmpty();
  }

  /**
   * Also proves that a PUBACK is not taken for a receipt: only the hub's word empties the outbox.
   */
  @Test
  void aReceiptEmptiesTheOutbox() throws MqttException {
    remote.post("w1/buttons/panic/press?hold=1700");
    await().atMost(LONG_ENOUGH).until(() -> !hub.panics().isEmpty());
    assertThat(remote.get("w1").firmware().unsent()).hasSize(1);
    hub.tell(W1, counted(hub.panics().getFirst().id()));
    await().atMost(LONG_ENOUGH).until(() -> remote.get("w1").firmware().unsent().isEmpty());
  }

  @Test
  @Tag("PAN-1")
  void aPanicWithoutLinkAndThenWithoutPowerArrivesWhenBothAreBack() {
    remote.post("w1/link?up=false");
    remote.post("w1/buttons/panic/press?hold=1700");
    await().atMost(LONG_ENOUGH).until(() -> remote.get("w1").firmware().unsent().size() == 1);
    FirmwareView before = remote.get("w1").firmware();
    remote.post("w1/power?on=false");
    remote.post("w1/link?up=true");
    assertThat(hub.panics()).isEmpty();
    remote.post("w1/power?on=true");

    await().atMost(LONG_ENOUGH).until(() -> !hub.panics().isEmpty());
    Message.Event panic = hub.panics().getFirst();
    assertThat(panic.id()).isEqualTo(new EventId(before.boot(), before.unsent().get(0).seq()));
    assertThat(panic.ageUncertain()).isTrue();
    assertThat(remote.get("w1").firmware().boot()).isNotEqualTo(before.boot());
  }

  @Test
  void aCutOfThePowerIsNoFarewell() {
    remote.post("w1/power?on=false");
    await().atMost(LONG_ENOUGH).until(() -> hub.links().stream().anyMatch(l -> !l.online()));
    remote.post("w1/power?on=true");
    await().atMost(LONG_ENOUGH).until(() -> connections() == 3);
  }

  @Test
  @Tag("ARR-1")
  @Tag("ESC-5")
  void anArrivalIsHeardToBeStoredAtTheHub() throws MqttException {
    hub.pulse(Message.Pulse.of("hub-1", Instant.now(), "start-1", "epoch-1"));
    hub.tell(W1, visit());
    await().atMost(LONG_ENOUGH).until(() -> "BEFORE".equals(remote.get("w1").firmware().phase()));
    assertThat(remote.get("w1").firmware().visit()).isEqualTo("v-1");
    assertThat(remote.get("w1").firmware().revision()).isEqualTo(7);

    remote.post("w1/buttons/check-in/press?hold=100");
    await().atMost(LONG_ENOUGH).until(() -> !hub.events().isEmpty());
    Message.Event arrived = hub.events().getFirst();
    assertThat(arrived.kind()).isEqualTo(EventKind.ARRIVED);
    assertThat(arrived.visit()).isEqualTo("v-1");
    assertThat(remote.get("w1").sounds()).extracting("name").doesNotContain("HUB_HAS_IT");
    hub.tell(W1, counted(arrived.id()));
    await()
        .atMost(LONG_ENOUGH)
        .untilAsserted(
            () -> assertThat(remote.get("w1").sounds()).extracting("name").contains("HUB_HAS_IT"));
    assertThat(remote.get("w2").sounds()).isEmpty();
  }

  /** Requests follow each other, or meet, closely enough for every gesture. */
  @Test
  @Tag("DUR-1")
  void aCheckInFollowedByAHoldIsDuress() {
    remote.post("w1/buttons/check-in/press?hold=100");
    remote.post("w1/buttons/check-in/press?hold=1500");
    await().atMost(LONG_ENOUGH).until(() -> !hub.panics().isEmpty());
    assertThat(hub.panics().getFirst().kind()).isEqualTo(EventKind.DURESS);
  }

  @Test
  @Tag("ADV-1")
  void bothButtonsAtOnceAskForACall() {
    CompletableFuture<WearableView> panic =
        CompletableFuture.supplyAsync(() -> remote.post("w1/buttons/panic/press?hold=400"));
    remote.post("w1/buttons/check-in/press?hold=400");
    panic.join();
    await().atMost(LONG_ENOUGH).until(() -> !hub.events().isEmpty());
    assertThat(hub.events().getFirst().kind()).isEqualTo(EventKind.ADVICE);
    assertThat(hub.panics()).isEmpty();
  }

  @Test
  void theHubLearnsOfTheBattery() {
    remote.post("w1/battery?percent=5");
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> hub.states().stream().anyMatch(s -> Objects.equals(s.batteryPercent(), 5)));
  }

  private long connections() {
    return hub.links().stream().filter(Message.Link::online).count();
  }

  private static Message.Receipt counted(EventId id) {
    return new Message.Receipt(
        id.boot(), id.seq(), Outcome.COUNTED, Instant.now(), "epoch-1", false);
  }

  private static Message.Visit visit() {
    Message.Deadline arrival =
        new Message.Deadline(
            DeadlineKind.ARRIVAL, Instant.now().plus(Duration.ofHours(1)), List.of());
    return new Message.Visit(
        "v-1", Phase.BEFORE, List.of(arrival), false, false, List.of(), 7, null, "epoch-1");
  }
}
