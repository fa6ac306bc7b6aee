package org.safeandaway.hub.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream begins, or begins anew.
 *
 * @param from the events after this one follow
 * @param why it does not go on from where the program left off; absent if it does
 * @param asked the id that the program came with; absent if it came with none
 */
record Beginning(StreamId from, @Nullable Why why, @Nullable String asked) {
  private static final int MOST = 80;

  /** Why a stream cannot go on from an id. */
  enum Why {
    /** Something after it has been removed, since its time was over. */
    EXPIRED,
    /** The database was restored from a backup. */
    RESTORED,
    /** It is no id of an event of this hub. */
    UNKNOWN
  }

  /**
   * @param newest the last event there is
   */
  static Beginning of(@Nullable String asked, StreamId newest) {
    if (asked == null || asked.isEmpty()) {
      return new Beginning(newest, null, null);
    }
    StreamId id = StreamId.of(asked).orElse(null);
    if (id == null) {
      return new Beginning(newest, Why.UNKNOWN, asked);
    }
    if (!id.epoch().equals(newest.epoch())) {
      return new Beginning(newest, Why.RESTORED, asked);
    }
    return id.position() > newest.position()
        ? new Beginning(newest, Why.UNKNOWN, asked)
        : new Beginning(id, null, asked);
  }

  /**
   * What is said of it.
   *
   * @param id go on from here
   * @param why {@code expired}, {@code restored} or {@code unknown}; only with a reset
   * @param asked the id that there is no going on from; only with a reset
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Said(String id, @Nullable String why, @Nullable String asked) {}

  byte[] frame(StreamLog log) {
    if (why == null) {
      return log.frame(from, "ready", new Said(from.toString(), null, null));
    }
    String shortened =
        asked != null && asked.length() > MOST ? asked.substring(0, MOST) + "…" : asked;
    return log.frame(
        from, "reset", new Said(from.toString(), why.name().toLowerCase(Locale.ROOT), shortened));
  }
}
