package org.safeandaway.hub.health;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.configuration.Settings;
import org.safeandaway.hub.desk.HubTime;

/** Goes round as long as the hub runs: each round on a thread of its own. */
@Singleton
public final class Watchman implements AutoCloseable {
  /** Whoever has just started has enough to do. */
  private static final Duration FIRST_CANARY = Duration.ofSeconds(20);

  private final HubTime time;
  private final CanaryWatch canary;
  private final List<Recurring> rounds;
  private volatile @Nullable Instant startedAt;

  Watchman(
      Settings settings, HubTime time, Invariants invariants, CanaryWatch canary, DeadMan deadMan) {
    this.time = time;
    this.canary = canary;
    Recurring looks =
        new Recurring("health", Duration.ZERO, Invariants.EVERY, () -> look(invariants, canary));
    Recurring canaries = new Recurring("canary", FIRST_CANARY, CanaryWatch.EVERY, canary::sing);
    DeadManSettings outside = settings.deadMan();
    // The first word waits, since a hub that has just started is not connected yet.
    this.rounds =
        outside == null
            ? List.of(looks, canaries)
            : List.of(
                looks,
                canaries,
                new Recurring("dead-man", outside.every(), outside.every(), deadMan::turn));
  }

  private static void look(Invariants invariants, CanaryWatch canary) {
    invariants.look();
    canary.look();
  }

  public void start() {
    startedAt = time.now();
    canary.begin();
    rounds.forEach(Recurring::start);
  }

  /** Hub time of this start; empty before. */
  public Optional<Instant> startedAt() {
    return Optional.ofNullable(startedAt);
  }

  @Override
  public void close() {
    rounds.forEach(Recurring::close);
  }
}
