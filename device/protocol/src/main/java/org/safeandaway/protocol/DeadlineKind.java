package org.safeandaway.protocol;

/** A promise that a wearer is bound to keep, as {@code down/visit} names it. */
public enum DeadlineKind {
  /** To arrive at the door. */
  ARRIVAL,
  /** To be let in; when it passes the office asks, and nothing is cancelled by itself. */
  NO_SHOW,
  /** To check in. */
  CHECK_IN,
  /** To be safe and away by the agreed end. */
  AGREED_END,
  /** To be safe and away shortly after "leaving now". */
  SAFE_AND_AWAY,
  /** To be heard of at all. */
  CONTACT,
  /** A kind that a newer hub knows and this reader does not. */
  UNKNOWN
}
