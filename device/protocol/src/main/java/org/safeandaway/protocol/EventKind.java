package org.safeandaway.protocol;

/** What a wearer can tell the hub. */
public enum EventKind {
  /** At the door, not yet let in. */
  ARRIVED,
  /** "I'm fine." */
  CHECK_IN,
  /** The visit takes longer: one extension step, please. */
  MORE_TIME,
  /** Leaving now because it feels unsafe; safe-and-away falls due shortly. */
  LEAVING,
  /** The deliberate end, at a distance from the door. */
  SAFE_AND_AWAY,
  /** "Call me": a person is asked to ring, without a siren. */
  ADVICE,
  /** The wearer takes a panic back. It is a note on the alarm, never its end. */
  WITHDRAWN,
  /** The result of buttons, buzzer and the path to the hub and back. */
  SELF_TEST,
  /** Help, now. */
  PANIC,
  /** Help, now, and the wearer is being watched: nothing at the wearable may show it. */
  DURESS,
  /** A kind that a newer wearable knows and this reader does not. */
  UNKNOWN;

  /** Whether this kind travels in the panic lane, on its own topic and its own connection. */
  public boolean isUrgent() {
    return this == PANIC || this == DURESS;
  }
}
