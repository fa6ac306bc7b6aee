package org.safeandaway.hub.policy;

import java.time.Duration;

/** The standard rules, but for one of them. */
public final class Policies {
  private static final Policy STANDARD = Policy.standard();

  private Policies() {}

  public static Policy withExtensions(int maximum) {
    return but(maximum, STANDARD.lostContactAfter(), STANDARD.lostContactAlarms());
  }

  public static Policy withLostContactAfter(Duration silence) {
    return but(STANDARD.maximumExtensions(), silence, STANDARD.lostContactAlarms());
  }

  public static Policy withoutAlarmsOfLostContact() {
    return but(STANDARD.maximumExtensions(), STANDARD.lostContactAfter(), false);
  }

  private static Policy but(
      int maximumExtensions, Duration lostContactAfter, boolean lostContactAlarms) {
    return new Policy(
        STANDARD.version(),
        STANDARD.checkInEvery(),
        STANDARD.checkInGrace(),
        STANDARD.reminders(),
        STANDARD.arrivalGrace(),
        STANDARD.noShowWait(),
        STANDARD.endGrace(),
        STANDARD.extensionStep(),
        maximumExtensions,
        STANDARD.leavingWithin(),
        lostContactAfter,
        lostContactAlarms,
        STANDARD.authoriserRoles(),
        STANDARD.plans());
  }
}
