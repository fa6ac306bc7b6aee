package org.safeandaway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No name, address or pupil crosses the broker. Every field that a message has stands here by its
 * name; a new one fails the test until somebody has asked whether it could carry any of them.
 */
@Tag("CONF-1")
class ConfidentialityTest {

  /** Free of meaning to anybody but the two ends: ids, kinds, times, counts and settings. */
  private static final Set<String> ALLOWED =
      Set.of(
          "Event.boot",
          "Event.seq",
          "Event.kind",
          "Event.visit",
          "Event.hubAt",
          "Event.ageMs",
          "Event.ageUncertain",
          "Event.again",
          "State.boot",
          "State.phase",
          "State.visit",
          "State.revision",
          "State.batteryPercent",
          "State.linkPercent",
          "State.unsent",
          "State.firmware",
          "State.uptimeMs",
          "State.faults",
          "Link.online",
          "Link.connection",
          "Receipt.boot",
          "Receipt.seq",
          "Receipt.outcome",
          "Receipt.hubTime",
          "Receipt.epoch",
          "Receipt.owned",
          "Visit.visit",
          "Visit.phase",
          "Visit.deadlines",
          "Visit.silent",
          "Visit.audiblePanic",
          "Visit.alarms",
          "Visit.revision",
          "Visit.upTo",
          "Visit.epoch",
          "Deadline.kind",
          "Deadline.at",
          "Deadline.remindMs",
          "OpenAlarm.id",
          "OpenAlarm.kind",
          "OpenAlarm.owned",
          "UpTo.boot",
          "UpTo.seq",
          "Pulse.hub",
          "Pulse.hubTime",
          "Pulse.start",
          "Pulse.epoch",
          "Pulse.watched",
          "Marker.hub",
          "Marker.start");

  @Test
  void noMessageHasAFieldThatCouldCarryANameOrAnAddress() {
    Set<String> found = new TreeSet<>();
    for (Class<?> message : Message.class.getPermittedSubclasses()) {
      collect(message, found);
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(ALLOWED);
  }

  private static void collect(Type type, Set<String> found) {
    if (type instanceof ParameterizedType list) {
      assertThat(list.getRawType()).as("the only container of a message").isEqualTo(List.class);
      collect(list.getActualTypeArguments()[0], found);
    } else if (type instanceof Class<?> record && record.isRecord()) {
      for (RecordComponent component : record.getRecordComponents()) {
        found.add(record.getSimpleName() + "." + component.getName());
        collect(component.getGenericType(), found);
      }
    } else {
      assertPlain((Class<?>) type);
    }
  }

  /** Anything else, a map above all, could carry fields that the list above never sees. */
  private static void assertPlain(Class<?> type) {
    boolean plain =
        type.isPrimitive()
            || type.isEnum()
            || Set.of(String.class, Instant.class, Integer.class, Long.class, Boolean.class)
                .contains(type);
    assertThat(plain).as("%s holds one value and no fields", type).isTrue();
  }
}
