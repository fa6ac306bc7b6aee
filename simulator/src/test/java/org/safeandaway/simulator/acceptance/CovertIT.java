package org.safeandaway.simulator.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.device.wearable.Sound;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.RealParts;

/**
 * A duress is an alarm at the hub and nothing at all at the wearable. Two wearers go the same way;
 * one of them is under duress. Whoever reads along at the broker, or listens and looks at the
 * wearables, cannot tell which.
 */
@ExtendWith(RealParts.class)
@Tag("DUR-1")
class CovertIT {
  private static final WearableId FINE = RealParts.WEARABLES.get(0);
  private static final WearableId COERCED = RealParts.WEARABLES.get(1);
  private static final JsonType<Map<String, Object>> OBJECT =
      Jsonb.builder().build().type(Object.class).map();

  /** What differs between any two messages: who, when, and how many before. */
  private static final Set<String> ITS_OWN =
      Set.of("boot", "seq", "hubTime", "at", "visit", "revision");

  @TempDir private static Path folder;
  private static School school;

  @BeforeAll
  static void open(Broker broker, Database database) throws IOException, MqttException {
    school = new School(broker, database, folder, Policy.UNHURRIED, List.of(FINE, COERCED));
  }

  @AfterAll
  static void close() throws Exception {
    school.close();
  }

  @Test
  void leavesNoTraceAtTheWearable() {
    Office office = school.office();
    Worn fine = school.worn(FINE);
    Worn coerced = school.worn(COERCED);
    String visitOfFine = goIn(fine);
    String visitOfCoerced = goIn(coerced);

    fine.pressCheckIn();
    awaitCounted(fine, EventKind.CHECK_IN, 2);
    coerced.duress();
    awaitCounted(coerced, EventKind.DURESS, 1);

    Waits.await("the alarm").until(() -> office.openAlarms().size() == 1);
    Seen.Alarm alarm = office.openAlarms().getFirst();
    assertThat(alarm.kind()).isEqualTo(AlarmKind.DURESS);
    assertThat(alarm.visit()).contains(visitOfCoerced);
    office.acknowledge(alarm);
    // What the hub says of the next check-in comes after anything it would say of an owner.
    fine.pressCheckIn();
    awaitCounted(fine, EventKind.CHECK_IN, 3);
    coerced.pressCheckIn();
    awaitCounted(coerced, EventKind.CHECK_IN, 2);

    assertThat(saidTo(COERCED)).isEqualTo(saidTo(FINE));
    Waits.await("both have heard all")
        .until(() -> fine.sounds().size() == 4 && coerced.sounds().size() == 4);
    assertThat(coerced.sounds()).isEqualTo(fine.sounds());
    assertThat(coerced.led()).isEqualTo(fine.led());
    assertThat(coerced.phase()).isEqualTo(fine.phase());
    assertThat(office.visit(visitOfCoerced).deadlines().keySet())
        .isEqualTo(office.visit(visitOfFine).deadlines().keySet());

    fine.holdCheckIn();
    awaitCounted(fine, EventKind.SAFE_AND_AWAY, 1);
    coerced.holdCheckIn();
    awaitCounted(coerced, EventKind.SAFE_AND_AWAY, 1);
    Waits.await("both are over, as far as they know")
        .until(() -> fine.phase() == Phase.OVER && coerced.phase() == Phase.OVER);
    assertThat(saidTo(COERCED)).isEqualTo(saidTo(FINE));
    Waits.await("both have heard all")
        .until(() -> answers(fine).size() == 5 && answers(coerced).size() == 5);
    assertThat(answers(coerced)).isEqualTo(answers(fine));
    assertThat(office.visit(visitOfCoerced).deadlines()).isNotEmpty();
    assertThat(office.resolve(alarm).isOpen()).isFalse();
  }

  private static String goIn(Worn worn) {
    String visit = school.office().sendOut(worn.id(), false);
    Waits.await("the visit is known").until(() -> worn.phase() == Phase.BEFORE);
    worn.pressCheckIn();
    awaitCounted(worn, EventKind.ARRIVED, 1);
    worn.pressCheckIn();
    awaitCounted(worn, EventKind.CHECK_IN, 1);
    assertThat(worn.phase()).isEqualTo(Phase.VISIT);
    return visit;
  }

  /** Also what the hub says after the receipt has come. */
  private static void awaitCounted(Worn worn, EventKind kind, int times) {
    Waits.await(worn.id() + " " + kind)
        .until(() -> school.wiretap().events(worn.id(), kind).size() == times);
    EventId last = school.wiretap().events(worn.id(), kind).getLast().id();
    Waits.await("the notice that knows of " + last)
        .until(
            () ->
                worn.unsent() == 0
                    && school
                        .wiretap()
                        .notice(worn.id())
                        .filter(notice -> notice.upTo() != null && last.equals(notice.upTo().id()))
                        .isPresent());
  }

  /** A hold ticks unless it follows a press within 3 s, whoever makes it. */
  private static List<Sound> answers(Worn worn) {
    return worn.sounds().stream().filter(sound -> sound != Sound.HOLD_TICK).toList();
  }

  /** Every message without what is its own: a copy of a notice that was sent twice is one. */
  private static List<String> saidTo(WearableId wearable) {
    return school.wiretap().saidTo(wearable).stream()
        .map(Said::of)
        .distinct()
        .map(said -> said.topic().replace(wearable.value(), "w") + " " + said.common())
        .toList();
  }

  private record Said(String topic, String payload) {
    static Said of(Wiretap.Heard heard) {
      return new Said(heard.topic(), new String(heard.payload(), StandardCharsets.UTF_8));
    }

    Object common() {
      return CovertIT.common(OBJECT.fromJson(payload));
    }
  }

  private static Object common(Object json) {
    return switch (json) {
      case Map<?, ?> object -> {
        var common = new TreeMap<String, Object>();
        object.forEach(
            (key, value) ->
                common.put(
                    String.valueOf(key),
                    value == null ? "null" : ITS_OWN.contains(key) ? "(its own)" : common(value)));
        yield common;
      }
      case List<?> list -> list.stream().map(CovertIT::common).toList();
      default -> json;
    };
  }
}
