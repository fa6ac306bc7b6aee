package org.safeandaway.device.wearable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.Parcel.Delivery;
import org.safeandaway.device.wearable.Parcel.Storing;
import org.safeandaway.device.wearable.WearableSettings.DeliveryTimes;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;

/**
 * Brings events to the hub and does not rest before each one's receipt.
 *
 * <p>A parcel goes Ready → Published → Acknowledged → Ready → … for as long as it takes; only a
 * receipt takes it out. A new link, a new start of the hub or a pulse after a gap makes everything
 * ready at once. Urgent parcels go first and wait for nothing; of the others only one is between
 * publishing and PUBACK at a time.
 *
 * @param parcels without a receipt, oldest first
 * @param receipted with one, oldest first, kept for a day in case the hub's database is restored
 */
record Courier(List<Parcel> parcels, List<ReceiptedEvent> receipted, boolean linkUp) {

  /** What is to be sent now, and whether the link must be given up. */
  record Round(Courier courier, List<Parcel> toSend, boolean dropLink) {}

  static Courier atStart(Restored restored) {
    List<Parcel> parcels =
        restored.unsent().stream()
            .map(e -> new Parcel(e, Duration.ZERO, Storing.DONE, true, false, Parcel.FRESH))
            .toList();
    return new Courier(parcels, restored.receipted(), false);
  }

  Courier take(StoredEvent event, boolean checkInCounts, Duration now) {
    List<Parcel> more = new ArrayList<>(parcels);
    more.add(new Parcel(event, now, Storing.ASKED, checkInCounts, false, Parcel.FRESH));
    return withParcels(more);
  }

  Courier link(boolean up) {
    return new Courier(each(p -> p.with(Parcel.FRESH)), receipted, up);
  }

  /** Everything that only the broker is known to have is sent again at once. */
  Courier sendEverythingNow() {
    return withParcels(
        each(p -> p.delivery() instanceof Delivery.Acknowledged ? p.with(Parcel.FRESH) : p));
  }

  Courier acknowledged(EventId id, Duration now, DeliveryTimes times) {
    return withParcels(
        each(
            p ->
                p.event().id().equals(id) && p.delivery() instanceof Delivery.Published published
                    ? p.with(acknowledged(published, now, times))
                    : p));
  }

  private static Delivery acknowledged(
      Delivery.Published published, Duration now, DeliveryTimes times) {
    Duration first = published.firstAcknowledged();
    if (first == null) {
      return new Delivery.Acknowledged(now, now.plus(times.firstRetry()));
    }
    boolean soon = now.minus(first).compareTo(times.retryFor()) < 0;
    return new Delivery.Acknowledged(first, now.plus(soon ? times.retry() : times.slowRetry()));
  }

  Courier stored(EventId id, boolean done) {
    Storing outcome = done ? Storing.DONE : Storing.IN_MEMORY;
    return withParcels(
        each(p -> p.event().id().equals(id) && p.storing() == Storing.ASKED ? p.with(outcome) : p));
  }

  /** The instant of a parcel's event became known. */
  Courier learn(Parcel parcel, Instant hubAt) {
    return withParcels(each(p -> p == parcel ? p.with(p.event().withHubAt(hubAt)) : p));
  }

  /** The parcel with this id, if it has no receipt yet. */
  @Nullable Parcel find(EventId id) {
    for (Parcel parcel : parcels) {
      if (parcel.event().id().equals(id)) {
        return parcel;
      }
    }
    return null;
  }

  Courier receipt(Parcel parcel, Message.Receipt receipt, DeliveryTimes times) {
    List<Parcel> left = new ArrayList<>(parcels);
    left.remove(parcel);
    List<ReceiptedEvent> kept = new ArrayList<>(receipted);
    Instant hubTime = Times.sane(receipt.hubTime());
    kept.add(
        new ReceiptedEvent(
            parcel.event(), parcel.answered(receipt.outcome()), hubTime, receipt.epoch()));
    Instant oldest = hubTime.minus(times.receiptedKept());
    kept.removeIf(old -> old.hubTime().isBefore(oldest));
    int excess = Math.max(0, kept.size() - times.receiptedMost());
    return new Courier(List.copyOf(left), List.copyOf(kept.subList(excess, kept.size())), linkUp);
  }

  /**
   * Takes out of the day's receipted events those that another database had.
   *
   * @param oldest a receipt from before this hub time is too old to be worth it
   */
  Courier sendAgainWhatLacks(String epoch, Instant oldest, Duration now) {
    List<Parcel> more = new ArrayList<>(parcels);
    List<ReceiptedEvent> kept = new ArrayList<>();
    for (ReceiptedEvent old : receipted) {
      if (old.epoch().equals(epoch)) {
        kept.add(old);
      } else if (!old.hubTime().isBefore(oldest)) {
        more.add(new Parcel(old.event(), now, Storing.DONE, true, true, Parcel.FRESH));
      }
    }
    return kept.size() == receipted.size()
        ? this
        : new Courier(List.copyOf(more), List.copyOf(kept), linkUp);
  }

  /**
   * 1. What was to be stored and was not in time is sent from memory. 2. A publish without a PUBACK
   * for too long means the link is dead. 3. What waited for its next try is ready. 4. Of what is
   * ready, all that is urgent goes, and then one other, if none is on its way: one that the broker
   * was not given yet before one that it was.
   */
  Round round(Duration now, DeliveryTimes times) {
    if (parcels.isEmpty()) {
      return new Round(this, List.of(), false);
    }
    Courier current = withParcels(each(p -> onTime(p, now, times)));
    if (!linkUp) {
      return new Round(current, List.of(), false);
    }
    for (Parcel parcel : current.parcels) {
      if (parcel.delivery() instanceof Delivery.Published published
          && published.at().plus(times.pubackWithin()).compareTo(now) <= 0) {
        return new Round(current.link(false), List.of(), true);
      }
    }
    List<Parcel> toSend = current.turn();
    return new Round(current.published(toSend, now), toSend, false);
  }

  private static Parcel onTime(Parcel parcel, Duration now, DeliveryTimes times) {
    Parcel current = parcel;
    if (Times.isDue(storeBy(parcel, times), now)) {
      current = current.with(Storing.IN_MEMORY);
    }
    return current.delivery() instanceof Delivery.Acknowledged waiting
            && waiting.sendAgainAt().compareTo(now) <= 0
        ? current.with(new Delivery.Ready(waiting.first()))
        : current;
  }

  private List<Parcel> turn() {
    List<Parcel> sent = new ArrayList<>();
    Parcel next = null;
    for (Parcel parcel : parcels) {
      if (parcel.isReady() && parcel.isUrgent()) {
        sent.add(parcel);
      } else if (parcel.isReady() && (next == null || next.wasTried() && !parcel.wasTried())) {
        next = parcel;
      }
    }
    if (next != null && !laneTaken()) {
      sent.add(next);
    }
    return sent;
  }

  private boolean laneTaken() {
    for (Parcel parcel : parcels) {
      if (!parcel.isUrgent() && parcel.isPublished()) {
        return true;
      }
    }
    return false;
  }

  private Courier published(List<Parcel> sent, Duration now) {
    if (sent.isEmpty()) {
      return this;
    }
    return withParcels(
        each(
            p ->
                sent.contains(p) && p.delivery() instanceof Delivery.Ready ready
                    ? p.with(new Delivery.Published(now, ready.firstAcknowledged()))
                    : p));
  }

  /** How many events wait to be stored. */
  int waitingForDisk() {
    int waiting = 0;
    for (Parcel parcel : parcels) {
      waiting += parcel.storing() == Storing.ASKED ? 1 : 0;
    }
    return waiting;
  }

  /**
   * Since when the hub has not confirmed something that the wearer waits for; absent if nothing.
   */
  @Nullable Duration undeliveredSince() {
    Duration since = null;
    for (Parcel parcel : parcels) {
      // A self-test has a result of its own; what is sent again was confirmed once.
      if (!parcel.again() && parcel.event().kind() != EventKind.SELF_TEST) {
        since = Times.earlier(since, parcel.since());
      }
    }
    return since;
  }

  /** Whether this is an event whose owner the wearer may learn of. */
  boolean mayHaveAnOwner(EventId id) {
    Parcel parcel = find(id);
    if (parcel != null) {
      return parcel.event().kind() != EventKind.DURESS;
    }
    for (ReceiptedEvent old : receipted) {
      if (old.event().id().equals(id)) {
        return old.event().kind() != EventKind.DURESS;
      }
    }
    return false;
  }

  /** When {@link #round} next has something to do; absent if only an input can give it some. */
  @Nullable Duration nextAt(DeliveryTimes times) {
    Duration next = null;
    for (Parcel parcel : parcels) {
      next = Times.earlier(next, storeBy(parcel, times));
      if (linkUp && parcel.delivery() instanceof Delivery.Published published) {
        next = Times.earlier(next, published.at().plus(times.pubackWithin()));
      } else if (parcel.delivery() instanceof Delivery.Acknowledged waiting) {
        next = Times.earlier(next, waiting.sendAgainAt());
      }
    }
    return next;
  }

  private static @Nullable Duration storeBy(Parcel parcel, DeliveryTimes times) {
    return parcel.storing() == Storing.ASKED ? parcel.since().plus(times.storeWithin()) : null;
  }

  Courier withParcels(List<Parcel> changed) {
    return changed == parcels ? this : new Courier(List.copyOf(changed), receipted, linkUp);
  }

  /** Each parcel as {@code change} makes it; the very same list if nothing changed. */
  List<Parcel> each(UnaryOperator<Parcel> change) {
    List<Parcel> changed = null;
    for (int i = 0; i < parcels.size(); i++) {
      Parcel after = change.apply(parcels.get(i));
      if (changed == null && after != parcels.get(i)) {
        changed = new ArrayList<>(parcels);
      }
      if (changed != null) {
        changed.set(i, after);
      }
    }
    return changed == null ? parcels : changed;
  }
}
