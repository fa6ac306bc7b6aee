package org.safeandaway.device.board;

import java.util.List;

/**
 * Which pin each part hangs on, as BCM numbers. {@code hardware/pins.txt} is the same map for
 * people with a soldering iron, and a test compares the two.
 */
public record Pins(int panicButton, int checkInButton, int buzzer, int statusLed) {
  /** BCM 0 and 1 belong to the identification EEPROM; the header ends at 27. */
  public static final int LOWEST = 2;

  public static final int HIGHEST = 27;

  public static final Pins DEFAULT = new Pins(17, 27, 22, 23);

  public Pins {
    List<Integer> all = List.of(panicButton, checkInButton, buzzer, statusLed);
    if (all.stream().anyMatch(pin -> pin < LOWEST || pin > HIGHEST)) {
      throw new IllegalArgumentException("a pin is BCM " + LOWEST + " to " + HIGHEST + ": " + all);
    }
    if (all.stream().distinct().count() != all.size()) {
      throw new IllegalArgumentException("two parts share a pin: " + all);
    }
  }
}
