package org.safeandaway.simulator.universe.oracle;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;

/** A drill: what its planner asked for, and what became of it. */
final class Exercise {
  final WatchInput.PlanDrill plan;
  final Duration asked;

  /** When its planner learnt that it is planned; absent if they never did. */
  @Nullable Duration agreed;

  @Nullable Duration calledOff;

  private Exercise(WatchInput.PlanDrill plan, Duration asked) {
    this.plan = plan;
    this.asked = asked;
  }

  /** All of a tape, by the alarm that each raises. */
  static SortedMap<String, Exercise> on(Tape tape) {
    SortedMap<String, Exercise> found = new TreeMap<>();
    for (Tape.Line line : tape.lines()) {
      if (line.seen() instanceof Seen.Office it
          && it.action() instanceof WatchInput.PlanDrill plan) {
        Exercise drill =
            found.computeIfAbsent(
                plan.drill().alarm().toString(), id -> new Exercise(plan, line.at()));
        if (drill.agreed == null && it.answer() instanceof Answer.Done) {
          drill.agreed = line.at();
        }
      } else if (line.seen() instanceof Seen.DrillShown shown && shown.calledOff() != null) {
        Exercise drill = found.get(shown.drill().alarm().toString());
        if (drill != null && drill.calledOff == null) {
          drill.calledOff = line.at();
        }
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return plan.drill() + " (" + plan.kind() + ")";
  }
}
