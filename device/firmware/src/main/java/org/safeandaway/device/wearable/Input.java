package org.safeandaway.device.wearable;

import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.Message;

/** All that can happen to a wearable. Each comes with the monotonic time at which it happened. */
public sealed interface Input {

  /**
   * A debounced edge, with its own time. A button that is down when the firmware starts is handed
   * in as pressed at the start. Repeating what is already so is harmless, so a supervisor may
   * reconcile by handing in what it reads.
   */
  record ButtonChanged(Button button, boolean pressed) implements Input {}

  /** The hub's pulse was heard. */
  record PulseHeard(Message.Pulse pulse) implements Input {}

  /** A receipt came. */
  record ReceiptHeard(Message.Receipt receipt) implements Input {}

  /** A notice of the visit came, retained or fresh. */
  record VisitHeard(Message.Visit visit) implements Input {}

  /** The uplink is connected and its subscriptions are granted. */
  record LinkUp(String connection) implements Input {}

  /** The uplink is not connected. Repeating it is harmless. */
  record LinkDown() implements Input {}

  /** The broker acknowledged a published event (PUBACK), which proves nothing about the hub. */
  record Acknowledged(EventId id) implements Input {}

  /** {@link Effect.Store} is done: the event is forced to disk. */
  record Stored(EventId id) implements Input {}

  /** {@link Effect.Store} could not be done. */
  record StoreFailed(EventId id, String reason) implements Input {}

  /**
   * What the board measured, on change or every few seconds.
   *
   * @param batteryPercent 0 to 100; absent if it cannot be measured
   * @param linkPercent 0 to 100; absent if it cannot be measured
   * @param batteryLow by the board's own threshold
   */
  record Measured(
      @Nullable Integer batteryPercent, @Nullable Integer linkPercent, boolean batteryLow)
      implements Input {}

  /** A shell found a fault of the wearable, or found it gone. */
  record FaultChanged(Fault fault, boolean present) implements Input {}

  /** Time passed; asked for by {@link Step#wakeAt}. Harmless at any other time. */
  record Tick() implements Input {}
}
