package org.safeandaway.simulator.universe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.Topic;
import org.safeandaway.simulator.universe.broker.MqttMessage;
import org.safeandaway.simulator.universe.hub.ModelHub;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.time.Chance;
import org.safeandaway.simulator.universe.time.Timeline;

/**
 * Makes what {@link Faults} asks for happen at seeded times, and makes everything whole at the end:
 * what must hold "in the end" can only be asked of a world that is well in the end.
 */
final class Troubles {
  private final World world;
  private final Timeline timeline;
  private final Chance chance;
  private final Faults faults;
  private final Duration healed;
  private final List<Runnable> repairs = new ArrayList<>();
  private boolean databaseAway;

  /**
   * @param healed by when everything works again
   */
  Troubles(World world, Chance chance, Faults faults, Duration healed) {
    this.world = world;
    this.timeline = world.timeline();
    this.chance = chance;
    this.faults = faults;
    this.healed = healed;
  }

  void begin() {
    wearables();
    hub();
    broker();
    database();
    timeline.at(healed, () -> repairs.forEach(Runnable::run));
  }

  private void wearables() {
    String[] kinds = {"cut", "reset", "power", "crash", "disk", "slow"};
    int[] counts = {
      faults.wayCuts(),
      faults.wayResets(),
      faults.powerCuts(),
      faults.crashes(),
      faults.diskFailures(),
      faults.slowDisks()
    };
    for (int i = 0; i < kinds.length; i++) {
      Chance stream = chance.stream(kinds[i]);
      int kind = i;
      for (int n = 0; n < counts[i]; n++) {
        World.Kit kit = stream.oneOf(world.kits());
        Duration lasts = length(stream);
        timeline.at(moment(stream), () -> befall(kind, kit, lasts));
      }
    }
  }

  private void befall(int kind, World.Kit kit, Duration lasts) {
    switch (kind) {
      case 0 -> {
        way(kit, false);
        until(lasts, () -> way(kit, true));
      }
      case 1 -> kit.route().reset();
      case 2 -> {
        kit.wearable().cutPower();
        until(lasts, kit.wearable()::powerOn);
      }
      case 3 -> kit.wearable().crash(Duration.ofSeconds(2));
      case 4 -> {
        kit.wearable().diskFails(true);
        until(lasts, () -> kit.wearable().diskFails(false));
      }
      case 5 -> {
        kit.wearable().diskIsSlow(Duration.ofSeconds(3));
        until(lasts, () -> kit.wearable().diskIsSlow(Duration.ZERO));
      }
      default -> throw new IllegalArgumentException("no such trouble: " + kind);
    }
  }

  private void way(World.Kit kit, boolean open) {
    if (kit.route().isCut() == open) {
      world.tape().saw(new Seen.Way(kit.wearable().id(), open));
    }
    if (open) {
      kit.route().mend();
    } else {
      kit.route().cut();
    }
  }

  private void hub() {
    repeatedly(
        "hub-kill",
        faults.hubKills(),
        lasts -> {
          ModelHub hub = chance.oneOf(world.hubs().all());
          hub.kill();
          until(shorter(lasts), hub::start);
        });
    repeatedly(
        "hub-way",
        faults.hubWayCuts(),
        lasts -> {
          ModelHub hub = chance.oneOf(world.hubs().all());
          hubWay(hub, false);
          until(lasts, () -> hubWay(hub, true));
        });
  }

  private void hubWay(ModelHub hub, boolean open) {
    if (hub.route().isCut() == open) {
      world.tape().saw(new Seen.HubWay(hub.id(), open));
    }
    if (open) {
      hub.route().mend();
    } else {
      hub.route().cut();
    }
  }

  private void broker() {
    repeatedly("broker-kill", faults.brokerKills(), this::killBroker);
    repeatedly(
        "freeze",
        faults.brokerFreezes(),
        lasts -> {
          everyWay(false);
          until(shorter(lasts), () -> everyWay(true));
        });
    repeatedly(
        "discard",
        faults.discards(),
        lasts -> {
          discard(true);
          until(lasts, () -> discard(false));
        });
    Chance stream = chance.stream("garbage");
    for (int i = 0; i < faults.garbage(); i++) {
      timeline.at(
          moment(stream),
          () -> {
            world.tape().saw(new Seen.Garbage());
            world.intruder().publish(garbage(stream));
          });
    }
  }

  private void discard(boolean on) {
    world.tape().saw(new Seen.Discarding(on));
    world.broker().discard(on);
  }

  /** What the broker saved is up to a minute old, or was never written. */
  private void killBroker(Duration lasts) {
    world.tape().saw(new Seen.Broker(false));
    world.broker().kill();
    until(
        shorter(lasts),
        () -> {
          world.broker().start();
          world.tape().saw(new Seen.Broker(true));
        });
  }

  private void everyWay(boolean open) {
    world.hubs().all().forEach(hub -> hubWay(hub, open));
    world.kits().forEach(kit -> way(kit, open));
  }

  private MqttMessage garbage(Chance stream) {
    Topic.Channel channel =
        stream.oneOf(
            List.of(Topic.Channel.UP_EVENT, Topic.Channel.UP_PANIC, Topic.Channel.UP_STATE));
    String topic = Topic.of(world.kits().getFirst().wearable().id(), channel).path();
    byte[] payload = new byte[stream.between(0, 40)];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) stream.between(0, 255);
    }
    return new MqttMessage(topic, payload, 1, false);
  }

  private void database() {
    repeatedly(
        "away",
        faults.databaseAways(),
        lasts -> {
          database(true);
          until(lasts, () -> database(false));
        });
    Chance stream = chance.stream("clock");
    for (int i = 0; i < faults.clockSets(); i++) {
      Duration by = stream.between(Duration.ofSeconds(-30), Duration.ofSeconds(30));
      if (stream.happens(0.2)) {
        // Daylight saving, done wrongly.
        by = Duration.ofHours(stream.happens(0.5) ? 1 : -1);
      }
      Duration step = by;
      timeline.at(moment(stream), () -> world.setDatabaseClock(step));
    }
    Chance locks = chance.stream("locks");
    for (int i = 0; i < faults.lockedWatches(); i++) {
      // The site's is the one that drills are on.
      WatchId watch =
          locks.happens(0.2) ? WatchId.SITE : WatchId.of(locks.oneOf(world.visits()).id());
      Duration lasts = locks.between(Duration.ofMillis(50), Duration.ofSeconds(4));
      timeline.at(moment(locks), () -> world.lockElsewhere(watch, lasts));
    }
  }

  private void database(boolean away) {
    if (away != databaseAway) {
      databaseAway = away;
      world.tape().saw(new Seen.Database(!away));
      world.store().away(away);
    }
  }

  private void repeatedly(String kind, int count, Consumer<Duration> trouble) {
    Chance stream = chance.stream(kind);
    for (int i = 0; i < count; i++) {
      Duration lasts = length(stream);
      timeline.at(moment(stream), () -> trouble.accept(lasts));
    }
  }

  /** Ends a trouble when it has lasted long enough, and at the latest when all is healed. */
  private void until(Duration lasts, Runnable repair) {
    repairs.add(repair);
    timeline.after(lasts, repair);
  }

  private Duration moment(Chance stream) {
    return stream.between(Duration.ofSeconds(20), healed.minusSeconds(1));
  }

  private Duration length(Chance stream) {
    return stream.between(Duration.ofMillis(200), faults.longest());
  }

  private static Duration shorter(Duration lasts) {
    return lasts.dividedBy(4);
  }
}
