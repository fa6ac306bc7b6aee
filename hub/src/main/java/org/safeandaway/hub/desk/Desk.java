package org.safeandaway.hub.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore.Lane;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.Office;
import org.safeandaway.hub.watch.Step;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;

/**
 * The hub's only writer. It has no thread, no clock and no state of its own, so one desk serves
 * every lane, and several hubs serve one database.
 *
 * <p>A batch is one transaction, {@link DeskRun}, always in the same order of steps. What may go
 * wrong is of two kinds. <b>Poison</b> is an input that fails in decoding or in its step, or data
 * that the store refuses: the batch is halved until the input stands alone, and then it is
 * quarantined with its bytes and a technical alarm; a panic, a duress and a due deadline still
 * raise their alarm. Everything else is an <b>outage</b>: {@link DeskStore.Outage} leaves this
 * class, nothing of the batch counts, and the caller tries the whole batch again.
 */
public final class Desk {
  /** The most inputs of one transaction. Source: architecture.md. */
  public static final int MAX_INPUTS = 256;

  /** The most watches that one transaction locks; inputs of further ones go back as busy. */
  public static final int MAX_WATCHES = 64;

  /** How long a panic waits for its watch before it is committed without. */
  static final Duration PANIC_PATIENCE = Duration.ofMillis(200);

  /** How long an input that was busy before waits for its watch; below the lock time limit. */
  static final Duration PATIENCE = Duration.ofMillis(400);

  /** {@link Watch#step}, or in a test one that fails. */
  @FunctionalInterface
  public interface Stepper {
    Step step(Watch watch, WatchInput input, Policy policy, Office office, Instant now);
  }

  private final DeskStore store;
  private final HubTime hubTime;
  private final Stepper stepper;

  public Desk(DeskStore store, HubTime hubTime) {
    this(store, hubTime, Watch::step);
  }

  public Desk(DeskStore store, HubTime hubTime, Stepper stepper) {
    this.store = store;
    this.hubTime = hubTime;
    this.stepper = stepper;
  }

  /**
   * Carries out a batch, in its order for each watch.
   *
   * @param wait false: inputs whose watch is locked elsewhere come back as busy at once; true: wait
   *     for the watch a little first
   * @throws DeskStore.Outage nothing is acknowledged, the whole batch is to be tried again
   * @throws DeskStore.Refusal the store refuses even the quarantine of an input: a bug
   */
  public DeskResult process(List<DeskInput> batch, Lane lane, boolean wait) {
    if (batch.isEmpty() || batch.size() > MAX_INPUTS) {
      throw new IllegalArgumentException("a batch has 1 to " + MAX_INPUTS + " inputs");
    }
    return carefully(batch, lane, wait ? PATIENCE : Duration.ZERO, false);
  }

  /**
   * Carries out one panic or duress. If its watch stays locked, the alarm and the receipt are
   * committed all the same, and the watch's step is owed: {@link #settleOwed} makes it, or the next
   * transaction that locks the watch.
   *
   * @throws DeskStore.Outage it is to be tried again
   */
  public DeskResult processPanic(DeskInput.Event panic) {
    if (!panic.message().kind().isUrgent()) {
      throw new IllegalArgumentException("not for the panic lane: " + panic.message().kind());
    }
    return carefully(List.of(panic), Lane.PANIC, PANIC_PATIENCE, true);
  }

  /**
   * Makes the steps that are owed in these watches, as the keeper found them. A watch that is
   * locked elsewhere is left for the next look.
   */
  public DeskResult settleOwed(SortedSet<WatchId> watches, Lane lane) {
    try {
      return store.transact(lane, transaction -> run(transaction, null).settle(watches));
    } catch (DeskStore.Refusal refusal) {
      if (watches.size() == 1) {
        return store.transact(lane, transaction -> run(transaction, refusal).settle(watches));
      }
      DeskResult all = DeskResult.nothing(hubTime.now());
      for (WatchId watch : watches) {
        all = all.and(settleOwed(new TreeSet<>(List.of(watch)), lane));
      }
      return all;
    }
  }

  /**
   * Proves that this lane can reach its store and commit.
   *
   * @throws DeskStore.Outage it cannot
   */
  public void heartbeat(Lane lane) {
    Duration asked = hubTime.asking();
    DeskStore.Loaded loaded =
        store.transact(lane, transaction -> transaction.load(Set.of(), Set.of()));
    hubTime.advance(loaded.databaseTime(), asked);
  }

  private DeskResult carefully(
      List<DeskInput> batch, Lane lane, Duration patience, boolean urgent) {
    try {
      return transact(batch, lane, patience, urgent, null);
    } catch (DeskStore.Refusal refusal) {
      return batch.size() == 1
          ? transact(batch, lane, patience, urgent, refusal)
          : halved(batch, lane, patience, urgent);
    }
  }

  private DeskResult halved(List<DeskInput> batch, Lane lane, Duration patience, boolean urgent) {
    int half = batch.size() / 2;
    List<DeskInput> rest = batch.subList(half, batch.size());
    DeskResult first = carefully(batch.subList(0, half), lane, patience, urgent);
    try {
      return first.and(carefully(rest, lane, patience, urgent));
    } catch (DeskStore.Outage outage) {
      // The first half is committed, and what it has to say would be lost with the exception.
      return first.andBusy(rest);
    }
  }

  private DeskResult transact(
      List<DeskInput> batch,
      Lane lane,
      Duration patience,
      boolean urgent,
      DeskStore.@Nullable Refusal refusal) {
    return store.transact(
        lane, transaction -> run(transaction, refusal).process(batch, patience, urgent));
  }

  private DeskRun run(DeskStore.Transaction transaction, DeskStore.@Nullable Refusal refusal) {
    return new DeskRun(transaction, hubTime, stepper, refusal);
  }
}
