package org.safeandaway.simulator.universe.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;
import org.safeandaway.simulator.universe.time.Chance;

/** The hubs of one school, on one database and one broker, behind one balancer. */
public final class Hubs {
  private static final int MAX_BATCH = 64;

  private final List<ModelHub> all = new ArrayList<>();
  private final Tape tape;
  private final Chance balancer;
  private int running;

  /**
   * @param place what the hub of this id stands in
   */
  public Hubs(
      int count, Function<String, ModelHub.World> place, Tape tape, Chance chance, Bug bug) {
    this.tape = tape;
    this.balancer = chance.stream("balancer");
    for (int number = 1; number <= count; number++) {
      String id = "h" + number;
      all.add(new ModelHub(place.apply(id), chance.stream(id), bug, MAX_BATCH, this::runs));
    }
  }

  private void runs(boolean one) {
    boolean before = running > 0;
    running += one ? 1 : -1;
    if (before != running > 0) {
      tape.saw(new Seen.HubRuns(running > 0));
    }
  }

  public List<ModelHub> all() {
    return all;
  }

  public void start() {
    all.forEach(ModelHub::start);
  }

  /** Lays an input of the office on some desk; false if no hub is there to take it. */
  public boolean lay(DeskInput.Office input, Consumer<DeskResult> done) {
    List<ModelHub> there = all.stream().filter(ModelHub::isRunning).toList();
    return !there.isEmpty() && balancer.oneOf(there).lay(input, done);
  }

  /** A clock was set. */
  public void clockWasSet() {
    all.forEach(ModelHub::clockWasSet);
  }
}
