package org.safeandaway.protocol;

/** Why a person is needed. */
public enum AlarmKind {
  PANIC,
  /** Covert: it is in no message to any wearable. */
  DURESS,
  MISSED_CHECK_IN,
  /** Not safe and away by the agreed end, or shortly after "leaving now". */
  OVERDUE,
  NOT_ARRIVED,
  LOST_CONTACT,
  /** "Call me." */
  ADVICE,
  /** Safe & Away itself needs a person: a message it could not read, a clock that jumped. */
  TECHNICAL,
  /**
   * Visits are open and nobody watches the board. It is about the office, and about no wearable.
   */
  NOT_WATCHED,
  /** A kind that a newer hub knows and this reader does not. */
  UNKNOWN;

  /** Whether the wearable may never learn of it. */
  public boolean isCovert() {
    return this == DURESS;
  }
}
