package org.safeandaway.hub.office;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.postgres.PostgresDeskStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open pages of this hub what another hub has committed.
 *
 * <p>Every line of the journal gets a place within a quarter of a second, whichever hub seals it.
 * The last place, less the lines that this hub has written itself, is what the others have done,
 * and a page is told when that grows. Lines of ours that have no place yet make it too small for a
 * moment, and then our own change has just told the page. While no page is open nobody looks.
 */
@Singleton
final class OtherHubs {
  private static final Logger LOG = LoggerFactory.getLogger(OtherHubs.class);
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Database database;
  private final PostgresDeskStore store;
  private final Revision revision;
  private final Counter changes;
  private final Counter failures;
  private long known = UNKNOWN;

  OtherHubs(Database database, PostgresDeskStore store, Revision revision, MeterRegistry meters) {
    this.database = database;
    this.store = store;
    this.revision = revision;
    this.changes = meters.counter("safeandaway.pages.changes.of.other.hubs");
    this.failures = meters.counter("safeandaway.pages.failures");
  }

  @Scheduled(fixedDelay = "100ms")
  synchronized void look() {
    if (known != UNKNOWN && !revision.isFollowed()) {
      return;
    }
    try {
      long others = lastPlace() - store.journalLines();
      if (known != UNKNOWN && others > known) {
        changes.increment();
        revision.bump();
      }
      known = Math.max(known, others);
    } catch (DeskStore.Outage outage) {
      failures.increment();
      LOG.debug("what other hubs have done cannot be read now: {}", outage.getMessage());
    }
  }

  private long lastPlace() {
    return database
        .row(
            row -> row.longNumber("place"),
            "select coalesce(max(position), 0) as place from journal_seal")
        .orElseThrow();
  }
}
