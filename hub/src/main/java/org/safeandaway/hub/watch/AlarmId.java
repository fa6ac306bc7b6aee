package org.safeandaway.hub.watch;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Which alarm. It is made from the alarm's cause, so the same cause raises the same alarm however
 * often it is seen and whichever hub sees it, and nothing random enters the machine.
 */
public record AlarmId(UUID value) implements Comparable<AlarmId> {

  public static AlarmId of(Cause cause) {
    String name = cause.kind() + ":" + cause.id();
    return new AlarmId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public int compareTo(AlarmId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
