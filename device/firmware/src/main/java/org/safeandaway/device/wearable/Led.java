package org.safeandaway.device.wearable;

/** The table over link, battery and phase. Alarms are not in it. */
final class Led {
  private Led() {}

  static LedPattern pattern(boolean linkUp, boolean watched, boolean batteryLow, Belief belief) {
    if (!linkUp) {
      return batteryLow ? LedPattern.ALONE_BATTERY_LOW : LedPattern.NO_LINK;
    }
    if (!watched) {
      return batteryLow ? LedPattern.ALONE_BATTERY_LOW : LedPattern.UNWATCHED;
    }
    if (belief.hasVisit()) {
      return batteryLow ? LedPattern.GUARDED_BATTERY_LOW : LedPattern.GUARDED;
    }
    return batteryLow ? LedPattern.IDLE_BATTERY_LOW : LedPattern.IDLE;
  }
}
