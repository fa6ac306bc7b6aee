package org.safeandaway.device.wearable;

import java.time.Duration;

/** What hands meant, before it is known what that means now. */
enum Gesture {
  PRESSED_ONCE,
  PRESSED_TWICE,
  /** Or more often: who presses on in haste wants to leave. */
  PRESSED_THREE_TIMES,
  /** A second of a long hold has passed. */
  HOLD_TICK,
  /** Check-in is held, and has been for three seconds. */
  HELD,
  /** The hold was ended before it became a long one. */
  HOLD_ENDED,
  HELD_LONG,
  DURESS,
  PANIC,
  ADVICE;

  /** A gesture and its moment. */
  record Made(Gesture gesture, Duration at) {}
}
