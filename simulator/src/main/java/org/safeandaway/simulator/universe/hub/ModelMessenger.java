package org.safeandaway.simulator.universe.hub;

import java.time.Duration;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.Telling;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.simulator.universe.store.Rows;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.time.Chance;

/**
 * Empties the outbox as the real messenger does: leases rows, sends, writes what came of it, and
 * reports what failed for good. A hub that dies with a lease leaves the row to the other, or to its
 * next life.
 */
final class ModelMessenger {
  /** The real one looks more often; between two commits it would see nothing but lapsed leases. */
  private static final Duration EVERY = Duration.ofSeconds(5);

  private static final Duration LEASE = Duration.ofSeconds(30);

  private final ModelHub.World world;
  private final HubLife life;
  private final Chance chance;
  private boolean looking;

  ModelMessenger(ModelHub.World world, HubLife life, Chance chance) {
    this.world = world;
    this.life = life;
    this.chance = chance;
  }

  void begin() {
    life.after(
        EVERY,
        () -> {
          lookNow();
          begin();
        });
  }

  /** Something was committed; there may be messages. */
  void look() {
    if (!looking) {
      looking = true;
      life.after(
          Duration.ofMillis(5),
          () -> {
            looking = false;
            lookNow();
          });
    }
  }

  private void lookNow() {
    try {
      life.store().lease(life.hubTime().now(), LEASE).forEach(this::send);
      life.store().unreported().forEach(this::report);
    } catch (DeskStore.Outage outage) {
      // The rows are there at the next look.
    }
  }

  private void send(Rows.OutboxKey key) {
    Rows.AlarmRow row = world.store().alarms().get(key.alarm());
    if (row == null || !isNeeded(row.alarm(), key.telling())) {
      end(key, Rows.OutboxState.DROPPED);
      return;
    }
    boolean fails = chance.happens(0.15);
    life.after(
        chance.between(Duration.ofMillis(50), Duration.ofSeconds(4)),
        () -> {
          if (!fails) {
            boolean marked = row.alarm().isDrill();
            world.tape().saw(new Seen.Told(key.alarm(), key.round(), key.telling(), marked));
          }
          end(key, fails ? Rows.OutboxState.FAILED : Rows.OutboxState.SENT);
        });
  }

  private static boolean isNeeded(Alarm alarm, Telling telling) {
    if (telling.isStandDown()) {
      return !alarm.isOpen() || alarm.isOwned();
    }
    return alarm.isOpen() && alarm.isOwned() == (telling.step() == Telling.ASKED);
  }

  private void end(Rows.OutboxKey key, Rows.OutboxState how) {
    try {
      life.store().ended(key, how);
    } catch (DeskStore.Outage outage) {
      // The lease runs out, and it is sent once more: at least once.
      return;
    }
    look();
  }

  private void report(Rows.OutboxKey key) {
    Rows.AlarmRow alarm = world.store().alarms().get(key.alarm());
    Rows.OutboxRow row = world.store().outbox().get(key);
    if (alarm == null || row == null) {
      return;
    }
    WatchInput.SendFailed failed =
        new WatchInput.SendFailed(key.alarm(), key.round(), key.telling());
    life.lay(
        new DeskInput.SendFailed(row.id(), alarm.watch(), failed),
        result -> end(key, Rows.OutboxState.REPORTED));
  }
}
