package org.safeandaway.hub.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.safeandaway.hub.desk.DeskLoop;
import org.safeandaway.hub.keeper.Keeper;
import org.safeandaway.hub.record.JournalSealer;
import org.safeandaway.hub.uplink.Uplink;

/**
 * How the hub itself is: what its parts say of themselves, and what the last look at the rows saw.
 * All of it is kept anyway, so that asking costs nothing and is answered also when a part does not
 * answer.
 */
@Singleton
public final class Condition {
  /** An idle desk commits a heartbeat every second. */
  private static final Duration DESK_LIMIT = Duration.ofSeconds(5);

  /** Source: architecture.md, "Who watches the watcher": due for more than 2 s and not fired. */
  private static final Duration KEEPER_LIMIT = Duration.ofSeconds(2);

  /** Forty rounds of the sealer. */
  private static final Duration SEALER_LIMIT = Duration.ofSeconds(10);

  private final DeskLoop desk;
  private final Keeper keeper;
  private final JournalSealer sealer;
  private final Uplink uplink;
  private final Invariants invariants;
  private final CanaryWatch canary;

  public Condition(
      DeskLoop desk,
      Keeper keeper,
      JournalSealer sealer,
      Uplink uplink,
      Invariants invariants,
      CanaryWatch canary,
      MeterRegistry meters) {
    this.desk = desk;
    this.keeper = keeper;
    this.sealer = sealer;
    this.uplink = uplink;
    this.invariants = invariants;
    this.canary = canary;
    for (Part part : Part.values()) {
      Gauge.builder("safeandaway.health.ill", part, it -> troubles(it).isEmpty() ? 0 : 1)
          .description("1 while something is wrong with this part")
          .tag("part", part.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
  }

  /** What must live, the worst to lose first. */
  public enum Part {
    /** Hears the wearables. */
    MQTT,
    /** Stores what happens. */
    DESK,
    /** Sees deadlines pass. */
    KEEPER,
    /** Nobody is out without a promise. */
    GUARD,
    /** Every open alarm goes on by itself. */
    LADDER,
    /** Messages about alarms go out. */
    OUTBOX,
    /** An alarm would come through all of these. */
    CANARY,
    /** Looks at all this. */
    CHECKS,
    /** The clock that deadlines go by. */
    CLOCK,
    /** Seals the record. */
    SEALER
  }

  /**
   * Something wrong.
   *
   * @param words technical, for whoever mends it
   */
  public record Ailment(Part part, String words) {}

  /** Everything that is wrong now; empty while all is well. */
  public List<Ailment> ailments() {
    return Arrays.stream(Part.values())
        .flatMap(part -> troubles(part).stream().map(words -> new Ailment(part, words)))
        .toList();
  }

  /** Whether every part was looked at lately and nothing is wrong with any. */
  boolean isKnownToBeWell() {
    return invariants.areFresh() && ailments().isEmpty();
  }

  /** What is wrong with one part; empty while nothing is. */
  List<String> troubles(Part part) {
    return Stream.concat(ofItself(part).stream(), invariants.broken(part).stream()).toList();
  }

  private List<String> ofItself(Part part) {
    return switch (part) {
      case MQTT -> uplink.troubles();
      case DESK -> late(desk::sinceCommit, DESK_LIMIT, "since it last committed");
      case KEEPER -> late(keeper::late, KEEPER_LIMIT, "late with a deadline");
      case GUARD, LADDER, OUTBOX -> List.of();
      case CANARY -> canary.troubles();
      case CHECKS -> invariants.overdue();
      case CLOCK -> invariants.stepped();
      case SEALER -> late(sealer::sinceAllWasSealed, SEALER_LIMIT, "behind the journal");
    };
  }

  private static List<String> late(Supplier<Duration> time, Duration limit, String words) {
    Duration now = time.get();
    return now.compareTo(limit) > 0 ? List.of(now.toSeconds() + " s " + words) : List.of();
  }
}
