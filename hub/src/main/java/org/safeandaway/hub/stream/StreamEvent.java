package org.safeandaway.hub.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.stored.JournalLine;
import org.safeandaway.hub.watch.WatchId;

/**
 * Something that happened to a watch or to an alarm. It names people, wearables and visits by their
 * ids only.
 *
 * @param id of the event, as in {@code Last-Event-ID}
 * @param at hub time
 * @param what such as {@code alarm.raised}; also the name of the event
 * @param watch {@code visit/…}, {@code wearable/…} or {@code site}
 * @param wearable whose event, or which wearable it is about
 * @param boot and {@code seq}: the wearable's event that this comes from; for an alarm, the event
 *     that raised it
 * @param revision of the {@code down/visit} that this wearable is sent because of it
 * @param by who did it; absent if nobody did
 * @param details more, depending on {@code what}
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StreamEvent(
    String id,
    Instant at,
    String what,
    String watch,
    @Nullable String visit,
    @Nullable Integer participant,
    @Nullable String wearable,
    @Nullable String boot,
    @Nullable Long seq,
    @Nullable Long revision,
    @Nullable String alarm,
    @Nullable String by,
    Map<String, String> details) {

  static StreamEvent of(StreamId id, JournalLine line) {
    String[] event = event(line.details());
    return new StreamEvent(
        id.toString(),
        line.at(),
        line.what(),
        line.watch(),
        new WatchId(line.watch()).visit().map(Object::toString).orElse(null),
        participant(line.details().get("participant")),
        line.wearable(),
        event == null ? null : event[0],
        event == null ? null : Long.valueOf(event[1]),
        line.revision(),
        line.alarm(),
        line.by(),
        line.details());
  }

  /** Boot and seq: from {@code event}, or from a {@code cause} that has a wearable before them. */
  private static String @Nullable [] event(Map<String, String> details) {
    String event = details.get("event");
    if (event != null) {
      return event.split("/", -1);
    }
    String cause = details.get("cause");
    String[] parts = cause == null ? new String[0] : cause.split("/", -1);
    boolean ofEvent =
        parts.length == 3 && parts[1].matches("[0-9a-f]{16}") && parts[2].matches("[0-9]{1,18}");
    return ofEvent ? new String[] {parts[1], parts[2]} : null;
  }

  private static @Nullable Integer participant(@Nullable String number) {
    return number != null && number.matches("[0-9]{1,6}") ? Integer.valueOf(number) : null;
  }
}
