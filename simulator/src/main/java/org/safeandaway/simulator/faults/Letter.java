package org.safeandaway.simulator.faults;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.WearableId;

/** One event of one wearable, and what it has come to. Guarded by its wearable's lock. */
final class Letter {
  private static final long FIRST_RETRY_NANOS = 3_000_000_000L;
  private static final long RETRY_NANOS = 5_000_000_000L;

  final WearableId wearable;
  final EventId id;
  final EventKind kind;
  private final @Nullable String visit;
  final @Nullable Instant hubAt;
  final long madeAt;
  private boolean ageUncertain;
  private int copies;
  private long sendAt;
  private int receipts;
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
    return outcome == null && now - sendAt >= 0;
  }

  /** To be sent at once, whenever it was sent last. */
  void hurry(long now) {
    sendAt = now;
  }

  /** The power went: how long ago it was made is known no more. */
  void losesItsAge() {
    ageUncertain = true;
  }

  /** One more copy. */
  Message.Event copy(long now) {
    copies++;
    sendAt = now + (copies == 1 ? FIRST_RETRY_NANOS : RETRY_NANOS);
    long age = Math.max(0, (now - madeAt) / 1_000_000);
    return new Message.Event(
        id.boot(), id.seq(), kind, visit, hubAt, ageUncertain ? 0 : age, ageUncertain, false);
  }

  void receipted(Message.Receipt receipt, long now) {
    if (receipt.owned()) {
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
