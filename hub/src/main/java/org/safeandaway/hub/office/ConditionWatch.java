package org.safeandaway.hub.office;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.Set;
import org.safeandaway.hub.health.Condition.Part;
import org.safeandaway.hub.health.Onsets;

/** Tells open pages when a part of the hub fails or is well again: no commit would tell them. */
@Singleton
final class ConditionWatch {
  private final Onsets onsets;
  private final Revision revision;
  private Set<Part> ill = Set.of();

  ConditionWatch(Onsets onsets, Revision revision) {
    this.onsets = onsets;
    this.revision = revision;
  }

  @Scheduled(fixedDelay = "1s")
  synchronized void look() {
    Set<Part> now = onsets.look();
    if (!now.equals(ill)) {
      ill = now;
      revision.bump();
    }
  }
}
