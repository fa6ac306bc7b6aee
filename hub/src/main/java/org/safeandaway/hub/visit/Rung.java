package org.safeandaway.hub.visit;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened about an alarm on its way to somebody and back, and how long it took.
 *
 * @param round of the ladder, and {@code step} of its plan; absent if it belongs to none
 * @param channel by which messages of that step were sent; absent if none were
 * @param afterMs milliseconds since the cause of the alarm
 */
@Serdeable
public record Rung(
    What what,
    @Nullable Integer round,
    @Nullable Integer step,
    @Nullable String channel,
    Instant at,
    long afterMs) {

  /** In the order in which they happen, if all goes well. */
  public enum What {
    /** The hub had the first copy of the event that raised it; only if an event did. */
    RECEIVED,
    /** The hub has it, and it is an alarm. */
    RAISED,
    /** A step of its plan began. */
    STEP,
    /** The first message of a step was sent by this channel. */
    SENT,
    /** A person had it, for the first time: that somebody else has it now took nobody longer. */
    OWNED,
    /** The wearable says itself that it knows so. Whether its wearer has noticed nobody knows. */
    TOLD,
    RESOLVED
  }
}
