package org.safeandaway.hub.health;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.health.Condition.Ailment;
import org.safeandaway.hub.health.Condition.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers since when each part of the hub has been as it is, and says so in the log. */
@Singleton
public final class Onsets {
  private static final Logger LOG = LoggerFactory.getLogger(Onsets.class);

  private final Condition condition;
  private final HubTime time;
  private final Map<Part, Instant> ill = new EnumMap<>(Part.class);
  private final Map<Part, Instant> well = new EnumMap<>(Part.class);

  Onsets(Condition condition, HubTime time) {
    this.condition = condition;
    this.time = time;
    for (Part part : Part.values()) {
      well.put(part, time.now());
    }
  }

  /**
   * Looks, and notes what is another than before.
   *
   * @return the parts that are ill now
   */
  public synchronized Set<Part> look() {
    Map<Part, String> now =
        condition.ailments().stream()
            .collect(
                Collectors.toMap(
                    Ailment::part, Ailment::words, (one, other) -> one + "; " + other));
    for (Part part : Part.values()) {
      String words = now.get(part);
      if (words != null && well.remove(part) != null) {
        ill.put(part, time.now());
        LOG.warn("{} is ill: {}", part, words);
      } else if (words == null && ill.remove(part) != null) {
        well.put(part, time.now());
        LOG.info("{} is well again", part);
      }
    }
    return Set.copyOf(ill.keySet());
  }

  /** Since when it is ill; empty while it is well. */
  public synchronized Optional<Instant> illSince(Part part) {
    return Optional.ofNullable(ill.get(part));
  }

  /** Since when it is well, in hub time: at least since this start; empty while it is ill. */
  public synchronized Optional<Instant> wellSince(Part part) {
    return Optional.ofNullable(well.get(part));
  }
}
