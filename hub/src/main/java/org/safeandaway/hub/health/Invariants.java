package org.safeandaway.hub.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.health.Condition.Ailment;
import org.safeandaway.hub.health.Condition.Part;

/**
 * Looks every {@link #EVERY} whether every {@link Invariant} holds, and whether the database's
 * clock does. What it saw last is kept, so that asking costs nothing and is answered also when the
 * database does not answer; but for a limited time, since what was not looked at is not well.
 */
@Singleton
public final class Invariants {
  /** Source: architecture.md. */
  static final Duration EVERY = Duration.ofSeconds(10);

  /** Two looks may fail. */
  static final Duration STALE = Duration.ofSeconds(35);

  /** So long after a step people are told of it. */
  private static final Duration STEP_SHOWN = Duration.ofMinutes(10);

  private final Database database;
  private final HubTime hubTime;
  private final HubTime.Monotonic monotonic;
  private volatile Look last;
  private volatile boolean looked;
  private volatile @Nullable String failure;

  /**
   * @param at by the monotonic clock
   */
  private record Look(Duration at, List<Ailment> breaches) {
    Look {
      breaches = List.copyOf(breaches);
    }
  }

  @Inject
  Invariants(Database database, HubTime hubTime) {
    this(database, hubTime, () -> Duration.ofNanos(System.nanoTime()));
  }

  Invariants(Database database, HubTime hubTime, HubTime.Monotonic monotonic) {
    this.database = database;
    this.hubTime = hubTime;
    this.monotonic = monotonic;
    this.last = new Look(monotonic.elapsed(), List.of());
  }

  /** Looks now. */
  public void look() {
    try {
      List<Ailment> found = new ArrayList<>(clock());
      Instant now = hubTime.now();
      for (Invariant each : Invariant.values()) {
        database.rows(row -> breach(each, row), each.question(), now).stream()
            .flatMap(List::stream)
            .forEach(found::add);
      }
      last = new Look(monotonic.elapsed(), found);
      looked = true;
      failure = null;
    } catch (DeskStore.Outage outage) {
      failure = outage.getMessage();
    }
  }

  private static List<Ailment> breach(Invariant which, Row row) throws SQLException {
    int broken = row.number("broken");
    if (broken == 0) {
      return List.of();
    }
    String words =
        "%d %s, since %s, such as %s"
            .formatted(broken, which.words(), row.instantOrNull("since"), row.textOrNull("worst"));
    return List.of(new Ailment(which.part(), words));
  }

  /** Hub time runs ahead of a clock that was set back, until that has caught up. */
  private List<Ailment> clock() {
    Instant before = hubTime.now();
    Instant read =
        database
            .row(row -> row.instant("now"), "select clock_timestamp() as now")
            .orElseThrow(() -> new IllegalStateException("a clock always answers"));
    Duration ahead = Duration.between(read, before);
    return ahead.compareTo(HubTime.STEP) > 0
        ? List.of(
            new Ailment(
                Part.CLOCK,
                "the database's clock is %d s behind hub time".formatted(ahead.toSeconds())))
        : List.of();
  }

  /** Whether everything was looked at, and lately. */
  boolean areFresh() {
    return looked && age().compareTo(STALE) <= 0;
  }

  private Duration age() {
    return monotonic.elapsed().minus(last.at());
  }

  /** What was broken in the rows of this part when last looked at. */
  List<String> broken(Part part) {
    return last.breaches().stream()
        .filter(each -> each.part() == part)
        .map(Ailment::words)
        .toList();
  }

  /** Why what is known is too old; empty while it is not. */
  List<String> overdue() {
    Duration age = age();
    if (age.compareTo(STALE) <= 0) {
      return List.of();
    }
    String why = failure;
    return List.of(age.toSeconds() + " s since the last look" + (why == null ? "" : ": " + why));
  }

  /** A step of the database's clock that was a short time ago. */
  List<String> stepped() {
    return hubTime
        .lastStep()
        .filter(step -> step.ago().compareTo(STEP_SHOWN) < 0)
        .map(
            step ->
                "the database's clock was stepped by %d s, %d s ago"
                    .formatted(step.by().toSeconds(), step.ago().toSeconds()))
        .stream()
        .toList();
  }
}
