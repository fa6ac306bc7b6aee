package org.safeandaway.hub.fleet;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.uplink.FleetStore;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.protocol.WearableId;

/**
 * The wearables' rows in PostgreSQL. Rows are written in the order of their ids, everywhere, so
 * that two hubs never wait for each other.
 */
@Singleton
public final class PostgresFleet implements FleetStore {
  /**
   * What was said last stays, whoever writes it: a hub that stood still has older news than the
   * other one has written meanwhile. A will says nothing of a wearable that was heard after it,
   * even if the word that it is back was lost.
   */
  private static final String UPSERT =
      """
      insert into wearable_state as old
        (wearable, heard_at, online, stated_at, boot, phase, visit, revision, battery_percent,
         link_percent, unsent, firmware, uptime_ms, faults)
      select t.wearable, t.heard_at,
             case when t.online = 'false' and greatest(was.heard_at, t.heard_at) > t.linked_at
               then null else t.online::boolean end,
             t.stated_at, t.boot, t.phase, t.visit, t.revision::bigint, t.battery::int,
             t.link::int, t.unsent::int, t.firmware, t.uptime::bigint,
             coalesce(string_to_array(nullif(t.faults, ''), E'\\n'), '{}')
      from unnest(?::text[], ?::timestamptz[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                  ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::text[], ?::text[], ?::text[])
           as t (wearable, heard_at, online, linked_at, stated_at, boot, phase, visit, revision,
                 battery, link, unsent, firmware, uptime, faults)
      join wearable on wearable.id = t.wearable
      left join wearable_state was on was.wearable = t.wearable
      order by t.wearable collate "C"
      on conflict (wearable) do update set
        heard_at = greatest(old.heard_at, excluded.heard_at),
        online = case when old.heard_at > excluded.heard_at
          then coalesce(old.online, excluded.online)
          else coalesce(excluded.online, nullif(old.online, false)) end,
        (stated_at, boot, phase, visit, revision, battery_percent, link_percent, unsent, firmware,
          uptime_ms, faults)
        = (select * from (values
            (excluded.stated_at, excluded.boot, excluded.phase, excluded.visit, excluded.revision,
              excluded.battery_percent, excluded.link_percent, excluded.unsent, excluded.firmware,
              excluded.uptime_ms, excluded.faults),
            (old.stated_at, old.boot, old.phase, old.visit, old.revision, old.battery_percent,
              old.link_percent, old.unsent, old.firmware, old.uptime_ms, old.faults))
            as said (stated_at) order by said.stated_at desc nulls last limit 1)
      """;

  /** Two hubs hear the same state; the second finds the first one's row. */
  private static final String REMEMBER =
      """
      insert into wearable_past
        (wearable, stated_at, online, boot, phase, visit, battery_percent, link_percent, unsent,
         firmware, uptime_ms, faults)
      select s.wearable, s.stated_at, s.online, s.boot, s.phase, s.visit, s.battery_percent,
             s.link_percent, s.unsent, s.firmware, s.uptime_ms, s.faults
      from wearable_state s
      left join lateral (
        select * from wearable_past p where p.wearable = s.wearable
        order by p.stated_at desc limit 1) last on true
      where s.wearable = any(?) and (
        last.stated_at is null
        or last.stated_at <= s.stated_at - interval '10 minutes'
        or row(last.online, last.boot, last.phase, last.visit, last.firmware, last.faults)
          is distinct from row(s.online, s.boot, s.phase, s.visit, s.firmware, s.faults))
      order by s.wearable
      on conflict do nothing
      """;

  /** Only what was stated just now: an older state says nothing about the revision held now. */
  private static final String OTHER_REVISION =
      """
      select w.id from wearable w join wearable_state s on s.wearable = w.id
      where w.id = any(?) and w.notice is not null and s.revision is distinct from w.revision
      """;

  /**
   * Alarms older than what was heard, whose contact deadline nobody has armed again, while their
   * watch goes on. Who resolves one may do so in the silence, so a resolved one counts as well.
   */
  private static final String SILENT_NO_MORE =
      """
      select distinct on (a.wearable) a.wearable, a.id
      from watch w
      join alarm a on a.watch = w.id
      join unnest(?::text[], ?::timestamptz[]) as t (wearable, heard_at) on t.wearable = a.wearable
      where w.stage = 'GUARDING' and a.kind = 'LOST_CONTACT' and a.raised_at < t.heard_at
        and not exists (
          select 1 from deadline d
          where d.watch = a.watch and d.participant is not distinct from a.participant
            and d.kind = 'CONTACT' and d.state = 'OPEN')
      order by a.wearable, a.raised_at desc
      """;

  private final Database database;

  public PostgresFleet(Database database) {
    this.database = database;
  }

  @Override
  public Map<WearableId, Message.Visit> notices() {
    return byWearable(
        database.rows(
            PostgresFleet::notice, "select id, notice from wearable where notice is not null"));
  }

  @Override
  public Map<WearableId, Message.Visit> notices(Set<WearableId> wearables) {
    return byWearable(
        database.rows(
            PostgresFleet::notice,
            "select id, notice from wearable where notice is not null and id = any(?)",
            wearables));
  }

  @Override
  public Written write(Map<WearableId, Heard> heard) {
    Columns columns = new Columns(new TreeMap<>(heard));
    return database.transaction(
        statements -> {
          statements.change(UPSERT, columns.all());
          statements.change(REMEMBER, columns.stated);
          Set<WearableId> other =
              new HashSet<>(
                  statements.rows(
                      row -> new WearableId(row.text("id")), OTHER_REVISION, columns.stated));
          Map<WearableId, AlarmId> silentNoMore = new HashMap<>();
          statements
              .rows(
                  row -> Map.entry(new WearableId(row.text("wearable")), alarm(row)),
                  SILENT_NO_MORE,
                  columns.wearable,
                  columns.heardAt)
              .forEach(entry -> silentNoMore.put(entry.getKey(), entry.getValue()));
          return new Written(other, silentNoMore);
        });
  }

  private static AlarmId alarm(Row row) throws SQLException {
    return new AlarmId(row.uuid("id"));
  }

  private record Noticed(WearableId wearable, Message.Visit notice) {}

  private static Noticed notice(Row row) throws SQLException {
    String stored = row.text("notice");
    try {
      return new Noticed(
          new WearableId(row.text("id")),
          Codec.VISIT.decode(stored.getBytes(StandardCharsets.UTF_8)));
    } catch (UnreadableMessage e) {
      throw new IllegalStateException("a stored notice is not one: " + e.getMessage(), e);
    }
  }

  private static Map<WearableId, Message.Visit> byWearable(List<Noticed> rows) {
    Map<WearableId, Message.Visit> notices = new HashMap<>();
    rows.forEach(row -> notices.put(row.wearable(), row.notice()));
    return notices;
  }

  /** What was heard, turned into one array for each column. */
  private static final class Columns {
    private final List<String> wearable = new ArrayList<>();
    private final List<@Nullable Instant> heardAt = new ArrayList<>();
    private final List<String> stated = new ArrayList<>();
    private final List<List<@Nullable Object>> rest = new ArrayList<>();

    Columns(Map<WearableId, Heard> heard) {
      for (int i = 0; i < 13; i++) {
        rest.add(new ArrayList<>());
      }
      heard.forEach(this::add);
    }

    private void add(WearableId id, Heard heard) {
      wearable.add(id.value());
      heardAt.add(heard.at());
      Said said = heard.state();
      Message.State state = said == null ? null : said.state();
      if (state != null) {
        stated.add(id.value());
      }
      int column = 0;
      FleetStore.Linked link = heard.link();
      put(column++, link == null ? null : link.online());
      put(column++, link == null ? null : link.at());
      put(column++, said == null ? null : said.at());
      put(column++, state == null ? null : state.boot());
      put(column++, state == null ? null : state.phase());
      put(column++, state == null ? null : plain(state.visit()));
      put(column++, state == null ? null : state.revision());
      put(column++, state == null ? null : state.batteryPercent());
      put(column++, state == null ? null : state.linkPercent());
      put(column++, state == null ? null : state.unsent());
      put(column++, state == null ? null : plain(state.firmware()));
      put(column++, state == null ? null : state.uptimeMs());
      put(column, state == null ? null : plain(String.join("\n", state.faults())));
    }

    private void put(int column, @Nullable Object value) {
      rest.get(column).add(value);
    }

    /** PostgreSQL stores no NUL, and whoever sends one must not stop the rest. */
    private static @Nullable String plain(@Nullable String text) {
      return text == null ? null : text.replace('\0', '?');
    }

    Object[] all() {
      List<Collection<?>> all = new ArrayList<>();
      all.add(wearable);
      all.add(heardAt);
      all.addAll(rest);
      return all.toArray();
    }
  }
}
