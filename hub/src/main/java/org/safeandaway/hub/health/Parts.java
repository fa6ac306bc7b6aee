package org.safeandaway.hub.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.safeandaway.hub.health.Condition.Part;
import reactor.core.publisher.Flux;

/** The parts besides the database, which the framework looks at itself. */
@Singleton
final class Parts implements HealthIndicator {
  private final Condition condition;

  Parts(Condition condition) {
    this.condition = condition;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Flux.fromArray(Part.values())
        .map(part -> result(part.name().toLowerCase(Locale.ROOT), condition.troubles(part)));
  }

  private static HealthResult result(String name, List<String> troubles) {
    return HealthResult.builder(name)
        .status(troubles.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
        .details(Map.of("troubles", troubles))
        .build();
  }
}
