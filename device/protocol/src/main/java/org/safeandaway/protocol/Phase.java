package org.safeandaway.protocol;

/** Where one wearer is in a visit; the columns of the event × phase table. */
public enum Phase {
  /** Ready, or on the way. */
  BEFORE,
  /** At the door, not yet let in. */
  DOOR,
  /** Let in. */
  VISIT,
  /** Leaving because it feels unsafe. */
  LEAVING,
  /** Safe, closed, or no visit at all. */
  OVER,
  /** A phase that a newer partner knows and this reader does not. */
  UNKNOWN
}
