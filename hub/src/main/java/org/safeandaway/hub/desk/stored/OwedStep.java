package org.safeandaway.hub.desk.stored;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.stored.StoredStep.StoredEvent;
import org.safeandaway.hub.desk.stored.StoredStep.StoredTrouble;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Occurrence;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.WearableId;

/**
 * The inputs whose step may be owed, to bytes and back: a panic or duress whose watch was locked
 * elsewhere, and what another watch's step has for the site's: a technical alarm, the end of
 * drills.
 */
public final class OwedStep {
  private OwedStep() {}

  public static byte[] encode(WatchInput.FromWearable it) {
    ParticipantId participant = it.participant();
    PersonId then = it.wearerThen();
    PersonId now = it.wearerNow();
    return bytes(
        new StoredStep(
            new StoredEvent(
                it.wearable().value(),
                participant == null ? null : participant.number(),
                it.event().boot(),
                it.event().seq(),
                it.kind().name(),
                it.occurred().at(),
                it.occurred().known(),
                it.receivedAt(),
                it.named(),
                it.wrongVisit(),
                it.again(),
                then == null ? null : then.value(),
                now == null ? null : now.value()),
            null,
            null));
  }

  public static byte[] encode(WatchInput.Technical it) {
    return bytes(new StoredStep(null, new StoredTrouble(it.id(), it.words()), null));
  }

  public static byte[] encode(WatchInput.EndDrills it) {
    return bytes(new StoredStep(null, null, it.because().toString()));
  }

  /** One of those that can be encoded. */
  public static WatchInput decode(byte[] content) throws UnreadableState {
    String json = new String(content, StandardCharsets.UTF_8);
    return Json.read(StoredStep.class, json, OwedStep::input);
  }

  private static byte[] bytes(StoredStep step) {
    return Json.write(StoredStep.class, step).getBytes(StandardCharsets.UTF_8);
  }

  private static WatchInput input(StoredStep step) {
    StoredTrouble technical = step.technical();
    if (technical != null) {
      return new WatchInput.Technical(technical.id(), technical.words());
    }
    String endDrills = step.endDrills();
    if (endDrills != null) {
      return new WatchInput.EndDrills(new AlarmId(UUID.fromString(endDrills)));
    }
    StoredEvent it = step.event();
    if (it == null) {
      throw new IllegalArgumentException("an owed step of no kind");
    }
    Integer participant = it.participant();
    return new WatchInput.FromWearable(
        new WearableId(it.wearable()),
        participant == null ? null : new ParticipantId(participant),
        new EventId(it.boot(), it.seq()),
        EventKind.valueOf(it.kind()),
        new Occurrence(it.occurredAt(), it.occurredKnown()),
        it.receivedAt(),
        it.named(),
        it.wrongVisit(),
        it.again(),
        person(it.wearerThen()),
        person(it.wearerNow()));
  }

  private static @Nullable PersonId person(@Nullable String id) {
    return id == null ? null : new PersonId(id);
  }
}
