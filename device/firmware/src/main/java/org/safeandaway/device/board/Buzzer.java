package org.safeandaway.device.board;

/** An active buzzer behind a transistor: it sounds while its pin is high. */
public interface Buzzer {
  Driven sound(boolean on);
}
