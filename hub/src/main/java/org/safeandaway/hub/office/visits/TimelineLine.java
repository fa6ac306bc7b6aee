package org.safeandaway.hub.office.visits;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a visit's timeline, in words.
 *
 * @param at when it happened, as far as is known
 * @param quote what somebody wrote; absent if nobody did
 * @param alarm which alarm it is about; absent if it is about none
 */
public record TimelineLine(
    Instant at, String words, @Nullable String quote, Weight weight, @Nullable String alarm) {

  /** How much it tells. */
  public enum Weight {
    /** Somebody is, or was, in need. */
    ALARM,
    /** What people did and said. */
    PLAIN,
    /** What the hub noted by itself on the way; folded away at first. */
    DETAIL;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
