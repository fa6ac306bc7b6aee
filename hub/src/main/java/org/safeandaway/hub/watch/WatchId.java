package org.safeandaway.hub.watch;

import java.util.Optional;
import org.safeandaway.protocol.WearableId;

/**
 * What a watch is kept over. The order of ids is the order in which watches are locked, everywhere.
 *
 * @param value {@code visit/…}, {@code wearable/…} or {@code site}
 */
public record WatchId(String value) implements Comparable<WatchId> {
  private static final String VISIT = "visit/";
  private static final String WEARABLE = "wearable/";

  /** The watch over Safe &amp; Away itself, which carries the technical alarms. */
  public static final WatchId SITE = new WatchId("site");

  public WatchId {
    if (!value.equals("site") && !value.startsWith(VISIT) && !value.startsWith(WEARABLE)) {
      throw new IllegalArgumentException("not the id of a watch: " + value);
    }
  }

  public static WatchId of(VisitId visit) {
    return new WatchId(VISIT + visit);
  }

  /** The standing watch over a wearable that is on no visit. */
  public static WatchId of(WearableId wearable) {
    return new WatchId(WEARABLE + wearable);
  }

  public Optional<VisitId> visit() {
    return value.startsWith(VISIT)
        ? Optional.of(new VisitId(value.substring(VISIT.length())))
        : Optional.empty();
  }

  public Optional<WearableId> wearable() {
    return value.startsWith(WEARABLE)
        ? Optional.of(new WearableId(value.substring(WEARABLE.length())))
        : Optional.empty();
  }

  @Override
  public int compareTo(WatchId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
