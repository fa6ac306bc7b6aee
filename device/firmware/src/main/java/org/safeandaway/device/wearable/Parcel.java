package org.safeandaway.device.wearable;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;

/**
 * One event on its way to the hub.
 *
 * @param since when this machine took charge of it
 * @param storing whether it may leave: an event that is not urgent is stored first
 * @param checkInCounts a check-in made in its place would have counted, as far as the wearable knew
 * @param again it had a receipt once, from a database that has been replaced
 */
record Parcel(
    StoredEvent event,
    Duration since,
    Storing storing,
    boolean checkInCounts,
    boolean again,
    Delivery delivery) {

  /** Where its storing stands. */
  enum Storing {
    /** Asked for, not answered. */
    ASKED,
    DONE,
    /** It failed or took too long: the event lives in memory only. */
    IN_MEMORY
  }

  /** Where its sending stands. */
  sealed interface Delivery {
    /** To be sent as soon as there is a link and its turn comes. */
    record Ready(@Nullable Duration firstAcknowledged) implements Delivery {}

    /** Published, no PUBACK yet. */
    record Published(Duration at, @Nullable Duration firstAcknowledged) implements Delivery {}

    /** The broker has it; whether the hub has is not known. */
    record Acknowledged(Duration first, Duration sendAgainAt) implements Delivery {}
  }

  static final Delivery FRESH = new Delivery.Ready(null);

  /**
   * What the wearable takes the hub's answer to be. A duress always raises an alarm, and a hub
   * might say "counted" for that; where a check-in could not have counted, hearing so would betray
   * it.
   */
  Outcome answered(Outcome outcome) {
    boolean betrays = event.kind() == EventKind.DURESS && !checkInCounts;
    return betrays && outcome == Outcome.COUNTED ? Outcome.NOTED : outcome;
  }

  /**
   * This event as it is sent now: the age is of this very moment. Of an event of another boot only
   * the time since this start is known, however long the wearable lay without power before; that
   * age is uncertain also where the event's instant in hub time is kept, and then not needed.
   */
  Message.Event message(String thisBoot, Duration now) {
    boolean ours = event.id().boot().equals(thisBoot);
    Duration age = ours ? now.minus(event.uptime()) : now;
    return new Message.Event(
        event.id().boot(),
        event.id().seq(),
        event.kind(),
        event.visit(),
        event.hubAt(),
        age.toMillis(),
        !ours,
        again);
  }

  boolean isUrgent() {
    return event.kind().isUrgent();
  }

  boolean isReady() {
    return delivery instanceof Delivery.Ready && (isUrgent() || storing != Storing.ASKED);
  }

  /** Ready, and given to the broker on this link before. */
  boolean wasTried() {
    return delivery instanceof Delivery.Ready ready && ready.firstAcknowledged() != null;
  }

  boolean isPublished() {
    return delivery instanceof Delivery.Published;
  }

  Parcel with(Delivery changed) {
    return new Parcel(event, since, storing, checkInCounts, again, changed);
  }

  Parcel with(Storing changed) {
    return new Parcel(event, since, changed, checkInCounts, again, delivery);
  }

  Parcel with(StoredEvent changed) {
    return new Parcel(changed, since, storing, checkInCounts, again, delivery);
  }
}
