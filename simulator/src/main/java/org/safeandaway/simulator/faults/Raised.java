package org.safeandaway.simulator.faults;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One alarm, as its row has it.
 *
 * @param causeKind {@code EVENT}, {@code DEADLINE}, {@code TECHNICAL} …
 * @param causeId what made it, such as {@code w1/<boot>/7} or {@code visit/v1#3}
 * @param dueAt of the deadline that made it; absent if none did
 */
record Raised(
    String watch,
    String kind,
    String causeKind,
    String causeId,
    Instant raisedAt,
    @Nullable Instant dueAt) {
  /** With the deadline that made it: the generation stands behind the watch in its cause. */
  static final String SQL =
      """
      select a.watch, a.kind, a.cause_kind, a.cause_id, a.raised_at, d.due_at
      from alarm a left join deadline d
        on a.cause_kind = 'DEADLINE' and d.watch = a.watch
        and d.generation::text = split_part(a.cause_id, '#', 2) and d.state = 'FIRED'
      """;

  static Raised of(ResultSet row) throws SQLException {
    return new Raised(
        row.getString("watch"),
        row.getString("kind"),
        row.getString("cause_kind"),
        row.getString("cause_id"),
        instant(row, "raised_at"),
        row.getObject("due_at") == null ? null : instant(row, "due_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  boolean isOfAMissedCheckIn() {
    return kind.equals("MISSED_CHECK_IN");
  }

  /** How long after it was due; nothing if no deadline made it. */
  Duration late() {
    return dueAt == null ? Duration.ZERO : Duration.between(dueAt, raisedAt);
  }
}
