package org.safeandaway.simulator.universe;

import java.time.Duration;
import org.safeandaway.simulator.universe.time.Chance;

/**
 * Everything that goes wrong in one universe, and how often. A count is of the whole run; times and
 * victims are drawn by whoever makes the fault.
 *
 * @param wayCuts silences of a wearable's radio: nothing passes, nobody is told
 * @param wayResets connections of a wearable broken at once
 * @param powerCuts a wearable's power goes, and comes back some time later
 * @param crashes a wearable's process dies and is started again by its watchdog
 * @param diskFailures a wearable's card is full or read-only for some time
 * @param slowDisks a wearable's card takes seconds for some time
 * @param hubKills the hub is killed, and started again some time later
 * @param hubWayCuts nothing passes between hub and broker
 * @param brokerKills the broker is killed; its last save is up to a minute old
 * @param brokerFreezes the broker is paused: every connection of it is silent
 * @param discards the broker acknowledges what wearables publish, and throws it away
 * @param databaseAways the database cannot be reached for some time
 * @param clockSets the database's clock is set by up to half a minute, either way
 * @param lockedWatches somebody else holds a watch's row for some seconds
 * @param garbage messages that nobody can read
 * @param outages of all transactions, the ones that fail and leave nothing
 * @param unheard of all transactions, the ones that commit without the hub learning it
 * @param longest of the silences and absences above
 */
public record Faults(
    int wayCuts,
    int wayResets,
    int powerCuts,
    int crashes,
    int diskFailures,
    int slowDisks,
    int hubKills,
    int hubWayCuts,
    int brokerKills,
    int brokerFreezes,
    int discards,
    int databaseAways,
    int clockSets,
    int lockedWatches,
    int garbage,
    double outages,
    double unheard,
    Duration longest) {

  /** A day on which nothing goes wrong. */
  public static Faults none() {
    return new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Duration.ofSeconds(1));
  }

  /** One day in eight is calm; on the others each kind of trouble comes or stays away. */
  static Faults drawn(Chance chance) {
    if (chance.happens(0.125)) {
      return none();
    }
    return new Faults(
        some(chance, 0.5, 6),
        some(chance, 0.3, 6),
        some(chance, 0.35, 4),
        some(chance, 0.2, 3),
        some(chance, 0.15, 2),
        some(chance, 0.15, 2),
        some(chance, 0.4, 4),
        some(chance, 0.2, 3),
        some(chance, 0.3, 2),
        some(chance, 0.15, 2),
        some(chance, 0.15, 2),
        some(chance, 0.3, 3),
        some(chance, 0.12, 2),
        some(chance, 0.3, 6),
        some(chance, 0.1, 5),
        chance.happens(0.3) ? 0.05 : 0,
        chance.happens(0.3) ? 0.05 : 0,
        chance.between(Duration.ofSeconds(5), Duration.ofMinutes(6)));
  }

  private static int some(Chance chance, double likelihood, int most) {
    return chance.happens(likelihood) ? chance.between(1, most) : 0;
  }
}
