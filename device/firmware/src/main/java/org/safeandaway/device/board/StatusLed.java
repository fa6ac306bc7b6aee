package org.safeandaway.device.board;

/** The one light. */
public interface StatusLed {
  Driven light(boolean on);
}
