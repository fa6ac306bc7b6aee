package org.safeandaway.hub.health;

import io.micronaut.context.annotation.Factory;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.safeandaway.hub.health.Condition.Part;
import reactor.core.publisher.Mono;

/** The parts besides the database, which the framework looks at itself. */
@Factory
final class Parts {
  private final Condition condition;

  Parts(Condition condition) {
    this.condition = condition;
  }

  @Singleton
  @Named("desk")
  HealthIndicator desk() {
    return part("desk", Part.DESK);
  }

  @Singleton
  @Named("keeper")
  HealthIndicator keeper() {
    return part("keeper", Part.KEEPER);
  }

  @Singleton
  @Named("sealer")
  HealthIndicator sealer() {
    return part("sealer", Part.SEALER);
  }

  @Singleton
  @Named("mqtt")
  HealthIndicator mqtt() {
    return part("mqtt", Part.MQTT);
  }

  private HealthIndicator part(String name, Part part) {
    return () -> Mono.fromSupplier(() -> result(name, condition.troubles(part)));
  }

  private static HealthResult result(String name, List<String> troubles) {
    return HealthResult.builder(name)
        .status(troubles.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
        .details(Map.of("troubles", troubles))
        .build();
  }
}
