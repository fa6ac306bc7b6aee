package org.safeandaway.hub.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life that may move a wearer on: an event of the wearable, or a telephone call.
 *
 * @param source what it came from, as {@link Cause} names events
 * @param at when it happened; never after it was received, so nothing that counts from it goes
 *     beyond the receipt
 * @param known false when it happened at {@code at} or any time before: then it moves no deadline
 * @param by who entered it; absent if the wearable said it
 */
record Sign(String source, Instant at, boolean known, @Nullable PersonId by) {

  Participant.CheckIn asCheckIn() {
    return new Participant.CheckIn(source, at, known);
  }
}
