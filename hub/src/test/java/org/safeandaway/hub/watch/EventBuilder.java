package org.safeandaway.hub.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.WatchInput.FromWearable;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.WearableId;

/** An event of {@code w-1}, worn by the first visitor, that happens and is received now. */
final class EventBuilder {
  private final EventKind kind;
  private final Instant receivedAt;
  private EventId id;
  private @Nullable ParticipantId participant;
  private WearableId wearable = Story.W1;
  private Occurrence occurred;
  private boolean wrongVisit;
  private @Nullable PersonId wearerThen = Story.WENDY;
  private @Nullable PersonId wearerNow = Story.WENDY;

  EventBuilder(
      EventKind kind, EventId id, @Nullable ParticipantId participant, Instant receivedAt) {
    this.kind = kind;
    this.id = id;
    this.participant = participant;
    this.receivedAt = receivedAt;
    this.occurred = new Occurrence(receivedAt, true);
  }

  EventBuilder occurredAt(String timeOfDay) {
    occurred = new Occurrence(Story.time(timeOfDay), true);
    return this;
  }

  /** The wearable lost its clock between: it happened by then, or any time before. */
  EventBuilder occurredBy(String timeOfDay) {
    occurred = new Occurrence(Story.time(timeOfDay), false);
    return this;
  }

  EventBuilder seq(long seq) {
    id = new EventId(id.boot(), seq);
    return this;
  }

  EventBuilder boot(String boot) {
    id = new EventId(boot, id.seq());
    return this;
  }

  EventBuilder from(@Nullable ParticipantId who, WearableId other) {
    participant = who;
    wearable = other;
    return this;
  }

  EventBuilder wornBy(@Nullable PersonId then, @Nullable PersonId now) {
    wearerThen = then;
    wearerNow = now;
    return this;
  }

  EventBuilder wrongVisit() {
    wrongVisit = true;
    return this;
  }

  FromWearable build() {
    return new FromWearable(
        wearable,
        participant,
        id,
        kind,
        occurred,
        receivedAt,
        !wrongVisit,
        wrongVisit,
        false,
        wearerThen,
        wearerNow);
  }
}
