package org.safeandaway.hub.office;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import org.safeandaway.hub.health.Condition;
import org.safeandaway.hub.health.Condition.Part;

/** Tells open pages when a part of the hub fails or is well again: no commit would tell them. */
@Singleton
final class ConditionWatch {
  private final Condition condition;
  private final Revision revision;
  private List<Part> ill = List.of();

  ConditionWatch(Condition condition, Revision revision) {
    this.condition = condition;
    this.revision = revision;
  }

  @Scheduled(fixedDelay = "1s")
  synchronized void look() {
    List<Part> now = condition.ailments().stream().map(Condition.Ailment::part).distinct().toList();
    if (!now.equals(ill)) {
      ill = now;
      revision.bump();
    }
  }
}
