package org.safeandaway.simulator.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/**
 * A wearable without board, disk or sound, of which one process holds hundreds: it makes events and
 * repeats each until its receipt. A power cut takes its boot and its clock; what is unsent is on
 * its disk.
 */
final class LightWearable {
  private static final int HEX = 16;

  private final WearableId id;
  private final SplittableRandom random;
  private final Map<EventId, Letter> unsent = new LinkedHashMap<>();
  private final Map<EventId, Letter> all = new HashMap<>();
  private String boot;
  private long seq;
  private @Nullable String visit;
  private long revision;
  private long lowerRevisions;
  private long strangeReceipts;
  private long madeAt;

  LightWearable(WearableId id, SplittableRandom random) {
    this.id = id;
    this.random = random;
    this.boot = randomBoot();
  }

  WearableId id() {
    return id;
  }

  synchronized void guards(String assigned) {
    visit = assigned;
  }

  synchronized @Nullable String visit() {
    return visit;
  }

  /** Something the wearer does. */
  synchronized void make(EventKind kind, @Nullable Instant hubAt, long now) {
    Letter letter = new Letter(id, new EventId(boot, ++seq), kind, visit, hubAt, now);
    unsent.put(letter.id, letter);
    all.put(letter.id, letter);
    madeAt = now;
  }

  /** When it last made one, by {@link System#nanoTime}. */
  synchronized long madeAt() {
    return madeAt;
  }

  /**
   * What is to be sent now, as the firmware chooses: all that is urgent, and one other if none is
   * on its way, rather one that the broker was not given yet.
   */
  synchronized List<Message.Event> due(long now) {
    List<Message.Event> due = new ArrayList<>();
    Letter next = null;
    boolean laneTaken = false;
    for (Letter letter : unsent.values()) {
      boolean urgent = letter.kind.isUrgent();
      laneTaken |= !urgent && letter.isPublished();
      if (letter.isDue(now) && urgent) {
        due.add(letter.copy(now));
      } else if (letter.isDue(now) && (next == null || next.wasTried() && !letter.wasTried())) {
        next = letter;
      }
    }
    if (next != null && !laneTaken) {
      due.add(next.copy(now));
    }
    return due;
  }

  /** The broker has it, which is no receipt. */
  synchronized void acknowledged(EventId id, long now) {
    Letter letter = unsent.get(id);
    if (letter != null) {
      letter.acknowledged(now);
    }
  }

  /** A hub that is new: what only the broker is known to have goes again at once. */
  synchronized void hurry(long now) {
    unsent.values().forEach(letter -> letter.hurry(now));
  }

  /** A new connection: nothing is on its way any more. */
  synchronized void connected(long now) {
    unsent.values().forEach(letter -> letter.freshen(now));
  }

  synchronized void powerCut() {
    boot = randomBoot();
    seq = 0;
    unsent.values().forEach(Letter::losesItsAge);
  }

  synchronized void receipt(Message.Receipt receipt, long now) {
    Letter letter = all.get(receipt.id());
    if (letter == null) {
      strangeReceipts++;
      return;
    }
    letter.receipted(receipt, now);
    unsent.remove(letter.id);
  }

  synchronized void notice(Message.Visit notice) {
    if (notice.revision() < revision) {
      lowerRevisions++;
    } else {
      revision = notice.revision();
    }
  }

  synchronized Message.State state() {
    return new Message.State(
        boot, Phase.VISIT, visit, revision, 80, 90, unsent.size(), "light", 1, List.of());
  }

  synchronized int unsent() {
    return unsent.size();
  }

  synchronized long revision() {
    return revision;
  }

  synchronized long lowerRevisions() {
    return lowerRevisions;
  }

  /** Receipts of events that it never made: somebody mixes wearables up. */
  synchronized long strangeReceipts() {
    return strangeReceipts;
  }

  /** Every event that it ever made. To be read when nothing happens any more. */
  synchronized List<Letter> letters() {
    return List.copyOf(all.values());
  }

  private String randomBoot() {
    StringBuilder hex = new StringBuilder(Long.toHexString(random.nextLong()));
    while (hex.length() < HEX) {
      hex.insert(0, '0');
    }
    return hex.toString();
  }
}
