package org.safeandaway.hub.policy;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A school's rules for one version of its policy. Every visit keeps the one it was authorised
 * under.
 *
 * @param version counts from 1
 * @param checkInEvery how often a wearer checks in during a visit
 * @param checkInGrace after a missed check-in, before its alarm
 * @param reminders how long before a check-in is due the wearable reminds; zero is at the time
 * @param arrivalGrace after the expected arrival, before its alarm
 * @param noShowWait at the door before the office is asked
 * @param endGrace after the agreed end, before its alarm
 * @param extensionStep how far "more time" moves the agreed end
 * @param maximumExtensions how many steps a visit may be extended
 * @param leavingWithin safe and away within this after "leaving now"
 * @param lostContactAfter of silence; protocol.md: 90 s
 * @param lostContactAlarms whether silence in a visit raises an alarm
 * @param authoriserRoles who may authorise a visit
 * @param plans what happens about an alarm of each kind
 */
public record Policy(
    int version,
    Duration checkInEvery,
    Duration checkInGrace,
    List<Duration> reminders,
    Duration arrivalGrace,
    Duration noShowWait,
    Duration endGrace,
    Duration extensionStep,
    int maximumExtensions,
    Duration leavingWithin,
    Duration lostContactAfter,
    boolean lostContactAlarms,
    Set<String> authoriserRoles,
    ResponsePlans plans) {

  public Policy {
    positive("checkInEvery", checkInEvery);
    positive("noShowWait", noShowWait);
    positive("extensionStep", extensionStep);
    positive("leavingWithin", leavingWithin);
    positive("lostContactAfter", lostContactAfter);
    notNegative("checkInGrace", checkInGrace);
    notNegative("arrivalGrace", arrivalGrace);
    notNegative("endGrace", endGrace);
    if (version < 1 || maximumExtensions < 0 || authoriserRoles.isEmpty()) {
      throw new IllegalArgumentException(
          "a policy has a version from 1, no negative extensions, and at least one authoriser role");
    }
    reminders.forEach(lead -> notNegative("reminders", lead));
    reminders = List.copyOf(reminders);
    authoriserRoles = Set.copyOf(authoriserRoles);
  }

  /** Twenty minutes between check-ins and at the door: Ordsall's numbers, the only ones stated. */
  public static Policy standard() {
    return new Policy(
        1,
        Duration.ofMinutes(20),
        Duration.ofMinutes(1),
        List.of(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ZERO),
        Duration.ofMinutes(10),
        Duration.ofMinutes(20),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        4,
        Duration.ofMinutes(5),
        Duration.ofSeconds(90),
        true,
        Set.of("authoriser", "admin"),
        ResponsePlans.standard());
  }

  /** These rules with other response plans. */
  public Policy with(ResponsePlans others) {
    return new Policy(
        version,
        checkInEvery,
        checkInGrace,
        reminders,
        arrivalGrace,
        noShowWait,
        endGrace,
        extensionStep,
        maximumExtensions,
        leavingWithin,
        lostContactAfter,
        lostContactAlarms,
        authoriserRoles,
        others);
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " must be longer than nothing: " + value);
    }
  }

  private static void notNegative(String name, Duration value) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
  }
}
