package org.safeandaway.simulator.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.device.wearable.Sound;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.DeadlineKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.RealParts;
import org.safeandaway.simulator.parts.RealParts.Own;

/**
 * Whatever dies between a press and its receipt, the alarm comes, and comes once. A stalled link
 * holds each test at the very moment it is about, so nothing here is left to luck.
 */
@ExtendWith(RealParts.class)
@Tag("engine")
class OutageIT {
  private static final List<WearableId> IDS = RealParts.WEARABLES.subList(0, 7);

  @TempDir private static Path folder;
  private static School school;
  private static ExecutorService beside;
  private static Future<@Nullable Void> longOutage;

  /** A minute without PostgreSQL passes in a school of its own, beside the other tests. */
  @BeforeAll
  static void open(
      Broker broker, Database database, @Own Broker otherBroker, @Own Database otherDatabase)
      throws IOException, MqttException {
    beside = Executors.newVirtualThreadPerTaskExecutor();
    longOutage = beside.submit(new LongOutage(otherBroker, otherDatabase, folder.resolve("other")));
    school = new School(broker, database, folder, Policy.UNHURRIED, IDS);
  }

  @AfterAll
  static void close() throws Exception {
    beside.shutdownNow();
    school.close();
  }

  /**
   * The one wearable has had a pulse since it was switched on, so it knows when the button was held
   * even after it has lost its clock. The other one has had none. Of both the age is uncertain.
   */
  @Test
  @Tag("PAN-1")
  void aPanicWithoutLinkAndThenWithoutPowerComesOnceAndItsAgeIsUncertain() {
    Worn knowing = school.worn(IDS.get(0));
    Worn unknowing = school.worn(IDS.get(1));
    unknowing.power(false);
    unknowing.link(false);
    unknowing.power(true);
    knowing.link(false);
    Instant pressed = Instant.now();
    for (Worn worn : List.of(knowing, unknowing)) {
      worn.holdPanic();
      Waits.await("it is kept").until(() -> worn.unsent() == 1);
      worn.power(false);
      worn.link(true);
    }
    assertThat(school.office().openAlarms()).noneMatch(alarm -> alarm.kind() == AlarmKind.PANIC);
    for (Worn worn : List.of(knowing, unknowing)) {
      worn.power(true);
      Seen.Alarm alarm = theOneAlarm(worn);
      assertThat(school.wiretap().events(worn.id(), EventKind.PANIC))
          .hasSize(1)
          .allSatisfy(event -> assertThat(event.ageUncertain()).isTrue());
      assertThat(alarm.occurredUncertain()).isTrue();
    }
    Seen.Alarm known = theOneAlarm(knowing);
    assertThat(known.occurredAt()).isBetween(pressed, pressed.plusSeconds(4));
    endAlarms(knowing, unknowing);
  }

  @Test
  @Tag("PAN-1")
  void theHubIsKilledBetweenPressAndReceipt() {
    Worn worn = school.worn(IDS.get(2));
    school.toDatabase().stall();
    pressAndAwaitItAtTheBroker(worn);
    school.hub().kill();
    school.toDatabase().release();
    school.toDatabase().cut();
    school.hub().start();
    theOneAlarm(worn);
    endAlarms(worn);
  }

  /** The broker has said that it has the panic, and loses it with its memory. */
  @Test
  @Tag("PAN-1")
  void theBrokerIsKilledBetweenPressAndReceipt() {
    Worn worn = school.worn(IDS.get(3));
    school.toBroker().stall();
    pressAndAwaitItAtTheBroker(worn);
    school.broker().kill();
    school.toBroker().release();
    school.broker().start();
    theOneAlarm(worn);
    endAlarms(worn);
  }

  @Test
  @Tag("PAN-1")
  void theDatabaseIsKilledBetweenPressAndReceipt() {
    Worn worn = school.worn(IDS.get(4));
    school.toDatabase().stall();
    pressAndAwaitItAtTheBroker(worn);
    school.database().kill();
    school.toDatabase().release();
    school.database().start();
    theOneAlarm(worn);
    assertThat(school.office().metric("safeandaway_desk_quarantined_total")).isZero();
    endAlarms(worn);
  }

  /**
   * Two wearers should check in while the hub is down. One does nothing; the other has got away and
   * says so, which waits at the broker. The hub reads what waits before it calls anybody missed.
   */
  @Test
  @Tag("CHK-3")
  void aDeadlineThatPassesWhileTheHubIsDownFiresOnceTheMarkersAreBack() {
    Office office = school.office();
    office.rules(new Policy(Duration.ofSeconds(10), Duration.ofSeconds(1)));
    Worn missing = school.worn(IDS.get(5));
    Worn away = school.worn(IDS.get(6));
    String missed = office.sendOut(missing.id(), false);
    String left = office.sendOut(away.id(), false);
    arrive(away, left);
    arrive(missing, missed);
    Instant due = office.visit(missed).deadline(DeadlineKind.CHECK_IN).dueAt();
    school.hub().kill();
    away.holdCheckIn();
    Waits.await("it waits at the broker")
        .until(() -> !school.wiretap().events(away.id(), EventKind.SAFE_AND_AWAY).isEmpty());
    Waits.await("the deadline passes").until(() -> Instant.now().isAfter(due));
    school.hub().start();

    Waits.await("the missed check-in").until(() -> !missedBy(missing).isEmpty());
    Seen.Alarm alarm = missedBy(missing).getFirst();
    Instant markersBack =
        Instant.ofEpochMilli(
            (long) (office.metric("safeandaway_keeper_markers_back_seconds") * 1000));
    assertThat(alarm.duringOutage()).isTrue();
    assertThat(alarm.raisedAt()).isAfter(due);
    assertThat(Duration.between(markersBack, alarm.raisedAt())).isLessThan(Duration.ofSeconds(1));
    assertThat(missedBy(missing)).hasSize(1);
    Waits.await("the other is over").until(() -> away.unsent() == 0);
    assertThat(office.visit(left).phase()).isEqualTo(Phase.OVER);
    assertThat(missedBy(away)).isEmpty();
    office.rules(Policy.UNHURRIED);
    office.resolve(office.acknowledge(alarm));
  }

  @Test
  @Tag("PAN-1")
  void nothingIsLostWhilePostgresIsAwayForAMinute() {
    assertThat(longOutage).succeedsWithin(Duration.ofMinutes(4));
  }

  private static void arrive(Worn worn, String visit) {
    Waits.await(worn.id() + " has its visit").until(() -> worn.phase() == Phase.BEFORE);
    worn.pressCheckIn();
    Waits.await(worn.id() + " is at the door")
        .until(() -> worn.unsent() == 0 && school.office().visit(visit).phase() == Phase.DOOR);
  }

  private static List<Seen.Alarm> missedBy(Worn worn) {
    return school.office().alarms(worn.id(), AlarmKind.MISSED_CHECK_IN);
  }

  private static void pressAndAwaitItAtTheBroker(Worn worn) {
    worn.holdPanic();
    Waits.await("the broker has it")
        .until(() -> !school.wiretap().events(worn.id(), EventKind.PANIC).isEmpty());
    assertThat(worn.unsent()).isEqualTo(1);
  }

  /** It is there, the wearer knows, and no copy that comes later makes it two. */
  private static Seen.Alarm theOneAlarm(Worn worn) {
    Waits.await("the receipt").until(() -> worn.unsent() == 0);
    Waits.await("the wearer hears it").until(() -> worn.sounds().contains(Sound.HUB_HAS_IT));
    List<Seen.Alarm> alarms = school.office().alarms(worn.id(), AlarmKind.PANIC);
    assertThat(alarms).hasSize(1);
    return alarms.getFirst();
  }

  private static void endAlarms(Worn... worn) {
    for (Worn each : worn) {
      Seen.Alarm alarm = theOneAlarm(each);
      school.office().resolve(school.office().acknowledge(alarm));
    }
  }
}
