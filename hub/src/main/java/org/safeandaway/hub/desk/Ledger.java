package org.safeandaway.hub.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore.Assignment;
import org.safeandaway.hub.desk.DeskStore.DeadlineEnd;
import org.safeandaway.hub.desk.DeskStore.EndedDeadline;
import org.safeandaway.hub.desk.DeskStore.Loaded;
import org.safeandaway.hub.desk.DeskStore.Wearer;
import org.safeandaway.hub.desk.stored.OwedStep;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Canary;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.Occurrence;
import org.safeandaway.hub.watch.Office;
import org.safeandaway.hub.watch.Step;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchEffect;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.hub.watch.WatchState;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.WearableId;

/**
 * The watches of one transaction while they are stepped, and what came of it so far. At the end the
 * difference to what was loaded is what is written.
 */
final class Ledger {
  private final Loaded loaded;
  private final Instant now;
  private final Map<WatchId, Watch> watches;
  private final Map<WearableId, @Nullable Assignment> wearing = new TreeMap<>();
  private final Set<InputId> fired = new HashSet<>();
  private final Map<AlarmId, Changes.WatchedAlarm> alarms = new LinkedHashMap<>();
  private final List<Changes.Note> notes = new ArrayList<>();
  private final List<Changes.JournalEntry> journal = new ArrayList<>();
  private final List<Changes.NewVisit> visits = new ArrayList<>();
  private final List<Changes.ChangedVisit> changedVisits = new ArrayList<>();
  private final List<Changes.NewAssignment> assignments = new ArrayList<>();
  private final Map<WearableId, Message.Visit> notices = new TreeMap<>();
  private final List<DeskResult.Owned> owned = new ArrayList<>();
  private final Changes.Responses responses =
      new Changes.Responses(
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());

  final Map<InputId, Outcome> outcomes = new TreeMap<>();
  final Map<InputId, Occurrence> corrections = new TreeMap<>();
  final List<InputId> settled = new ArrayList<>();
  final List<Inbound> owed = new ArrayList<>();
  final List<Changes.Quarantined> quarantine = new ArrayList<>();

  Ledger(Loaded loaded, Instant now) {
    this.loaded = loaded;
    this.now = now;
    this.watches = new TreeMap<>(loaded.watches());
    loaded.wearables().forEach((id, wearer) -> wearing.put(id, wearer.assignment()));
  }

  Instant now() {
    return now;
  }

  /** Inputs of the loaded watches whose step is owed, oldest first. */
  List<Inbound> owedBefore() {
    return loaded.owed();
  }

  Watch watch(WatchId id) {
    return Objects.requireNonNull(watches.get(id), "not loaded: " + id);
  }

  Policy policy(WatchId id) {
    return Objects.requireNonNull(loaded.policies().get(id), "no policy loaded for " + id);
  }

  Office office() {
    return loaded.office();
  }

  @Nullable Wearer wearer(WearableId wearable) {
    return loaded.wearables().get(wearable);
  }

  /** Why the state of this watch cannot be read; empty if it can. */
  Optional<String> unreadable(WatchId id) {
    return Optional.ofNullable(loaded.unreadable().get(id));
  }

  List<DeskResult.Owned> owned() {
    return owned;
  }

  /** A step that was made: takes over its watch, its alarms and its effects. */
  void apply(WatchInput input, Step step) {
    Watch before = watch(step.watch().id());
    Watch after = step.watch();
    if (input instanceof WatchInput.DeadlineDue due && !after.deadlines().containsKey(due.key())) {
      fired.add(InputId.deadline(after.id(), due.generation()));
    }
    for (Alarm alarm : after.alarms().values()) {
      if (!alarm.equals(before.alarms().get(alarm.id()))) {
        changed(after.id(), alarm);
      }
    }
    watches.put(after.id(), withOpenAlarms(after));
    // Who wears what comes before what the wearables are told.
    for (WatchEffect effect : step.effects()) {
      if (effect instanceof WatchEffect.Assigned assigned) {
        assign(after.id(), assigned);
      }
    }
    step.effects().forEach(effect -> take(after.id(), effect));
  }

  /**
   * What was raised without the watch's state, because this one could not be stepped: alarms, with
   * their lines, notes and messages.
   *
   * @param locked whether this transaction holds the watch; if it does not, deadlines are left to
   *     whoever makes the owed step
   */
  void raise(WatchId id, Step stateless, boolean locked) {
    Watch before = watch(id);
    TreeMap<AlarmId, Alarm> open = new TreeMap<>(before.alarms());
    for (Alarm alarm : stateless.watch().alarms().values()) {
      Alarm known = open.get(alarm.id());
      if (known == null || known.version() < alarm.version()) {
        open.put(alarm.id(), alarm);
        changed(id, alarm);
      }
    }
    stateless.effects().stream().filter(Ledger::isAboutAlarms).forEach(effect -> take(id, effect));
    TreeMap<Deadline.Key, Deadline> deadlines = new TreeMap<>(before.deadlines());
    long lastGeneration = before.lastGeneration();
    if (locked) {
      stateless.watch().deadlines().values().stream()
          .filter(deadline -> deadline.key().alarm() != null)
          .forEach(deadline -> deadlines.put(deadline.key(), deadline));
      lastGeneration = stateless.watch().lastGeneration();
    }
    watches.put(id, new Watch(id, before.state(), lastGeneration, deadlines, open));
  }

  private static boolean isAboutAlarms(WatchEffect effect) {
    return switch (effect) {
      case WatchEffect.Journalled it -> true;
      case WatchEffect.AlarmNoted it -> true;
      case WatchEffect.Tell it -> true;
      case WatchEffect.StandDown it -> true;
      case WatchEffect.StepBegun it -> true;
      case WatchEffect.OutcomeNoted it -> true;
      case WatchEffect.EndDrills it -> true;
      case WatchEffect.DrillPlanned it -> false;
      case WatchEffect.DrillCalledOff it -> false;
      case WatchEffect.Notice it -> false;
      case WatchEffect.TellOwned it -> false;
      case WatchEffect.Assigned it -> false;
    };
  }

  /** A deadline that fired without any step. */
  void fire(WatchId id, Deadline deadline) {
    Watch before = watch(id);
    TreeMap<Deadline.Key, Deadline> open = new TreeMap<>(before.deadlines());
    open.remove(deadline.key());
    watches.put(id, new Watch(id, before.state(), before.lastGeneration(), open, before.alarms()));
    fired.add(InputId.of(id, deadline));
  }

  void plan(Changes.NewVisit visit) {
    visits.add(visit);
  }

  void replan(Changes.ChangedVisit visit) {
    changedVisits.add(visit);
  }

  void journal(Changes.JournalEntry entry) {
    journal.add(entry);
  }

  /** Whether nothing is in it that anybody is shown. */
  boolean isOfCanariesOnly() {
    return !loaded.watches().isEmpty() && loaded.watches().keySet().stream().allMatch(Canary::is);
  }

  Changes changes() {
    List<Watch> written = new ArrayList<>();
    Map<WatchId, Integer> keptUnder = new TreeMap<>();
    List<Changes.OpenedDeadline> opened = new ArrayList<>();
    List<EndedDeadline> ended = new ArrayList<>();
    for (Watch after : watches.values()) {
      Watch before = Objects.requireNonNull(loaded.watches().get(after.id()));
      compareDeadlines(before, after, opened, ended);
      boolean same =
          Objects.equals(before.state(), after.state())
              && before.lastGeneration() == after.lastGeneration();
      if (!same && !loaded.unreadable().containsKey(after.id())) {
        written.add(after);
        if (after.state() instanceof WatchState.Guarding) {
          keptUnder.put(after.id(), policy(after.id()).version());
        }
      }
    }
    return new Changes(
        now,
        written,
        keptUnder,
        opened,
        ended,
        List.copyOf(alarms.values()),
        notes,
        journal,
        visits,
        changedVisits,
        assignments,
        notices,
        outcomes,
        corrections,
        settled,
        owed,
        quarantine,
        responses);
  }

  private void compareDeadlines(
      Watch before, Watch after, List<Changes.OpenedDeadline> opened, List<EndedDeadline> ended) {
    for (Deadline old : before.deadlines().values()) {
      Deadline current = after.deadlines().get(old.key());
      if (!old.equals(current)) {
        ended.add(new EndedDeadline(after.id(), old, end(after.id(), old, current)));
      }
    }
    for (Deadline current : after.deadlines().values()) {
      if (!current.equals(before.deadlines().get(current.key()))) {
        opened.add(new Changes.OpenedDeadline(after.id(), current));
      }
    }
  }

  private DeadlineEnd end(WatchId watch, Deadline old, @Nullable Deadline current) {
    if (fired.contains(InputId.of(watch, old))) {
      return DeadlineEnd.FIRED;
    }
    return current == null ? DeadlineEnd.CLOSED : DeadlineEnd.REPLACED;
  }

  private void changed(WatchId watch, Alarm alarm) {
    alarms.put(alarm.id(), new Changes.WatchedAlarm(watch, alarm, policy(watch).version()));
  }

  private static Watch withOpenAlarms(Watch watch) {
    TreeMap<AlarmId, Alarm> open = new TreeMap<>(watch.alarms());
    open.values().removeIf(alarm -> !alarm.isOpen());
    return new Watch(watch.id(), watch.state(), watch.lastGeneration(), watch.deadlines(), open);
  }

  private void take(WatchId watch, WatchEffect effect) {
    switch (effect) {
      case WatchEffect.Journalled it ->
          journal.add(
              new Changes.JournalEntry(
                  watch, now, it.what(), it.by(), it.wearable(), it.alarm(), it.details()));
      case WatchEffect.AlarmNoted it ->
          notes.add(new Changes.Note(it.alarm(), it.by(), it.at(), it.words()));
      case WatchEffect.Tell it -> responses.tellings().add(it);
      case WatchEffect.StandDown it -> responses.standDowns().add(it);
      case WatchEffect.StepBegun it -> responses.steps().add(it);
      case WatchEffect.OutcomeNoted it -> responses.outcomes().add(it);
      case WatchEffect.DrillPlanned it -> responses.drills().add(it);
      case WatchEffect.DrillCalledOff it -> responses.calledOff().add(it);
      case WatchEffect.EndDrills it -> owed.add(drillsEnd(it));
      case WatchEffect.Notice it -> notice(watch, it);
      case WatchEffect.TellOwned it -> owned.add(new DeskResult.Owned(it.wearable(), it.event()));
      case WatchEffect.Assigned assigned -> {
        // Taken before the others.
      }
    }
  }

  /** The site's watch is perhaps not locked here, so somebody else makes that step. */
  private Inbound drillsEnd(WatchEffect.EndDrills it) {
    return new Inbound(
        InputId.endDrills(it.because()),
        WatchId.SITE,
        now,
        null,
        null,
        false,
        OwedStep.encode(new WatchInput.EndDrills(it.because())));
  }

  /** A watch has nothing to say to a wearable that is somewhere else by now. */
  private void notice(WatchId watch, WatchEffect.Notice effect) {
    if (!speaksTo(watch, effect.wearable())) {
      return;
    }
    Message.Visit it = effect.notice();
    notices.put(
        effect.wearable(),
        new Message.Visit(
            it.visit(),
            it.phase(),
            it.deadlines(),
            it.silent(),
            it.audiblePanic(),
            it.alarms(),
            0,
            it.upTo(),
            loaded.epoch()));
  }

  /** A wearable that is on another visit by now is not taken back by the one it was on. */
  private void assign(WatchId watch, WatchEffect.Assigned it) {
    if (it.person() == null && isElsewhere(watch, it.wearable())) {
      return;
    }
    wearing.put(
        it.wearable(),
        it.person() == null
            ? null
            : new Assignment(it.wearable(), it.person(), it.visit(), it.participant(), now, null));
    assignments.add(
        new Changes.NewAssignment(it.wearable(), it.person(), it.visit(), it.participant(), now));
  }

  /**
   * The visit that a wearable is on speaks to it; the one that takes it back does so a last time;
   * and its standing watch, while it is on none.
   */
  private boolean speaksTo(WatchId watch, WearableId wearable) {
    if (isElsewhere(watch, wearable)) {
      return false;
    }
    boolean nowhere = wearing.get(wearable) == null;
    return !nowhere || watch.equals(WatchId.of(wearable)) || wasHere(watch, wearable);
  }

  private boolean wasHere(WatchId watch, WearableId wearable) {
    Wearer wearer = loaded.wearables().get(wearable);
    Assignment before = wearer == null ? null : wearer.assignment();
    return before != null && before.visit() != null && WatchId.of(before.visit()).equals(watch);
  }

  private boolean isElsewhere(WatchId watch, WearableId wearable) {
    Assignment current = wearing.get(wearable);
    return current != null && current.visit() != null && !WatchId.of(current.visit()).equals(watch);
  }
}
