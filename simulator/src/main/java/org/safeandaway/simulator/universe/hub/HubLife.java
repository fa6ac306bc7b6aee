package org.safeandaway.simulator.universe.hub;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.Desk;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.keeper.KeeperStore;
import org.safeandaway.simulator.universe.store.ModelDeskStore;
import org.safeandaway.simulator.universe.time.Chance;
import org.safeandaway.simulator.universe.time.Timeline;

/**
 * One process of the hub, from its start to its end. Whatever it still meant to do when it is
 * killed is not done.
 */
final class HubLife {
  /** Longer than this without a commit, though there is input, and nobody is served. */
  private static final Duration STUCK = Duration.ofSeconds(2);

  private final Timeline timeline;
  private final ModelDeskStore store;
  private final String start;
  private final String epoch;
  private final HubTime hubTime;
  private final Lane panicLane;
  private final Lane ordinaryLane;
  private final ModelKeeper keeper;
  private final HubUplink uplink;
  private final ModelMessenger messenger;
  private int steps;
  private boolean alive = true;

  /**
   * @throws DeskStore.Outage the database cannot be reached: the process ends at once
   */
  HubLife(ModelHub.World world, Chance chance, Bug.Spoiler spoiler, Bug bug, int maxBatch) {
    this.timeline = world.timeline();
    this.store = world.store();
    this.start = chance.hex();
    KeeperStore.Site site = store.site();
    this.epoch = site.epoch();
    Duration began = timeline.now();
    this.hubTime =
        new HubTime(() -> timeline.now().minus(began), site.highWater(), this::clockStepped);
    Desk desk = new Desk(store, hubTime, bug::step);
    this.panicLane =
        new Lane(
            this,
            chance.stream("panic"),
            1,
            (batch, wait) -> desk.processPanic((DeskInput.Event) batch.getFirst()));
    this.ordinaryLane =
        new Lane(
            this,
            chance.stream("ordinary"),
            maxBatch,
            (batch, wait) -> desk.process(batch, DeskStore.Lane.ORDINARY, wait));
    this.keeper = new ModelKeeper(this, desk, chance.stream("keeper"));
    this.uplink = new HubUplink(world, this, chance.stream("uplink"), spoiler, bug);
    this.messenger = new ModelMessenger(world, this, chance.stream("messenger"));
  }

  void begin() {
    keeper.begin();
    uplink.begin();
    messenger.begin();
  }

  void end() {
    alive = false;
    uplink.kill();
  }

  boolean isAlive() {
    return alive;
  }

  Timeline timeline() {
    return timeline;
  }

  ModelDeskStore store() {
    return store;
  }

  HubTime hubTime() {
    return hubTime;
  }

  String start() {
    return start;
  }

  String epoch() {
    return epoch;
  }

  ModelKeeper keeper() {
    return keeper;
  }

  /** Does something later, if this process is still there then. */
  void after(Duration delay, Runnable action) {
    timeline.after(
        delay,
        () -> {
          if (alive) {
            action.run();
          }
        });
  }

  void layUrgent(DeskInput.Event event, Consumer<DeskResult> done) {
    panicLane.lay(event, done);
  }

  void lay(DeskInput input, Consumer<DeskResult> done) {
    ordinaryLane.lay(input, done);
  }

  /** What a commit has to say beyond the answers. */
  void committed(DeskResult result) {
    uplink.tell(result);
    keeper.look();
    messenger.look();
  }

  /** Whether some lane has been trying in vain for too long. */
  boolean isStuck() {
    return isStuck(panicLane) || isStuck(ordinaryLane);
  }

  private boolean isStuck(Lane lane) {
    @Nullable Duration since = lane.stuckSince();
    return since != null && timeline.now().minus(since).compareTo(STUCK) > 0;
  }

  private void clockStepped(Duration by) {
    String about = "clock-step/" + start + "/" + ++steps;
    after(
        Duration.ZERO,
        () ->
            lay(
                new DeskInput.Technical(about, "The database's clock was set by " + by),
                result -> {}));
  }
}
