package org.safeandaway.simulator.faults;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.WearableId;

/**
 * One event of one wearable, and what it has come to. It is repeated as the firmware repeats it:
 * ready, published, acknowledged by the broker, ready again, until its receipt. Guarded by its
 * wearable's lock.
 */
final class Letter {
  /** After the broker's acknowledgement. Source of all four: protocol.md, "Timing". */
  private static final long FIRST_RETRY_NANOS = 3_000_000_000L;

  private static final long RETRY_NANOS = 5_000_000_000L;
  private static final long RETRY_FOR_NANOS = 120_000_000_000L;
  private static final long SLOW_RETRY_NANOS = 15_000_000_000L;

  final WearableId wearable;
  final EventId id;
  final EventKind kind;
  private final @Nullable String visit;
  final @Nullable Instant hubAt;
  final long madeAt;
  private boolean ageUncertain;
  private int copies;
  private boolean published;
  private boolean acknowledged;
  private long firstAcknowledgedAt;
  private long sendAt;
  private int receipts;
  private boolean owned;
  private long receiptedAt;
  private @Nullable Outcome outcome;
  private @Nullable Instant committedAt;

  /**
   * @param madeAt by {@link System#nanoTime}
   */
  Letter(
      WearableId wearable,
      EventId id,
      EventKind kind,
      @Nullable String visit,
      @Nullable Instant hubAt,
      long madeAt) {
    this.wearable = wearable;
    this.id = id;
    this.kind = kind;
    this.visit = visit;
    this.hubAt = hubAt;
    this.madeAt = madeAt;
    this.sendAt = madeAt;
  }

  boolean isDue(long now) {
    return outcome == null && !published && now - sendAt >= 0;
  }

  /** On its way to the broker. */
  boolean isPublished() {
    return outcome == null && published;
  }

  boolean wasTried() {
    return acknowledged;
  }

  /** Of what only the broker is known to have: to be sent again at once. */
  void hurry(long now) {
    if (!published) {
      freshen(now);
    }
  }

  /** The connection is another: what became of it on the last one is not known. */
  void freshen(long now) {
    published = false;
    acknowledged = false;
    sendAt = now;
  }

  /** The broker has it. */
  void acknowledged(long now) {
    if (!published) {
      return;
    }
    published = false;
    if (!acknowledged) {
      acknowledged = true;
      firstAcknowledgedAt = now;
      sendAt = now + FIRST_RETRY_NANOS;
    } else {
      boolean soon = now - firstAcknowledgedAt < RETRY_FOR_NANOS;
      sendAt = now + (soon ? RETRY_NANOS : SLOW_RETRY_NANOS);
    }
  }

  /** The power went: how long ago it was made is known no more. */
  void losesItsAge() {
    ageUncertain = true;
  }

  /** One more copy. */
  Message.Event copy(long now) {
    copies++;
    published = true;
    long age = Math.max(0, (now - madeAt) / 1_000_000);
    return new Message.Event(
        id.boot(), id.seq(), kind, visit, hubAt, ageUncertain ? 0 : age, ageUncertain, false);
  }

  void receipted(Message.Receipt receipt, long now) {
    if (receipt.owned()) {
      owned = true;
      return;
    }
    receipts++;
    if (outcome == null) {
      outcome = receipt.outcome();
      receiptedAt = now;
    }
    if (committedAt == null || receipt.hubTime().isBefore(committedAt)) {
      committedAt = receipt.hubTime();
    }
  }

  @Nullable Outcome outcome() {
    return outcome;
  }

  /** By hub time, as the earliest receipt has it; the commit may have been earlier. */
  @Nullable Instant committedAt() {
    return committedAt;
  }

  /** Whether the wearer was told that a person has it. */
  boolean isOwned() {
    return owned;
  }

  int copies() {
    return copies;
  }

  int receipts() {
    return receipts;
  }

  /** From the press to the first receipt. */
  long waitedNanos() {
    return receiptedAt - madeAt;
  }
}
