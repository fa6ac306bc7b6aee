package org.safeandaway.device.wearable;

import java.time.Duration;

/**
 * How the status LED flashes. It tells of link, battery and phase, never of an alarm: whoever looks
 * at it learns nothing that a check-in would not show as well.
 */
public enum LedPattern {
  /** No visit, and the hub is there: one short flash now and then. */
  IDLE(1, 4000),
  /** Guarded: the hub is watching this visit. */
  GUARDED(1, 2000),
  /** Connected, but the hub is not watching. */
  UNWATCHED(2, 1500),
  /** Not connected. */
  NO_LINK(3, 1000),
  /** The battery will not last; the rest is as in {@link #IDLE}. */
  IDLE_BATTERY_LOW(4, 4000),
  /** The battery will not last; the rest is as in {@link #GUARDED}. */
  GUARDED_BATTERY_LOW(4, 2000),
  /** The battery will not last, and nobody is watching or there is no link. */
  ALONE_BATTERY_LOW(5, 1000);

  /** How long each flash is on, and the darkness between two of a group. */
  public static final Duration FLASH = Duration.ofMillis(60);

  private final int flashes;
  private final Duration pause;

  LedPattern(int flashes, int pauseMs) {
    this.flashes = flashes;
    this.pause = Duration.ofMillis(pauseMs);
  }

  /** How many flashes make one group. */
  public int flashes() {
    return flashes;
  }

  /** Darkness between two groups. */
  public Duration pause() {
    return pause;
  }
}
