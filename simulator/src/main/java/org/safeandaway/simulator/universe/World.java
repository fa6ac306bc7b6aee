package org.safeandaway.simulator.universe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.universe.broker.Connection;
import org.safeandaway.simulator.universe.broker.ModelBroker;
import org.safeandaway.simulator.universe.broker.MqttClient;
import org.safeandaway.simulator.universe.broker.MqttMessage;
import org.safeandaway.simulator.universe.broker.Route;
import org.safeandaway.simulator.universe.hub.Bug;
import org.safeandaway.simulator.universe.hub.Hubs;
import org.safeandaway.simulator.universe.hub.ModelHub;
import org.safeandaway.simulator.universe.office.Office;
import org.safeandaway.simulator.universe.office.Visit;
import org.safeandaway.simulator.universe.store.ModelDeskStore;
import org.safeandaway.simulator.universe.store.StoreWeather;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;
import org.safeandaway.simulator.universe.time.Chance;
import org.safeandaway.simulator.universe.time.Timeline;
import org.safeandaway.simulator.universe.wearer.Air;
import org.safeandaway.simulator.universe.wearer.Hands;
import org.safeandaway.simulator.universe.wearer.ModelWearable;

/** Everything there is in one universe, and how it is wired. */
final class World {
  /** Hub time at true time zero, as long as nobody sets a clock. */
  static final Instant BEGINNING = Instant.parse("2026-03-02T08:00:00Z");

  private static final Route.Quality RADIO =
      new Route.Quality(Duration.ofMillis(15), Duration.ofMillis(45), 0.02, Duration.ofMillis(400));
  private static final Route.Quality WIRE =
      new Route.Quality(Duration.ofNanos(100_000), Duration.ofNanos(200_000), 0, Duration.ZERO);

  private final Timeline timeline;
  private final Tape tape;
  private final ModelDeskStore store;
  private final ModelBroker broker;
  private final Hubs hubs;
  private final Office office;
  private final Connection intruder;
  private final Air air = new Air();
  private final List<Kit> kits = new ArrayList<>();
  private final List<Visit> visits;
  private final Map<WatchId, Duration> lockedUntil = new HashMap<>();
  private Duration clockOffset = Duration.ZERO;

  /** A wearable, its way to the broker, and the hands that wear it. */
  record Kit(ModelWearable wearable, Route route, Hands hands) {}

  World(
      Timeline timeline,
      Tape tape,
      Chance chance,
      Faults faults,
      Policy policy,
      List<Visit> visits,
      List<WearableId> wearables,
      Bug bug) {
    this.timeline = timeline;
    this.tape = tape;
    this.visits = visits;
    this.store =
        new ModelDeskStore(
            this::databaseTime, weather(chance.stream("store"), faults), "e1", policy);
    this.broker = new ModelBroker(chance.stream("broker"), limits(chance.stream("limits")));
    Chance ofHubs = chance.stream("hub");
    this.hubs =
        new Hubs(
            ofHubs.happens(0.5) ? 2 : 1,
            id ->
                new ModelHub.World(
                    id,
                    timeline,
                    tape,
                    store,
                    broker,
                    new Route(timeline, ofHubs.stream("route-" + id), WIRE),
                    policy),
            tape,
            ofHubs,
            bug);
    this.office = new Office(timeline, BEGINNING, chance.stream("office"), tape, hubs);
    store.office(office.people());
    this.intruder = intruder(chance);
    for (WearableId id : wearables) {
      store.register(id);
      kits.add(kit(id, chance.stream("wearable-" + id)));
    }
    store.watchedBy(new Witness(tape, store, office)::saw);
    if (faults.brokerKills() > 0) {
      saveRegularly(chance.stream("autosave").between(Duration.ZERO, Duration.ofSeconds(60)));
    }
  }

  private static ModelBroker.Limits limits(Chance chance) {
    double lost = chance.happens(0.5) ? 0.02 : 0;
    return chance.happens(0.8)
        ? new ModelBroker.Limits(1000, 10_000, lost)
        : new ModelBroker.Limits(20, chance.between(5, 100), lost);
  }

  private Kit kit(WearableId id, Chance chance) {
    Route route = new Route(timeline, chance.stream("route"), RADIO);
    ModelWearable wearable = new ModelWearable(id, timeline, chance, tape, broker, route, air);
    return new Kit(wearable, route, new Hands(wearable, timeline, chance.stream("hands"), tape));
  }

  private StoreWeather weather(Chance chance, Faults faults) {
    return new StoreWeather() {
      @Override
      public Fate fate(DeskStore.Lane lane) {
        if (chance.happens(faults.unheard())) {
          return Fate.COMMITTED_UNHEARD;
        }
        if (chance.happens(faults.outages())) {
          return chance.happens(0.5) ? Fate.NOT_BEGUN : Fate.ROLLED_BACK;
        }
        return Fate.COMMITTED;
      }

      @Override
      public Duration lockedElsewhere(WatchId watch) {
        Duration left = lockedUntil.getOrDefault(watch, Duration.ZERO).minus(timeline.now());
        return left.isNegative() ? Duration.ZERO : left;
      }
    };
  }

  private Connection intruder(Chance chance) {
    return broker.connect(
        new Route(timeline, chance.stream("intruder"), WIRE),
        new Connection.Options("intruder", true, null, List.of()),
        new MqttClient() {
          @Override
          public void connected(boolean sessionPresent) {}

          @Override
          public void received(
              MqttMessage message, int packet, boolean retained, boolean duplicate) {}

          @Override
          public void acknowledged(int packet) {}

          @Override
          public void closed(String why) {}
        });
  }

  /** Source: protocol.md, {@code autosave_interval 60}. */
  private void saveRegularly(Duration first) {
    timeline.after(
        first,
        () -> {
          broker.save();
          saveRegularly(Duration.ofSeconds(60));
        });
  }

  private Instant databaseTime() {
    return BEGINNING.plus(timeline.now()).plus(clockOffset);
  }

  void setDatabaseClock(Duration by) {
    clockOffset = clockOffset.plus(by);
    tape.saw(new Seen.ClockSet(by));
    hubs.clockWasSet();
  }

  void lockElsewhere(WatchId watch, Duration howLong) {
    lockedUntil.put(watch, timeline.now().plus(howLong));
    tape.saw(new Seen.Locked(watch, howLong));
  }

  Timeline timeline() {
    return timeline;
  }

  Tape tape() {
    return tape;
  }

  ModelDeskStore store() {
    return store;
  }

  ModelBroker broker() {
    return broker;
  }

  Hubs hubs() {
    return hubs;
  }

  Office office() {
    return office;
  }

  Connection intruder() {
    return intruder;
  }

  List<Kit> kits() {
    return kits;
  }

  List<Visit> visits() {
    return visits;
  }

  Kit kit(WearableId id) {
    return kits.stream().filter(kit -> kit.wearable().id().equals(id)).findFirst().orElseThrow();
  }
}
