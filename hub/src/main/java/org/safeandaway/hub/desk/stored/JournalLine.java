package org.safeandaway.hub.desk.stored;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.Changes;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.protocol.WearableId;

/**
 * A line of the journal as its bytes, which are what the chain of hashes covers: they are written
 * once and never written again, so a change of this form leaves old lines valid.
 *
 * @param revision of the {@code down/visit} that the same transaction wrote for {@code wearable};
 *     absent if it wrote none, and in lines of hubs that did not note it
 */
@io.avaje.jsonb.Json
public record JournalLine(
    String watch,
    Instant at,
    String what,
    @Nullable String by,
    @Nullable String wearable,
    @Nullable String alarm,
    @Nullable Long revision,
    Map<String, String> details) {

  /**
   * @param revision see above
   */
  public static byte[] encode(Changes.JournalEntry it, @Nullable Long revision) {
    PersonId by = it.by();
    WearableId wearable = it.wearable();
    AlarmId alarm = it.alarm();
    JournalLine line =
        new JournalLine(
            it.watch().value(),
            it.at(),
            it.what(),
            by == null ? null : by.value(),
            wearable == null ? null : wearable.value(),
            alarm == null ? null : alarm.toString(),
            revision,
            new TreeMap<>(it.details()));
    return Json.write(JournalLine.class, line).getBytes(StandardCharsets.UTF_8);
  }

  public static JournalLine decode(byte[] stored) throws UnreadableState {
    String json = new String(stored, StandardCharsets.UTF_8);
    return Json.read(JournalLine.class, json, line -> line);
  }
}
