package org.safeandaway.simulator.universe.office;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.DrillId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.simulator.universe.time.Chance;

/**
 * A drill that is to be held in a universe.
 *
 * @param plannedAt true time at which somebody plans it
 * @param begins true time; absent: at once
 * @param announced everybody may know of it beforehand
 * @param visitor whom it is about, who does not exist; absent: nobody
 * @param cancelled how long after it was planned its planner thinks better of it; absent: never
 */
public record Drill(
    DrillId id,
    AlarmKind kind,
    Duration plannedAt,
    @Nullable Duration begins,
    boolean announced,
    @Nullable String visitor,
    @Nullable Duration cancelled) {

  /** On most days there is none. */
  public static List<Drill> drawn(Chance chance, Duration latest) {
    List<Drill> drills = new ArrayList<>();
    for (int i = chance.happens(0.4) ? chance.between(1, 3) : 0; i > 0; i--) {
      Duration plannedAt = chance.between(Duration.ofSeconds(5), latest);
      Duration begins = plannedAt.plus(seconds(chance, 5, 300));
      drills.add(
          new Drill(
              new DrillId("drill-" + i),
              chance.oneOf(WatchInput.PlanDrill.KINDS),
              plannedAt,
              chance.happens(0.3) ? null : begins.compareTo(latest) < 0 ? begins : latest,
              chance.happens(0.5),
              chance.happens(0.5) ? "Alex Example" : null,
              chance.happens(0.15) ? seconds(chance, 2, 120) : null));
    }
    return drills;
  }

  private static Duration seconds(Chance chance, int least, int most) {
    return chance.between(Duration.ofSeconds(least), Duration.ofSeconds(most));
  }
}
