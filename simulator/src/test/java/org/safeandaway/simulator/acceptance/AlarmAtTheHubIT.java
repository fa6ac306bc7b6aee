package org.safeandaway.simulator.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.device.wearable.Sound;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.RealParts;

/** What it is all for: a held panic button becomes an alarm that a person takes and ends. */
@ExtendWith(RealParts.class)
class AlarmAtTheHubIT {
  private static final WearableId W1 = RealParts.WEARABLES.get(0);
  private static final WearableId W2 = RealParts.WEARABLES.get(1);

  @TempDir private static Path folder;
  private static School school;

  @BeforeAll
  static void open(Broker broker, Database database) throws IOException, MqttException {
    school = new School(broker, database, folder, Policy.UNHURRIED, List.of(W1, W2));
  }

  @AfterAll
  static void close() throws Exception {
    school.close();
  }

  @Test
  @Tag("PAN-1")
  @Tag("ESC-5")
  void aHeldPanicButtonBecomesAnAlarmThatAPersonTakes() {
    Office office = school.office();
    Worn worn = school.worn(W1);
    String visit = office.sendOut(W1, false);

    worn.holdPanic();
    Waits.await("the alarm").until(() -> office.openAlarms().size() == 1);
    Seen.Alarm alarm = office.openAlarms().getFirst();
    assertThat(alarm.kind()).isEqualTo(AlarmKind.PANIC);
    assertThat(alarm.visit()).contains(visit);
    assertThat(alarm.wearable()).contains("w1");
    assertThat(alarm.owner()).isEmpty();
    assertThat(alarm.occurredUncertain()).isFalse();
    Waits.await("the wearer hears that it is stored")
        .until(() -> worn.sounds().contains(Sound.HUB_HAS_IT));
    assertThat(worn.unsent()).isZero();
    assertThat(worn.sounds()).doesNotContain(Sound.PANIC, Sound.PERSON_HAS_IT);

    assertThat(office.acknowledge(alarm).owner()).contains(Office.SECRETARY);
    Waits.await("the wearer hears that a person has it")
        .until(() -> worn.sounds().contains(Sound.PERSON_HAS_IT));
    assertThat(worn.wasDiscreet()).isTrue();
    assertThat(office.openAlarms()).hasSize(1);

    assertThat(office.resolve(alarm).isOpen()).isFalse();
    assertThat(office.openAlarms()).isEmpty();
    assertThat(office.visit(visit).phase()).isEqualTo(Phase.BEFORE);
    assertThat(worn.sounds()).containsOnlyOnce(Sound.HUB_HAS_IT, Sound.PERSON_HAS_IT);
  }

  @Test
  @Tag("PAN-1")
  @Tag("ESC-4")
  void aWearableWithoutAVisitRaisesTooAndEveryPressIsAnAlarm() {
    Office office = school.office();
    Worn worn = school.worn(W2);
    for (int press = 1; press <= 2; press++) {
      int soFar = press;
      worn.holdPanic();
      Waits.await("alarm " + press).until(() -> office.alarms(W2, AlarmKind.PANIC).size() == soFar);
    }
    assertThat(office.alarms(W2, AlarmKind.PANIC))
        .allSatisfy(alarm -> assertThat(alarm.visit()).isEqualTo(Optional.empty()))
        .allSatisfy(alarm -> assertThat(alarm.isOpen()).isTrue());
    assertThat(school.wiretap().events(W2, EventKind.PANIC)).hasSize(2);
    office.alarms(W2, AlarmKind.PANIC).forEach(alarm -> office.resolve(office.acknowledge(alarm)));
  }
}
