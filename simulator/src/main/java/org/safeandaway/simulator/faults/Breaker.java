package org.safeandaway.simulator.faults;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries a plan out. Faults overlap as the plan has them; only what is broken already is waited
 * for before it is broken again. When it returns, everything is mended.
 */
final class Breaker {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Rig rig;
  private final Consumer<String> say;
  private final Map<String, ReentrantLock> targets = new ConcurrentHashMap<>();
  private final List<Disturbance> disturbances = new ArrayList<>();
  private final Map<Fault.Kind, Integer> done = new EnumMap<>(Fault.Kind.class);

  /**
   * Who could not fire deadlines, and when, by hub time as it was heard.
   *
   * @param hub which one; absent: none of them could
   */
  record Disturbance(@Nullable Integer hub, Instant from, Instant to) {}

  Breaker(Rig rig, Consumer<String> say) {
    this.rig = rig;
    this.say = say;
  }

  void carryOut(Plan plan) throws InterruptedException, IOException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (Fault fault : plan.faults()) {
        Thread.sleep(fault.after());
        all.add(
            threads.submit(
                () -> {
                  carryOut(fault);
                  return null;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a fault could not be made or mended", e.getCause());
    }
  }

  List<Disturbance> disturbances() {
    synchronized (disturbances) {
      return List.copyOf(disturbances);
    }
  }

  Map<Fault.Kind, Integer> done() {
    synchronized (disturbances) {
      return Map.copyOf(done);
    }
  }

  private void carryOut(Fault fault) throws InterruptedException {
    ReentrantLock target = targets.computeIfAbsent(target(fault), name -> new ReentrantLock());
    target.lock();
    try {
      Instant from = hubTime();
      say.accept("  " + fault);
      breakIt(fault);
      Thread.sleep(fault.lasts());
      mend(fault);
      record(fault, from);
    } finally {
      target.unlock();
    }
  }

  private void record(Fault fault, Instant from) {
    synchronized (disturbances) {
      done.merge(fault.kind(), 1, Integer::sum);
      if (fault.kind().stopsDeadlines()) {
        Integer hub = fault.kind().isOfAHub() ? fault.target() : null;
        disturbances.add(new Disturbance(hub, from, hubTime()));
      }
    }
  }

  private Instant hubTime() {
    Instant now = rig.fleet().hubTime();
    if (now == null) {
      throw new IllegalStateException("no pulse was ever heard");
    }
    return now;
  }

  private static String target(Fault fault) {
    return switch (fault.kind()) {
      case HUB_KILLED, HUB_STOPPED, HUB_LOSES_DATABASE, HUB_LOSES_BROKER -> "hub" + fault.target();
      case BROKER_KILLED, BROKER_STOPPED -> "broker";
      case DATABASE_KILLED, DATABASE_STOPPED, CLOCK_FORWARD, CLOCK_BACK -> "database";
      case WEARABLES_CUT, WEARABLES_WITHOUT_POWER -> "van" + fault.target();
    };
  }

  private void breakIt(Fault fault) {
    switch (fault.kind()) {
      case HUB_KILLED -> hub(fault).kill();
      case HUB_STOPPED -> hub(fault).program().pause();
      case HUB_LOSES_DATABASE -> hub(fault).toDatabase().stall();
      case HUB_LOSES_BROKER -> hub(fault).toBroker().stall();
      case BROKER_KILLED -> rig.broker().kill();
      case BROKER_STOPPED -> rig.broker().pause();
      case DATABASE_KILLED -> rig.database().kill();
      case DATABASE_STOPPED -> rig.database().pause();
      case WEARABLES_CUT -> van(fault).link().down();
      case WEARABLES_WITHOUT_POWER -> van(fault).power(false);
      case CLOCK_FORWARD -> rig.clock().step(HOUR);
      case CLOCK_BACK -> rig.clock().step(HOUR.negated());
    }
  }

  private void mend(Fault fault) {
    switch (fault.kind()) {
      case HUB_KILLED -> hub(fault).start();
      case HUB_STOPPED -> hub(fault).program().resume();
      case HUB_LOSES_DATABASE -> {
        hub(fault).toDatabase().cut();
        hub(fault).toDatabase().release();
      }
      case HUB_LOSES_BROKER -> {
        hub(fault).toBroker().cut();
        hub(fault).toBroker().release();
      }
      case BROKER_KILLED -> rig.broker().start();
      case BROKER_STOPPED -> rig.broker().resume();
      case DATABASE_KILLED -> rig.database().start();
      case DATABASE_STOPPED -> rig.database().resume();
      case WEARABLES_CUT -> van(fault).link().up();
      case WEARABLES_WITHOUT_POWER -> van(fault).power(true);
      case CLOCK_FORWARD, CLOCK_BACK -> {
        // A step has no end.
      }
    }
  }

  private OneHub hub(Fault fault) {
    return rig.hubs().get(fault.target());
  }

  private Van van(Fault fault) {
    return rig.fleet().vans().get(fault.target());
  }
}
