package org.safeandaway.hub.watch;

import java.time.Instant;

/**
 * When an event happened, as far as the hub can know it.
 *
 * @param at hub time, never after the receipt of the event's first copy
 * @param known false when the wearable lost its clock between and had no hub time for the event: it
 *     happened at {@code at} or any time before, so it moves no deadline
 */
public record Occurrence(Instant at, boolean known) {

  /** Of two copies of one event the earlier is nearer the truth; no copy makes it later. */
  public Occurrence earlierOf(Occurrence other) {
    return new Occurrence(other.at.isBefore(at) ? other.at : at, known || other.known);
  }
}
