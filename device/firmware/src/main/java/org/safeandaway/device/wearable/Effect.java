package org.safeandaway.device.wearable;

import java.time.Instant;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;

/**
 * All that a wearable can decide to do. A step's effects are carried out in their order; none of
 * them may fail upward, what fails comes back as an {@link Input}.
 */
public sealed interface Effect {

  /** Append and force; answer with {@link Input.Stored} or {@link Input.StoreFailed}. */
  record Store(StoredEvent event) implements Effect {}

  /** The instant of a stored event became known; worth keeping, no answer. */
  record FillHubAt(EventId id, Instant hubAt) implements Effect {}

  /** The hub has it. Keep it for a day as a {@link ReceiptedEvent}; an unknown id is ignored. */
  record MarkReceipted(EventId id, Outcome outcome, Instant hubTime, String epoch)
      implements Effect {}

  /** Replace the kept notice of the visit. */
  record KeepVisit(Message.Visit visit) implements Effect {}

  /**
   * Publish now or not at all: the age in it is of this moment, so it must not wait in a queue. Its
   * PUBACK comes back as {@link Input.Acknowledged}. The machine keeps at most one event
   * outstanding that is not urgent; urgent ones wait for nothing.
   */
  record SendEvent(Message.Event event) implements Effect {}

  /** Publish at QoS 0; losing one is harmless. */
  record SendState(Message.State state) implements Effect {}

  /** Give this connection up and make a new one. The machine takes the link to be down from now. */
  record DropLink(String reason) implements Effect {}

  /** Switch the buzzer. The last one is always off. */
  record Buzzer(boolean on) implements Effect {}

  /** Show this pattern until another comes. */
  record Led(LedPattern pattern) implements Effect {}

  /**
   * This sound has begun; to be recorded, not carried out.
   *
   * @param discreet in its form of short ticks
   */
  record Sounded(Sound sound, boolean discreet) implements Effect {}

  /** A fault came or went; to be recorded, not carried out. */
  record FaultReported(Fault fault, boolean present, String detail) implements Effect {}
}
