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
  private final HubTime time;
  private final List<Recurring> rounds;
  private volatile @Nullable Instant startedAt;

  Watchman(Settings settings, HubTime time, Invariants invariants, DeadMan deadMan) {
    this.time = time;
    Recurring looks = new Recurring("health", Duration.ZERO, Invariants.EVERY, invariants::look);
    DeadManSettings outside = settings.deadMan();
    // The first word waits, since a hub that has just started is not connected yet.
    this.rounds =
        outside == null
            ? List.of(looks)
            : List.of(
                looks, new Recurring("dead-man", outside.every(), outside.every(), deadMan::turn));
  }

  public void start() {
    startedAt = time.now();
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
