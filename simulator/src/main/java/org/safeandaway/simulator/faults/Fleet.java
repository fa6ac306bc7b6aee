package org.safeandaway.simulator.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Account;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.TcpProxy;

/**
 * Everybody who is out: so many wearables, each on a visit, that together do {@link Load#events}
 * things a second. Most check in all the time. One in five checks in and then lets the time pass,
 * again and again, so that deadlines are missed all the time; now and then somebody asks for help.
 */
final class Fleet implements AutoCloseable {
  /** One in so many lets the time pass. */
  private static final int LAZY = 5;

  /** One event in so many is a panic, and as many ask for advice. */
  private static final int HELP = 200;

  private static final long TURN_NANOS = 10_000_000L;
  private static final long STATES_NANOS = 10_000_000_000L;

  private final Load load;
  private final HubClock clock = new HubClock();
  private final List<Van> vans = new ArrayList<>();
  private final List<LightWearable> wearables = new ArrayList<>();
  private final SplittableRandom random;
  private final Thread hands = Thread.ofPlatform().daemon().name("hands").unstarted(this::run);
  private final long[] checkedInAt;
  private volatile boolean working;
  private volatile boolean running = true;
  private long made;

  /**
   * How much is going on.
   *
   * @param wearables on visits
   * @param vans they share
   * @param events a second, of all together
   * @param checkInEvery promised
   * @param grace until the alarm
   * @param contactWithin a silent one is looked at; each falls due that often
   */
  record Load(
      int wearables,
      int vans,
      int events,
      Duration checkInEvery,
      Duration grace,
      Duration contactWithin) {
    /** 200 events and more than 50 due deadlines a second. */
    static final Load USUAL = of(200, 8);

    /** A third of it: a build does other things beside. */
    static final Load LIGHT = of(70, 8);

    /** Each does one thing a second. */
    private static Load of(int wearables, int vans) {
      return new Load(
          wearables,
          vans,
          wearables,
          Duration.ofSeconds(6),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5));
    }
  }

  Fleet(Load load, Broker broker, Account account, long seed) {
    this.load = load;
    this.random = new SplittableRandom(seed);
    this.checkedInAt = new long[load.wearables()];
    for (int n = 0; n < load.vans(); n++) {
      vans.add(new Van(n, account, new TcpProxy(broker.host(), broker.port()), clock));
    }
    for (int n = 0; n < load.wearables(); n++) {
      LightWearable wearable = new LightWearable(new WearableId("w" + (n + 1)), random.split());
      wearables.add(wearable);
      vans.get(n % vans.size()).board(wearable);
    }
  }

  /** Connects them all. They do nothing yet. */
  void start() {
    vans.forEach(Van::start);
    hands.start();
  }

  List<LightWearable> wearables() {
    return wearables;
  }

  List<Van> vans() {
    return vans;
  }

  /** By the pulses; absent before the first. */
  @Nullable Instant hubTime() {
    return clock.at(System.nanoTime());
  }

  /** From now on they do things, or do no more: what is unsent is sent all the same. */
  void work(boolean on) {
    working = on;
  }

  int unsent() {
    return wearables.stream().mapToInt(LightWearable::unsent).sum();
  }

  private void run() {
    long begun = System.nanoTime();
    long states = begun;
    long worked = begun;
    double owed = 0;
    while (running) {
      long now = System.nanoTime();
      owed = working ? owed + load.events() * ((now - worked) / 1e9) : 0;
      worked = now;
      for (; owed >= 1; owed--) {
        act(now);
      }
      vans.forEach(van -> van.send(now));
      if (now - states > STATES_NANOS) {
        states = now;
        vans.forEach(Van::sendStates);
      }
      LockSupport.parkNanos(TURN_NANOS);
    }
  }

  /** The next one in turn does something. */
  private void act(long now) {
    int who = (int) (made++ % wearables.size());
    Van van = vans.get(who % vans.size());
    Instant hubAt = clock.at(now);
    if (hubAt == null || !van.isPowered()) {
      return;
    }
    wearables.get(who).make(next(who, now), hubAt, now);
  }

  private EventKind next(int who, long now) {
    int drawn = random.nextInt(HELP);
    if (drawn == 0) {
      return EventKind.PANIC;
    }
    if (drawn == 1) {
      return EventKind.ADVICE;
    }
    Duration promised = load.checkInEvery().plus(load.grace());
    boolean lazy = who % LAZY == 0;
    boolean missed = now - checkedInAt[who] > promised.multipliedBy(2).toNanos();
    if (lazy && !missed) {
      return EventKind.SELF_TEST;
    }
    checkedInAt[who] = now;
    return EventKind.CHECK_IN;
  }

  @Override
  public void close() {
    running = false;
    vans.forEach(Van::close);
    vans.forEach(van -> van.link().close());
  }
}
