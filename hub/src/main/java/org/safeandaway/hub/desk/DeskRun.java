package org.safeandaway.hub.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore.Loaded;
import org.safeandaway.hub.desk.DeskStore.Transaction;
import org.safeandaway.hub.desk.Intake.Item;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.Occurrence;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.WearableId;

/**
 * One transaction of the desk, in its numbered order.
 *
 * <ol start="0">
 *   <li>Find the watch of every input.
 *   <li>Record the inputs, sorted. What was recorded before is a duplicate: it is answered as it
 *       was then, and only an earlier instant than the recorded one still does something.
 *   <li>Lock the watches. Inputs of one that is locked elsewhere go back; a panic goes on without.
 *   <li>Load, in a new statement, and settle hub time.
 *   <li>Step: first what is owed in these watches, then the inputs in the order they came; write.
 * </ol>
 */
final class DeskRun {
  private final Transaction transaction;
  private final HubTime hubTime;
  private final Desk.Stepper stepper;
  private final DeskStore.@Nullable Refusal refusal;

  private final Map<InputId, Answer> answers = new LinkedHashMap<>();
  private final List<DeskInput> busy = new ArrayList<>();
  private int duplicates;

  /**
   * @param refusal the store refused the one input of this transaction before: its step is not
   *     tried again
   */
  DeskRun(
      Transaction transaction,
      HubTime hubTime,
      Desk.Stepper stepper,
      DeskStore.@Nullable Refusal refusal) {
    this.transaction = transaction;
    this.hubTime = hubTime;
    this.stepper = stepper;
    this.refusal = refusal;
  }

  /**
   * @param urgent the one input is a panic or duress that does not wait for its watch any longer
   *     than {@code patience}; a mere correction of its instant can wait
   */
  DeskResult process(List<DeskInput> batch, Duration patience, boolean urgent) {
    List<Item> items = withinLimits(intake(batch), batch);
    SortedMap<InputId, Inbound> before = record(items);
    List<Item> toStep = new ArrayList<>();
    for (Item item : items) {
      Inbound recorded = before.get(item.id());
      Item left = recorded == null ? item : answerDuplicate(item, recorded);
      if (left != null) {
        toStep.add(left);
      }
    }
    Set<WatchId> locked = lock(toStep, patience);
    List<Item> unlocked = unlocked(toStep, locked);
    toStep.removeAll(unlocked);
    if (urgent && !unlocked.isEmpty() && unlocked.getFirst().inbound() != null) {
      return withoutLock(unlocked.getFirst());
    }
    giveBack(unlocked, before, batch);
    if (toStep.isEmpty()) {
      return new DeskResult(
          hubTime.now(), answers, busy, duplicates, 0, List.of(), Map.of(), false);
    }
    return stepAndWrite(toStep, locked);
  }

  DeskResult settle(SortedSet<WatchId> watches) {
    Set<WatchId> locked = transaction.lock(watches, Duration.ZERO);
    return locked.isEmpty() ? DeskResult.nothing(hubTime.now()) : stepAndWrite(List.of(), locked);
  }

  /** 0. */
  private Collection<Item> intake(List<DeskInput> batch) {
    Routes routes = new Routes(transaction.routing(Intake.wearables(batch), Intake.visits(batch)));
    Intake intake = new Intake(routes, hubTime.now());
    batch.forEach(intake::lay);
    return intake.items();
  }

  /** Inputs beyond the limit of watches go back before anything is recorded of them. */
  private List<Item> withinLimits(Collection<Item> items, List<DeskInput> batch) {
    Set<WatchId> watches = new HashSet<>();
    Set<InputId> tooMany = new HashSet<>();
    List<Item> kept = new ArrayList<>();
    for (Item item : items) {
      Set<WatchId> more = new HashSet<>(item.locks());
      more.removeAll(watches);
      if (watches.size() + more.size() > Desk.MAX_WATCHES) {
        tooMany.add(item.id());
      } else {
        watches.addAll(more);
        kept.add(item);
      }
    }
    batch.stream().filter(input -> tooMany.contains(input.id())).forEach(busy::add);
    return kept;
  }

  /** 1. */
  private SortedMap<InputId, Inbound> record(List<Item> items) {
    SortedMap<InputId, Inbound> rows = new TreeMap<>();
    for (Item item : items) {
      if (item.inbound() != null) {
        rows.put(item.id(), item.inbound());
      }
    }
    return rows.isEmpty() ? rows : transaction.record(rows);
  }

  /** What is left to do for an input that was recorded before: null, or to correct its instant. */
  private @Nullable Item answerDuplicate(Item item, Inbound recorded) {
    duplicates++;
    Outcome outcome = recorded.outcome();
    answers.put(item.id(), outcome == null ? new Answer.Done() : new Answer.Receipted(outcome));
    Occurrence was = recorded.occurred();
    if (was == null || !(item.step() instanceof WatchInput.FromWearable event)) {
      return null;
    }
    Occurrence is = was.earlierOf(event.occurred());
    if (is.equals(was)) {
      return null;
    }
    return new Item(
        item.input(),
        recorded.watch(),
        new TreeSet<>(List.of(recorded.watch())),
        new WatchInput.OccurredEarlier(event.wearable(), event.event(), event.kind(), is),
        null,
        null);
  }

  /** 2. */
  private Set<WatchId> lock(List<Item> items, Duration patience) {
    SortedSet<WatchId> needed = new TreeSet<>();
    items.forEach(item -> needed.addAll(item.locks()));
    if (needed.isEmpty()) {
      return Set.of();
    }
    return transaction.lock(needed, needed.size() == 1 ? patience : Duration.ZERO);
  }

  private static List<Item> unlocked(List<Item> items, Set<WatchId> locked) {
    return items.stream().filter(item -> !locked.containsAll(item.locks())).toList();
  }

  private void giveBack(
      List<Item> unlocked, SortedMap<InputId, Inbound> before, List<DeskInput> batch) {
    if (unlocked.isEmpty()) {
      return;
    }
    Set<InputId> ids = new LinkedHashSet<>();
    unlocked.forEach(item -> ids.add(item.id()));
    answers.keySet().removeAll(ids);
    batch.stream().filter(input -> ids.contains(input.id())).forEach(busy::add);
    // A duplicate that goes back comes again, and is counted when it is answered.
    duplicates -= (int) ids.stream().filter(before::containsKey).count();
    ids.removeIf(before::containsKey);
    transaction.takeBack(ids);
  }

  /** 3 and 4. */
  private DeskResult stepAndWrite(List<Item> items, Set<WatchId> locked) {
    Ledger ledger = load(locked, items);
    Steps steps = new Steps(ledger, stepper, refusal);
    ledger.owedBefore().forEach(steps::settle);
    for (Item item : items) {
      Answer answer = steps.step(item);
      answers.putIfAbsent(item.id(), answer);
    }
    if (!steps.withoutTrace().isEmpty()) {
      transaction.takeBack(steps.withoutTrace());
    }
    return write(ledger);
  }

  /**
   * The panic's watch stays locked. It is stepped on what can be read without the lock, only to
   * answer as the real step will; the alarm is written, and the step is owed.
   */
  private DeskResult withoutLock(Item panic) {
    transaction.takeBack(List.of(panic.id()));
    Ledger ledger = load(panic.locks(), List.of(panic));
    answers.put(panic.id(), new Steps(ledger, stepper, refusal).raiseAndOwe(panic));
    return write(ledger);
  }

  /** 3. */
  private Ledger load(Set<WatchId> watches, List<Item> items) {
    Duration asked = hubTime.asking();
    Loaded loaded =
        transaction.load(watches, Intake.wearables(items.stream().map(Item::input).toList()));
    return new Ledger(loaded, hubTime.advance(loaded.databaseTime(), asked));
  }

  private DeskResult write(Ledger ledger) {
    Changes changes = ledger.changes();
    Map<WearableId, Long> revisions = changes.isEmpty() ? Map.of() : transaction.write(changes);
    Map<WearableId, Message.Visit> notices = new TreeMap<>();
    revisions.forEach(
        (wearable, revision) -> {
          Message.Visit notice = Objects.requireNonNull(changes.notices().get(wearable));
          notices.put(wearable, DeskResult.withRevision(notice, revision));
        });
    return new DeskResult(
        ledger.now(),
        answers,
        busy,
        duplicates,
        ledger.quarantine.size(),
        ledger.owned(),
        notices,
        !changes.isEmpty() && !ledger.isOfCanariesOnly());
  }
}
