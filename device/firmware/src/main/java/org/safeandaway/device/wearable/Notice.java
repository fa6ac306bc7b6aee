package org.safeandaway.device.wearable;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.Message.OpenAlarm;
import org.safeandaway.protocol.Message.Visit;

/**
 * The last notice of the visit that was worth keeping.
 *
 * @param visit absent if there never was one
 * @param known the hub's database is the one that it came from
 */
record Notice(@Nullable Visit visit, boolean known) {

  static Notice restored(@Nullable Visit visit) {
    return new Notice(visit, true);
  }

  /**
   * Whether {@code heard} replaces this one. A lower revision is late, and a notice of another
   * database than the hub's is stale: a broker keeps one for ever.
   *
   * @param epoch of the hub's database, by its pulse; absent before the first
   */
  boolean yieldsTo(Visit heard, @Nullable String epoch) {
    if (epoch != null && !epoch.equals(heard.epoch())) {
      return false;
    }
    return visit == null
        || !known
        || !visit.epoch().equals(heard.epoch())
        || heard.revision() >= visit.revision();
  }

  /** The hub's database is that of {@code epoch}. */
  Notice inEpoch(String epoch) {
    return new Notice(visit, visit == null || visit.epoch().equals(epoch));
  }

  /** 0 if the hub would not know it. */
  long revision() {
    return visit == null || !known ? 0 : visit.revision();
  }

  boolean isSilent() {
    return visit != null && visit.silent();
  }

  boolean allowsAudiblePanic() {
    return visit != null && visit.audiblePanic();
  }

  /** Whether {@code heard} has an alarm owned that was not owned, or not there, before. */
  boolean learnsOfAnOwner(Visit heard) {
    Set<String> owned = visit == null ? Set.of() : ownedAlarms(visit);
    return !owned.containsAll(ownedAlarms(heard));
  }

  private static Set<String> ownedAlarms(Visit visit) {
    return visit.alarms().stream()
        .filter(OpenAlarm::owned)
        .map(OpenAlarm::id)
        .collect(Collectors.toSet());
  }
}
