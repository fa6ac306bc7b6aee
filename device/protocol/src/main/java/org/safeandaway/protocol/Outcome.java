package org.safeandaway.protocol;

/** What became of an event, as its receipt tells the wearable. */
public enum Outcome {
  /** Stored, and it did what its kind does. Only this one sounds "hub has it". */
  COUNTED,
  /** Stored, and changed nothing. */
  NOTED,
  /** Stored; there is no visit that it could count for. */
  NO_VISIT,
  /** Stored; it named a visit that is not this wearer's current one. */
  WRONG_VISIT,
  /** An outcome that a newer hub knows and this reader does not. */
  UNKNOWN
}
