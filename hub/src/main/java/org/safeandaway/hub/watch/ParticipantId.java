package org.safeandaway.hub.watch;

/**
 * One wearer's place in one watch, counted from 1 in the order of the plan. It stays the same when
 * the wearable changes hands.
 */
public record ParticipantId(int number) implements Comparable<ParticipantId> {
  public ParticipantId {
    if (number < 1) {
      throw new IllegalArgumentException("participants count from 1: " + number);
    }
  }

  @Override
  public int compareTo(ParticipantId other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
