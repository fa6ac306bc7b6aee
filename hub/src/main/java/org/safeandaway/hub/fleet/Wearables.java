package org.safeandaway.hub.fleet;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.protocol.WearableId;

/** The list of wearables, and adding to it. */
@Singleton
public class Wearables {
  private final Database database;

  public Wearables(Database database) {
    this.database = database;
  }

  /**
   * A wearable as it was when last heard of. There is no "connected": who reads this knows by
   * {@code heardAt} how old it is.
   *
   * @param holdsRevision of {@code down/visit}, as it last said
   * @param wearer who wears it; absent if nobody
   */
  @Serdeable
  public record Wearable(
      String id,
      String label,
      Instant registeredAt,
      @Nullable Instant retiredAt,
      @Nullable Instant heardAt,
      @Nullable Boolean online,
      @Nullable String phase,
      @Nullable Integer batteryPercent,
      @Nullable Integer linkPercent,
      @Nullable Integer unsent,
      @Nullable String firmware,
      @Nullable Long uptimeMs,
      List<String> faults,
      long revision,
      @Nullable Long holdsRevision,
      @Nullable String wearer,
      @Nullable String visit) {}

  private static final String SELECT =
      """
      select w.id, w.label, w.registered_at, w.retired_at, w.revision, s.heard_at, s.online,
             s.phase, s.battery_percent, s.link_percent, s.unsent, s.firmware, s.uptime_ms,
             s.faults, s.revision as holds, a.person, a.visit as worn_on
      from wearable w
      left join wearable_state s on s.wearable = w.id
      left join assignment a on a.wearable = w.id and a.ends_at is null
      """;

  /** In use, by id. */
  public List<Wearable> all() {
    return page(null, 5_000);
  }

  /**
   * In use, by id.
   *
   * @param after only those after this one; absent: from the first on
   */
  public List<Wearable> page(@Nullable String after, int limit) {
    return database.rows(
        Wearables::wearable,
        SELECT
            + " where w.retired_at is null and (?::text is null or w.id > ?)"
            + " order by w.id limit ?",
        after,
        after,
        limit);
  }

  /** In use or retired. */
  public Optional<Wearable> one(WearableId id) {
    return database.row(Wearables::wearable, SELECT + " where w.id = ?", id.value());
  }

  private static Wearable wearable(Row row) throws SQLException {
    return new Wearable(
        row.text("id"),
        row.text("label"),
        row.instant("registered_at"),
        row.instantOrNull("retired_at"),
        row.instantOrNull("heard_at"),
        row.flagOrNull("online"),
        row.textOrNull("phase"),
        row.numberOrNull("battery_percent"),
        row.numberOrNull("link_percent"),
        row.numberOrNull("unsent"),
        row.textOrNull("firmware"),
        row.longOrNull("uptime_ms"),
        row.texts("faults"),
        row.longNumber("revision"),
        row.longOrNull("holds"),
        row.textOrNull("person"),
        row.textOrNull("worn_on"));
  }

  /** What became of {@link #retire}. */
  public enum Retirement {
    RETIRED,
    /** It was retired before. */
    ALREADY,
    /** It is worn on a visit that is not over. */
    WORN,
    UNKNOWN
  }

  /** Takes it out of use. What it still sends is heard all the same. */
  public Retirement retire(WearableId id) {
    return database.transaction(
        statements -> {
          // The desk locks this row too when it hands a wearable over.
          List<Boolean> retired =
              statements.rows(
                  row -> row.instantOrNull("retired_at") != null,
                  "select retired_at from wearable where id = ? for update",
                  id.value());
          if (retired.isEmpty()) {
            return Retirement.UNKNOWN;
          }
          if (retired.getFirst()) {
            return Retirement.ALREADY;
          }
          boolean worn =
              !statements
                  .rows(
                      row -> true,
                      """
                      select from assignment a join watch w on w.id = 'visit/' || a.visit
                      where a.wearable = ? and a.ends_at is null
                        and w.stage in ('PLANNED', 'GUARDING')
                      """,
                      id.value())
                  .isEmpty();
          if (worn) {
            return Retirement.WORN;
          }
          statements.change(
              "update wearable set retired_at = clock_timestamp() where id = ?", id.value());
          return Retirement.RETIRED;
        });
  }

  public boolean exists(WearableId wearable) {
    return database
        .row(
            row -> true,
            "select 1 as one from wearable where id = ? and retired_at is null",
            wearable.value())
        .isPresent();
  }

  /** Returns false if the id is taken. */
  public boolean add(WearableId wearable, String label) {
    return database.change(
            """
            insert into wearable (id, label, registered_at) values (?, ?, clock_timestamp())
            on conflict (id) do nothing
            """,
            wearable.value(),
            label)
        > 0;
  }
}
