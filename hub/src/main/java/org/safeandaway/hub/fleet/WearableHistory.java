package org.safeandaway.hub.fleet;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.desk.stored.JournalLine;
import org.safeandaway.hub.desk.stored.UnreadableState;
import org.safeandaway.hub.visit.PersonView;
import org.safeandaway.hub.watch.Happening;
import org.safeandaway.protocol.WearableId;

/** What became of one wearable: who wore it, what it said, how it was. Always the newest first. */
@Singleton
public class WearableHistory {
  private final Database database;

  public WearableHistory(Database database) {
    this.database = database;
  }

  /**
   * Who wore it.
   *
   * @param person absent if nobody known
   * @param to absent while it lasts
   */
  @Serdeable
  public record Worn(
      long id,
      @Nullable PersonView person,
      @Nullable String visit,
      @Nullable Integer participant,
      Instant from,
      @Nullable Instant to) {}

  /**
   * @param before only those before this one; absent: from the newest on
   */
  public List<Worn> worn(WearableId wearable, @Nullable Long before, int limit) {
    return database.rows(
        row ->
            new Worn(
                row.longNumber("id"),
                PersonView.of(row, "person", "name"),
                row.textOrNull("visit"),
                row.numberOrNull("participant"),
                row.instant("begins_at"),
                row.instantOrNull("ends_at")),
        """
        select a.*, p.name from assignment a left join person p on p.id = a.person
        where a.wearable = ? and (?::bigint is null or a.id < ?)
        order by a.id desc limit ?
        """,
        wearable.value(),
        before,
        before,
        limit);
  }

  /**
   * An event, as the hub took it in.
   *
   * @param kind absent if the journal keeps it no more, or the watch has not stepped yet
   * @param occurredKnown if not, it may have happened earlier
   * @param outcome what became of it
   */
  @Serdeable
  public record Said(
      String boot,
      long seq,
      @Nullable String kind,
      Instant receivedAt,
      Instant occurredAt,
      boolean occurredKnown,
      String outcome,
      String watch) {

    private Said of(@Nullable String itsKind) {
      return new Said(boot, seq, itsKind, receivedAt, occurredAt, occurredKnown, outcome, watch);
    }

    /** As {@code boot/seq}. */
    public String event() {
      return boot + "/" + seq;
    }
  }

  /**
   * @param before {@code boot/seq}: only what was received before this one
   */
  public List<Said> said(WearableId wearable, @Nullable String before, int limit) {
    String prefix = "event/" + wearable + "/";
    String last = before == null ? null : prefix + before;
    List<Said> events =
        database.rows(
            row -> said(row, prefix),
            """
            select i.* from inbound i
            where i.id >= ? and i.id < ? and (?::text is null or exists (
              select from inbound b where b.id = ?
                and (i.received_at, i.id) < (b.received_at, b.id)))
            order by i.received_at desc, i.id desc limit ?
            """,
            prefix,
            // The sign after '/', so that the range is that of the prefix.
            "event/" + wearable + "0",
            last,
            last,
            limit);
    Map<String, String> kinds = events.isEmpty() ? Map.of() : kinds(wearable, events);
    return events.stream().map(each -> each.of(kinds.get(each.event()))).toList();
  }

  private static Said said(Row row, String prefix) throws SQLException {
    String[] event = row.text("id").substring(prefix.length()).split("/", -1);
    return new Said(
        event[0],
        Long.parseLong(event[1]),
        null,
        row.instant("received_at"),
        row.instant("occurred_at"),
        row.flag("occurred_known"),
        row.text("outcome"),
        row.text("watch"));
  }

  private record Kind(String event, String kind) {}

  /** The input's row does not say what it was; the journal's line does. */
  private Map<String, String> kinds(WearableId wearable, List<Said> events) {
    Map<String, String> kinds = new HashMap<>();
    database
        .rows(
            row -> kind(row, wearable),
            """
            select j.stored from journal j
            where j.watch = any(?) and j.what = ? and j.stored is not null and j.at >= ?
            order by j.id desc limit 5000
            """,
            events.stream().map(Said::watch).distinct().toList(),
            Happening.EVENT_TAKEN_IN.word(),
            events.getLast().receivedAt())
        .forEach(found -> kinds.put(found.event(), found.kind()));
    return kinds;
  }

  private static Kind kind(Row row, WearableId wearable) throws SQLException {
    byte[] stored = row.bytesOrNull("stored");
    if (stored == null) {
      return new Kind("", "");
    }
    try {
      JournalLine line = JournalLine.decode(stored);
      boolean its = wearable.value().equals(line.wearable());
      return new Kind(
          its ? line.details().getOrDefault("event", "") : "",
          line.details().getOrDefault("kind", ""));
    } catch (UnreadableState e) {
      throw new IllegalStateException("a line of the journal is not one", e);
    }
  }

  /**
   * How it was at some time.
   *
   * @param at hub time at which it said so
   */
  @Serdeable
  public record State(
      Instant at,
      @Nullable Boolean online,
      @Nullable String boot,
      @Nullable String phase,
      @Nullable String visit,
      @Nullable Integer batteryPercent,
      @Nullable Integer linkPercent,
      @Nullable Integer unsent,
      @Nullable String firmware,
      @Nullable Long uptimeMs,
      List<String> faults) {}

  /**
   * @param before only those before this time
   */
  public List<State> states(WearableId wearable, @Nullable Instant before, int limit) {
    return database.rows(
        row ->
            new State(
                row.instant("stated_at"),
                row.flagOrNull("online"),
                row.textOrNull("boot"),
                row.textOrNull("phase"),
                row.textOrNull("visit"),
                row.numberOrNull("battery_percent"),
                row.numberOrNull("link_percent"),
                row.numberOrNull("unsent"),
                row.textOrNull("firmware"),
                row.longOrNull("uptime_ms"),
                row.texts("faults")),
        """
        select * from wearable_past
        where wearable = ? and (?::timestamptz is null or stated_at < ?)
        order by stated_at desc limit ?
        """,
        wearable.value(),
        before,
        before,
        limit);
  }
}
