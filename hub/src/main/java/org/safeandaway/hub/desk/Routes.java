package org.safeandaway.hub.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore.Assignment;
import org.safeandaway.hub.desk.DeskStore.Routing;
import org.safeandaway.hub.watch.Occurrence;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.WearableId;

/**
 * Finds the watch of an event.
 *
 * <p>The visit that the event carries decides, if the wearable is or was on it: what is worn today
 * says nothing about an event of yesterday. An event that carries none belongs to whatever the
 * wearable was on when it happened, or else to the wearable's standing watch. An event that carries
 * a visit it has no business with is wrong; it goes to the standing watch, but an urgent one to the
 * visit that the wearable is on now, where people look.
 */
final class Routes {
  /** No event is older than this; what says so is out of its mind, and still counts. */
  private static final Duration OLDEST = Duration.ofDays(3650);

  private final Routing routing;

  Routes(Routing routing) {
    this.routing = routing;
  }

  /** An event and the watch it belongs to. */
  record Routed(WatchId watch, WatchInput.FromWearable event) {}

  boolean knows(WearableId wearable) {
    return routing.known().contains(wearable);
  }

  /** The watch of the visit that the wearable is on now. */
  Optional<WatchId> currentVisit(WearableId wearable) {
    return Optional.ofNullable(current(wearable)).map(Assignment::visit).map(WatchId::of);
  }

  Routed route(DeskInput.Event event, Occurrence occurred, Instant receivedAt) {
    Message.Event message = event.message();
    WearableId wearable = event.wearable();
    Assignment named = message.visit() == null ? null : onVisit(wearable, message.visit());
    boolean wrong = message.visit() != null && named == null;
    Assignment place = wrong ? null : named != null ? named : wornAt(wearable, occurred.at());
    if (wrong && message.kind().isUrgent()) {
      place = current(wearable);
    }
    VisitId visit = place == null ? null : place.visit();
    return new Routed(
        visit == null ? WatchId.of(wearable) : WatchId.of(visit),
        new WatchInput.FromWearable(
            wearable,
            place == null || visit == null ? null : place.participant(),
            message.id(),
            message.kind(),
            occurred,
            receivedAt,
            named != null,
            wrong,
            message.again(),
            person(named != null ? named : wornAt(wearable, occurred.at())),
            person(current(wearable))));
  }

  /**
   * When an event happened, by one copy of it: by the wearable's own hub clock, and never after its
   * receipt; or the age at sending before the receipt.
   */
  static Occurrence occurrence(Message.Event message, Instant receivedAt) {
    Instant hubAt = message.hubAt();
    Duration age =
        hubAt != null ? Duration.between(hubAt, receivedAt) : Duration.ofMillis(message.ageMs());
    if (age.isNegative()) {
      age = Duration.ZERO;
    } else if (age.compareTo(OLDEST) > 0) {
      age = OLDEST;
    }
    Instant at = receivedAt.minus(age).truncatedTo(ChronoUnit.MICROS);
    return new Occurrence(at, !message.ageUncertain() || isTrusted(hubAt, message.kind()));
  }

  /**
   * After a loss of power the wearable's own hub time is the best there is, and good enough to
   * count deadlines from. An alarm that moves no deadline says all the same that power was lost
   * between, since whoever goes to help should not build on the minute.
   */
  private static boolean isTrusted(@Nullable Instant hubAt, EventKind kind) {
    return hubAt != null && kind != EventKind.PANIC && kind != EventKind.ADVICE;
  }

  private @Nullable Assignment onVisit(WearableId wearable, String visit) {
    Assignment found = null;
    for (Assignment it : assignments(wearable)) {
      VisitId on = it.visit();
      if (on != null && on.value().equals(visit) && routing.visits().contains(on)) {
        found = it;
      }
    }
    return found;
  }

  private @Nullable Assignment wornAt(WearableId wearable, Instant at) {
    for (Assignment it : assignments(wearable)) {
      if (!at.isBefore(it.from()) && (it.to() == null || at.isBefore(it.to()))) {
        return it;
      }
    }
    return null;
  }

  private @Nullable Assignment current(WearableId wearable) {
    for (Assignment it : assignments(wearable)) {
      if (it.to() == null) {
        return it;
      }
    }
    return null;
  }

  private List<Assignment> assignments(WearableId wearable) {
    return routing.assignments().getOrDefault(wearable, List.of());
  }

  private static @Nullable PersonId person(@Nullable Assignment assignment) {
    return assignment == null ? null : assignment.person();
  }
}
