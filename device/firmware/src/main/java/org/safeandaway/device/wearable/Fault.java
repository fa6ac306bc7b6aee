package org.safeandaway.device.wearable;

/**
 * Something wrong with the wearable itself. The set is closed, so that a state message can never
 * grow past its limit.
 */
public enum Fault {
  /** The panic button has been down for a minute: jammed, or lain upon. Found by the machine. */
  STUCK_PANIC("stuck:panic"),
  /** The check-in button has been down for a minute. Found by the machine. */
  STUCK_CHECK_IN("stuck:check-in"),
  /** The board cannot read a button: a press may go unseen. Told by the shell. */
  BUTTONS_UNREADABLE("unreadable:buttons"),
  /** The board cannot drive the buzzer: the wearer hears nothing. Told by the shell. */
  BUZZER_FAILED("failed:buzzer"),
  /** The board cannot drive the status LED. Told by the shell. */
  LED_FAILED("failed:led"),
  /**
   * An event could not be stored, or not in time; it was sent from memory. Found by the machine.
   */
  OUTBOX_FAILING("failing:outbox"),
  /**
   * So many events have no receipt that no more are taken, but for urgent ones. Found by the
   * machine.
   */
  OUTBOX_FULL("full:outbox"),
  /** A full queue made the shell lose an input. Told by the shell. */
  INPUTS_LOST("lost:inputs"),
  /** The battery will not last. Found by the machine in what was measured. */
  BATTERY_LOW("low:battery");

  private final String wireName;

  Fault(String wireName) {
    this.wireName = wireName;
  }

  /** As it stands in the {@code faults} of a state message. */
  public String wireName() {
    return wireName;
  }

  /** The fault of a button that does not come up again. */
  static Fault stuck(Button button) {
    return switch (button) {
      case PANIC -> STUCK_PANIC;
      case CHECK_IN -> STUCK_CHECK_IN;
    };
  }
}
