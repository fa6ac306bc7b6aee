package org.safeandaway.hub.fleet;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
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

  public List<Wearable> all() {
    return database.rows(
        row ->
            new Wearable(
                row.text("id"),
                row.text("label"),
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
                row.textOrNull("worn_on")),
        """
        select w.id, w.label, w.revision, s.heard_at, s.online, s.phase, s.battery_percent,
               s.link_percent, s.unsent, s.firmware, s.uptime_ms, s.faults, s.revision as holds,
               a.person, a.visit as worn_on
        from wearable w
        left join wearable_state s on s.wearable = w.id
        left join assignment a on a.wearable = w.id and a.ends_at is null
        where w.retired_at is null
        order by w.id limit 5000
        """);
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
