package org.safeandaway.simulator.universe.hub;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.simulator.universe.broker.ModelBroker;
import org.safeandaway.simulator.universe.broker.Route;
import org.safeandaway.simulator.universe.store.ModelDeskStore;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;
import org.safeandaway.simulator.universe.time.Chance;
import org.safeandaway.simulator.universe.time.Timeline;

/** A hub that can be killed and started again, any number of times, on the same database. */
public final class ModelHub {
  private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);

  private final World world;
  private final Chance chance;
  private final Bug bug;
  private final Bug.Spoiler spoiler;
  private final int maxBatch;
  private final Watcher watcher;
  private @Nullable HubLife life;
  private boolean wanted;
  private int lives;

  /** Is told when it starts and when it ends. */
  public interface Watcher {
    void runs(boolean running);
  }

  /**
   * What a hub stands in.
   *
   * @param hub its id, another for each hub
   */
  public record World(
      String hub,
      Timeline timeline,
      Tape tape,
      ModelDeskStore store,
      ModelBroker broker,
      Route route,
      Policy policy) {}

  ModelHub(World world, Chance chance, Bug bug, int maxBatch, Watcher watcher) {
    this.watcher = watcher;
    this.world = world;
    this.chance = chance;
    this.bug = bug;
    this.spoiler = new Bug.Spoiler(bug);
    this.maxBatch = maxBatch;
  }

  /** Starts it, again and again until the database lets it. */
  public void start() {
    wanted = true;
    if (life != null) {
      return;
    }
    try {
      HubLife next = new HubLife(world, chance.stream("life-" + ++lives), spoiler, bug, maxBatch);
      life = next;
      world.tape().saw(new Seen.OneHubRuns(world.hub(), true));
      watcher.runs(true);
      next.begin();
    } catch (DeskStore.Outage outage) {
      end();
      world.timeline().after(RESTART_PAUSE, this::startIfWanted);
    }
  }

  private void startIfWanted() {
    if (wanted) {
      start();
    }
  }

  /** {@code kill -9}. */
  public void kill() {
    wanted = false;
    end();
  }

  private void end() {
    if (life != null) {
      life.end();
      life = null;
      world.tape().saw(new Seen.OneHubRuns(world.hub(), false));
      watcher.runs(false);
    }
  }

  /** Its way to the broker. */
  public Route route() {
    return world.route();
  }

  public String id() {
    return world.hub();
  }

  public boolean isRunning() {
    return life != null;
  }

  /** Lays an input of the office on the desk; false if no hub is there to take it. */
  public boolean lay(DeskInput.Office input, Consumer<DeskResult> done) {
    HubLife current = life;
    if (current == null) {
      return false;
    }
    current.lay(input, done);
    return true;
  }

  /** A clock was set: the next look may see what this one did not. */
  public void clockWasSet() {
    if (life != null) {
      life.keeper().look();
    }
  }
}
