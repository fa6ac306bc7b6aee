package org.safeandaway.hub.keeper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.safeandaway.hub.desk.Desk;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.DeskStore.Lane;
import org.safeandaway.hub.desk.HubTime;

/**
 * One round of the keeper, without thread or clock:
 *
 * <ol>
 *   <li>Look: which open deadlines are due by hub time, which steps are owed.
 *   <li>Settle what is owed.
 *   <li>Unless deadlines are still held, lay the due ones on the desk. The look was a hint; the
 *       desk decides by the generation, under the watch's lock. One whose watch is busy is seen
 *       again.
 *   <li>Say how long to park: until the next is due, and {@link #LONGEST_PARK} at most, since an
 *       earlier one may be armed meanwhile. More were due than one look shows: not at all.
 * </ol>
 *
 * <p>A deadline that fell due before this start, and was not fired by any hub, passed during an
 * outage, and its alarm says so. A wearable's silence counts only from when the hub was there to
 * hear it: after a start, and after a gap between two looks, it counts anew, else every outage
 * would end in an alarm for every visit.
 */
public final class KeeperRound {
  /** Source of both: architecture.md. */
  public static final int LIMIT = 500;

  public static final Duration LONGEST_PARK = Duration.ofMillis(250);

  /**
   * After a look that did not get everything done, so that a busy watch is not asked without end.
   */
  static final Duration SHORTEST_PARK = Duration.ofMillis(5);

  /**
   * Between two looks; what was heard is written down as often. A longer one means that the hub or
   * its database was away, and that silence is not the wearables'.
   */
  private static final Duration GAP = Duration.ofSeconds(2);

  private final KeeperStore store;
  private final Desk desk;
  private final HubTime hubTime;
  private final Instant startedAt;
  private Instant listeningSince;
  private Instant lastLook;
  private boolean held = true;

  /**
   * @param startedAt hub time of this start: what fell due before did so during an outage
   */
  public KeeperRound(KeeperStore store, Desk desk, HubTime hubTime, Instant startedAt) {
    this.store = store;
    this.desk = desk;
    this.hubTime = hubTime;
    this.startedAt = startedAt;
    this.listeningSince = startedAt;
    this.lastLook = startedAt;
  }

  /**
   * What a round did.
   *
   * @param late how long the oldest deadline that it saw, held or not, had been due
   * @param park how long to wait before the next round, by the monotonic clock
   * @param failures of inputs that the desk could neither carry out nor quarantine: bugs
   */
  public record Done(Duration late, Duration park, List<RuntimeException> failures) {}

  /**
   * From now on overdue deadlines fire: everything that was queued before the start has been read.
   */
  public void release() {
    held = false;
  }

  /**
   * @param listener told of each transaction as soon as it is committed
   * @throws DeskStore.Outage the store is away; the next round looks again
   */
  public Done round(Consumer<DeskResult> listener) {
    Duration asked = hubTime.asking();
    KeeperStore.Look look = store.look(hubTime.now(), LIMIT);
    hubTime.notBefore(look.highWater());
    Instant now = hubTime.advance(look.databaseTime(), asked);
    listen();
    List<RuntimeException> failures = new ArrayList<>();
    if (!look.owed().isEmpty()) {
      attempt(() -> listener.accept(desk.settleOwed(look.owed(), Lane.KEEPER)), failures);
    }
    if (!held) {
      List<DeskInput> due = new ArrayList<>();
      look.due().forEach(hint -> due.add(input(hint)));
      for (int from = 0; from < due.size(); from += Desk.MAX_INPUTS) {
        int to = Math.min(from + Desk.MAX_INPUTS, due.size());
        fire(due.subList(from, to), listener, failures);
      }
    }
    return new Done(late(look, now), park(look), failures);
  }

  /** Whoever could not look could not write down either who was heard. */
  private void listen() {
    Instant now = hubTime.now();
    if (lastLook.plus(GAP).isBefore(now)) {
      listeningSince = now;
    }
    lastLook = now;
  }

  private DeskInput input(KeeperStore.Hint hint) {
    boolean duringOutage = hint.dueAt().isBefore(startedAt);
    return new DeskInput.Due(
        hint.watch(), hint.key(), hint.generation(), duringOutage, listeningSince);
  }

  /** One deadline that trips over a bug must not keep the others from firing. */
  private void fire(
      List<DeskInput> due, Consumer<DeskResult> listener, List<RuntimeException> failures) {
    List<RuntimeException> together = due.size() == 1 ? failures : new ArrayList<>();
    attempt(() -> listener.accept(desk.process(due, Lane.KEEPER, false)), together);
    if (due.size() > 1 && !together.isEmpty()) {
      due.forEach(one -> fire(List.of(one), listener, failures));
    }
  }

  private static void attempt(Runnable step, List<RuntimeException> failures) {
    try {
      step.run();
    } catch (DeskStore.Outage outage) {
      throw outage;
    } catch (RuntimeException bug) {
      failures.add(bug);
    }
  }

  private static Duration late(KeeperStore.Look look, Instant now) {
    if (look.due().isEmpty()) {
      return Duration.ZERO;
    }
    Duration late = Duration.between(look.due().getFirst().dueAt(), now);
    return late.isNegative() ? Duration.ZERO : late;
  }

  private Duration park(KeeperStore.Look look) {
    if (!held && !look.due().isEmpty()) {
      return look.due().size() == LIMIT ? Duration.ZERO : SHORTEST_PARK;
    }
    Instant next = look.nextDue();
    if (next == null) {
      return LONGEST_PARK;
    }
    Duration until = Duration.between(hubTime.now(), next);
    if (until.compareTo(LONGEST_PARK) > 0) {
      return LONGEST_PARK;
    }
    return until.isNegative() ? Duration.ZERO : until;
  }
}
