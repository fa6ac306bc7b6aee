package org.safeandaway.simulator.universe.hub;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.Desk;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.keeper.Keeper;
import org.safeandaway.hub.keeper.KeeperRound;
import org.safeandaway.hub.keeper.KeeperStore;
import org.safeandaway.simulator.universe.time.Chance;
import org.safeandaway.simulator.universe.time.Timeline;

/**
 * The keeper's shell around the real rounds. Where the real one looks every 250 ms, this one sleeps
 * until the next deadline or the next commit, whichever is first: a look between would have seen
 * nothing.
 */
final class ModelKeeper {
  private static final Duration BACK_OFF = Duration.ofMillis(100);

  /** A longer one would be taken for an outage. */
  private static final Duration LONGEST_SLEEP = Duration.ofMillis(1900);

  private final HubLife life;
  private final KeeperRound round;
  private final Chance chance;
  private Timeline.@Nullable Entry next;
  private boolean failing;

  /**
   * @throws DeskStore.Outage the database cannot be reached
   */
  ModelKeeper(HubLife life, Desk desk, Chance chance) {
    this.life = life;
    this.chance = chance;
    Duration asked = life.hubTime().asking();
    Instant databaseTime = life.store().look(Instant.MIN, 1).databaseTime();
    Instant startedAt = life.hubTime().advance(databaseTime, asked);
    this.round = new KeeperRound(life.store(), desk, life.hubTime(), startedAt);
  }

  void begin() {
    life.after(Keeper.LONGEST_HOLD, this::release);
    lookIn(Duration.ZERO);
  }

  /** Both markers are back, or it has taken too long: deadlines fire. */
  void release() {
    round.release();
    lookIn(Duration.ZERO);
  }

  /** Whether the last look came to nothing. */
  boolean isFailing() {
    return failing;
  }

  /** Something was committed, or a clock was set: look within the time of one park. */
  void look() {
    lookIn(chance.between(Duration.ofMillis(1), KeeperRound.LONGEST_PARK));
  }

  private void lookIn(Duration delay) {
    if (next != null) {
      next.cancel();
    }
    next = life.timeline().after(delay, this::lookNow);
  }

  private void lookNow() {
    if (!life.isAlive()) {
      return;
    }
    try {
      KeeperRound.Done done = round.round(life::committed);
      if (!done.failures().isEmpty()) {
        throw done.failures().getFirst();
      }
      life.store().keepHighWater(life.hubTime().now());
      failing = false;
      lookIn(sleep(done.park()));
    } catch (DeskStore.Outage outage) {
      failing = true;
      lookIn(BACK_OFF);
    }
  }

  private Duration sleep(Duration park) {
    if (park.compareTo(KeeperRound.LONGEST_PARK) < 0) {
      return park;
    }
    Instant now = life.hubTime().now();
    KeeperStore.Look ahead = life.store().look(now, 1);
    Instant due = ahead.nextDue();
    if (!ahead.owed().isEmpty() || !ahead.due().isEmpty()) {
      return park;
    }
    Duration until = due == null ? LONGEST_SLEEP : Duration.between(now, due);
    return until.compareTo(LONGEST_SLEEP) < 0 ? until : LONGEST_SLEEP;
  }
}
