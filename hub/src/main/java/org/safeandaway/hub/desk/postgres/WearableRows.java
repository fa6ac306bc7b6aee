package org.safeandaway.hub.desk.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.safeandaway.hub.desk.Changes;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.WearableId;

/**
 * Wearables: who wears them from now on, and what they are told. No watch's lock covers them, so
 * they are locked here, sorted.
 */
final class WearableRows {
  private final Connection connection;

  WearableRows(Connection connection) {
    this.connection = connection;
  }

  Map<WearableId, Long> locked(Changes changes) {
    Set<WearableId> wearables = new TreeSet<>(changes.notices().keySet());
    changes.assignments().forEach(it -> wearables.add(it.wearable()));
    Map<WearableId, Long> revisions = new TreeMap<>();
    if (!wearables.isEmpty()) {
      sql("select id, revision from wearable where id = any(?) order by id for no key update")
          .column("text", wearables, WearableId::value)
          .rows(row -> revisions.put(new WearableId(row.getString("id")), row.getLong("revision")));
    }
    return revisions;
  }

  /** One after another: a batch may hand one wearable on twice. */
  void assignments(List<Changes.NewAssignment> assignments) {
    for (Changes.NewAssignment it : assignments) {
      sql("""
              update assignment set ends_at = greatest(begins_at, ?)
              where wearable = ? and ends_at is null""")
          .value(it.from())
          .value(it.wearable().value())
          .run();
      if (it.person() != null) {
        begin(it);
      }
    }
  }

  private void begin(Changes.NewAssignment it) {
    sql("""
            insert into assignment (wearable, person, visit, participant, begins_at)
            values (?, ?, ?, ?, ?)""")
        .value(it.wearable().value())
        .value(it.person() == null ? null : it.person().value())
        .value(it.visit() == null ? null : it.visit().value())
        .value(it.participant() == null ? null : it.participant().number())
        .value(it.from())
        .run();
  }

  private record Notice(WearableId wearable, long revision, String message) {}

  /** A notice for a wearable that nobody registered has nowhere to go. */
  Map<WearableId, Long> notices(Changes changes, Map<WearableId, Long> revisions) {
    List<Notice> notices = new ArrayList<>();
    Map<WearableId, Long> written = new TreeMap<>();
    for (Map.Entry<WearableId, Message.Visit> it : changes.notices().entrySet()) {
      Long before = revisions.get(it.getKey());
      if (before != null) {
        long revision = before + 1;
        Message.Visit message = DeskResult.withRevision(it.getValue(), revision);
        String json = new String(Codec.VISIT.encode(message), StandardCharsets.UTF_8);
        notices.add(new Notice(it.getKey(), revision, json));
        written.put(it.getKey(), revision);
      }
    }
    if (!notices.isEmpty()) {
      write(notices, changes.at());
    }
    return written;
  }

  private void write(List<Notice> notices, Instant at) {
    sql("""
            update wearable w set revision = v.revision, notice = v.notice, noticed_at = ?
            from unnest(?::text[], ?::bigint[], ?::text[]) as v(id, revision, notice)
            where w.id = v.id""")
        .value(at)
        .column("text", notices, Notice::wearable)
        .column("bigint", notices, Notice::revision)
        .column("text", notices, Notice::message)
        .run();
  }

  private Sql sql(String text) {
    return new Sql(connection, text);
  }
}
