package org.safeandaway.device.board;

import java.time.Duration;
import org.safeandaway.device.wearable.LedPattern;

/**
 * When the LED is lit within a pattern: groups of flashes, and darkness between the groups. It has
 * no clock; it is asked for an instant within the pattern.
 */
public record Blinker(LedPattern pattern, Duration begun) {

  public boolean isLit(Duration now) {
    return isFlash(placeInCycle(now));
  }

  /** The first instant after {@code now} at which {@link #isLit} is another. */
  public Duration nextChange(Duration now) {
    long flash = LedPattern.FLASH.toMillis();
    long place = placeInCycle(now);
    long left = isLastDarkness(place) ? cycle() - place : flash - place % flash;
    return now.plusMillis(left);
  }

  private boolean isFlash(long place) {
    return !isLastDarkness(place) && place / LedPattern.FLASH.toMillis() % 2 == 0;
  }

  private boolean isLastDarkness(long place) {
    return place >= cycle() - pattern.pause().toMillis();
  }

  private long placeInCycle(Duration now) {
    return Math.floorMod(now.minus(begun).toMillis(), cycle());
  }

  private long cycle() {
    return (2L * pattern.flashes() - 1) * LedPattern.FLASH.toMillis() + pattern.pause().toMillis();
  }
}
