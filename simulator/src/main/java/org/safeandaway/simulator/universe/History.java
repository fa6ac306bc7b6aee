package org.safeandaway.simulator.universe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.policy.ResponsePlans;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.universe.hub.Bug;
import org.safeandaway.simulator.universe.office.Drill;
import org.safeandaway.simulator.universe.office.Visit;
import org.safeandaway.simulator.universe.oracle.Oracle;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;
import org.safeandaway.simulator.universe.time.Chance;
import org.safeandaway.simulator.universe.time.Timeline;

/**
 * One universe from beginning to end: it is drawn from the seed, runs, is healed, runs on until
 * every promise must have been kept or missed, and is judged.
 */
final class History {
  /** From the healing on: the hub's hold, the longest retry, the longest promise of any policy. */
  private static final Duration AFTERMATH = Duration.ofMinutes(8);

  private final long seed;
  private final Chance chance;
  private final Timeline timeline = new Timeline();
  private final Tape tape;
  private final Bug bug;
  private Duration healed = Duration.ZERO;

  /**
   * How a universe ended.
   *
   * @param violations what must not be, in words; empty if all is well
   * @param guarded the time that wearers spent on visits, in this universe's time
   */
  record Ending(long seed, List<String> violations, Duration guarded, Tape tape) {}

  private History(long seed, Bug bug, @Nullable Consumer<String> echo) {
    this.seed = seed;
    this.chance = Chance.of(seed);
    this.bug = bug;
    this.tape = echo == null ? new Tape(timeline) : new Tape(timeline, echo);
  }

  static Ending of(long seed, Bug bug) {
    return new History(seed, bug, null).run();
  }

  /** As {@link #of}, saying aloud everything that is seen. */
  static Ending aloud(long seed, Bug bug, Consumer<String> echo) {
    return new History(seed, bug, echo).run();
  }

  private Ending run() {
    Policy policy = policy(chance.stream("policy"));
    List<Visit> visits = visits(chance.stream("visits"));
    List<WearableId> wearables = new ArrayList<>();
    visits.forEach(visit -> visit.wearers().forEach(wearer -> wearables.add(wearer.wearable())));
    WearableId idle = new WearableId("w-idle");
    wearables.add(idle);
    Duration lastEnd = visits.stream().map(Visit::agreedEnd).max(Duration::compareTo).orElseThrow();
    healed = lastEnd.plusMinutes(2);

    Faults faults = Faults.drawn(chance.stream("faults"));
    World world = new World(timeline, tape, chance, faults, policy, visits, wearables, bug);
    world.hubs().start();
    world.kits().forEach(kit -> kit.wearable().powerOn());
    visits.forEach(visit -> send(visit, world, policy));
    Drill.drawn(chance.stream("drills"), lastEnd).forEach(world.office()::arrange);
    new Errand(timeline, chance.stream("errand-idle"), world.kit(idle).hands(), policy)
        .idle(Duration.ofSeconds(20), lastEnd);
    new Troubles(world, chance.stream("troubles"), faults, healed).begin();
    timeline.runUntil(healed.plus(AFTERMATH));
    List<String> violations = new Oracle(tape, policy, World.BEGINNING, timeline.now()).judge();
    return new Ending(seed, violations, guarded(visits), tape);
  }

  private void send(Visit visit, World world, Policy policy) {
    tape.saw(
        new Seen.Planned(
            WatchId.of(visit.id()),
            visit.wearers().stream().map(Visit.Wearer::wearable).toList(),
            visit.expectedArrival(),
            visit.agreedEnd()));
    world.office().arrange(visit);
    for (Visit.Wearer wearer : visit.wearers()) {
      Chance own = chance.stream("errand-" + wearer.wearable());
      new Errand(timeline, own, world.kit(wearer.wearable()).hands(), policy).visit(visit);
    }
  }

  private static Duration guarded(List<Visit> visits) {
    Duration sum = Duration.ZERO;
    for (Visit visit : visits) {
      Duration one = visit.agreedEnd().minus(visit.plannedAt());
      sum = sum.plus(one.multipliedBy(visit.wearers().size()));
    }
    return sum;
  }

  private static Policy policy(Chance chance) {
    return new Policy(
        1,
        chance.between(Duration.ofMinutes(2), Duration.ofMinutes(5)),
        Duration.ofSeconds(chance.between(0, 60)),
        List.of(Duration.ofMinutes(1), Duration.ofSeconds(20), Duration.ZERO),
        Duration.ofSeconds(chance.between(0, 120)),
        chance.between(Duration.ofMinutes(2), Duration.ofMinutes(6)),
        Duration.ofSeconds(chance.between(0, 120)),
        Duration.ofMinutes(chance.between(1, 5)),
        chance.between(0, 3),
        chance.between(Duration.ofMinutes(1), Duration.ofMinutes(3)),
        Duration.ofSeconds(90),
        chance.happens(0.5),
        Set.of("authoriser"),
        ResponsePlans.standard());
  }

  private static List<Visit> visits(Chance chance) {
    List<Visit> visits = new ArrayList<>();
    int wearable = 0;
    for (int i = chance.between(1, 2); i > 0; i--) {
      List<Visit.Wearer> wearers = new ArrayList<>();
      for (int n = chance.happens(0.3) ? 2 : 1; n > 0; n--) {
        wearable++;
        wearers.add(
            new Visit.Wearer(new PersonId("visitor-" + wearable), new WearableId("w-" + wearable)));
      }
      Duration planned = chance.between(Duration.ofSeconds(3), Duration.ofSeconds(30));
      Duration arrival = planned.plus(chance.between(Duration.ofMinutes(2), Duration.ofMinutes(5)));
      Duration end = arrival.plus(chance.between(Duration.ofMinutes(8), Duration.ofMinutes(25)));
      visits.add(
          new Visit(
              new VisitId("v-" + i),
              wearers,
              planned,
              arrival,
              end,
              chance.happens(0.5),
              chance.happens(0.2)));
    }
    return visits;
  }
}
