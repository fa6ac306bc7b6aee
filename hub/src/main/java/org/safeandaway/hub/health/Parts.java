package org.safeandaway.hub.health;

import io.micronaut.context.annotation.Factory;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.safeandaway.hub.desk.DeskLoop;
import org.safeandaway.hub.keeper.Keeper;
import org.safeandaway.hub.record.JournalSealer;
import org.safeandaway.hub.uplink.Uplink;
import reactor.core.publisher.Mono;

/** The parts besides the database, which the framework looks at itself. */
@Factory
final class Parts {
  /** An idle desk commits a heartbeat every second. */
  private static final Duration DESK_LIMIT = Duration.ofSeconds(5);

  /** Source: architecture.md, "Who watches the watcher": due for more than 2 s and not fired. */
  private static final Duration KEEPER_LIMIT = Duration.ofSeconds(2);

  /** Forty rounds of the sealer. */
  private static final Duration SEALER_LIMIT = Duration.ofSeconds(10);

  @Singleton
  @Named("desk")
  HealthIndicator desk(DeskLoop desk) {
    return late("desk", desk::sinceCommit, DESK_LIMIT, "since it last committed");
  }

  @Singleton
  @Named("keeper")
  HealthIndicator keeper(Keeper keeper) {
    return late("keeper", keeper::late, KEEPER_LIMIT, "late with a deadline");
  }

  @Singleton
  @Named("sealer")
  HealthIndicator sealer(JournalSealer sealer) {
    return late("sealer", sealer::sinceAllWasSealed, SEALER_LIMIT, "behind the journal");
  }

  @Singleton
  @Named("mqtt")
  HealthIndicator mqtt(Uplink uplink) {
    return part("mqtt", uplink::troubles);
  }

  private static HealthIndicator late(
      String name, Supplier<Duration> time, Duration limit, String words) {
    return part(
        name,
        () -> {
          Duration now = time.get();
          return now.compareTo(limit) > 0 ? List.of(now.toSeconds() + " s " + words) : List.of();
        });
  }

  private static HealthIndicator part(String name, Supplier<List<String>> troubles) {
    return () -> Mono.fromSupplier(() -> result(name, troubles.get()));
  }

  private static HealthResult result(String name, List<String> troubles) {
    return HealthResult.builder(name)
        .status(troubles.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
        .details(Map.of("troubles", troubles))
        .build();
  }
}
