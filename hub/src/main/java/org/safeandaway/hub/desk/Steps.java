package org.safeandaway.hub.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore.Wearer;
import org.safeandaway.hub.desk.Intake.Item;
import org.safeandaway.hub.desk.stored.OwedStep;
import org.safeandaway.hub.desk.stored.UnreadableState;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.Participant;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Plan;
import org.safeandaway.hub.watch.Step;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.hub.watch.WatchState;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.WearableId;

/**
 * Makes the steps of one transaction, and answers for those that cannot be made.
 *
 * <p>A step that throws, a watch whose state cannot be read, data that the store refused: the input
 * is poison. It goes to quarantine, a technical alarm is owed to the site's watch (which is perhaps
 * not locked here), and an alarm that must not be lost is raised without the watch's state.
 */
final class Steps {
  /** What a wearable said may be believed for so long. Source: protocol.md, "lost contact". */
  private static final Duration LIVE = Duration.ofSeconds(90);

  private final Ledger ledger;
  private final Desk.Stepper stepper;
  private final Instant now;
  private final DeskStore.@Nullable Refusal refusal;
  private final List<InputId> withoutTrace = new ArrayList<>();

  Steps(Ledger ledger, Desk.Stepper stepper, DeskStore.@Nullable Refusal refusal) {
    this.ledger = ledger;
    this.stepper = stepper;
    this.now = ledger.now();
    this.refusal = refusal;
  }

  /** A step, or why there is none. */
  private sealed interface Made {
    record Well(Step step) implements Made {}

    record Badly(Changes.Trouble why, String words) implements Made {}
  }

  /** Inputs that did nothing and may be tried again under the same id: their rows go. */
  List<InputId> withoutTrace() {
    return withoutTrace;
  }

  Answer step(Item item) {
    if (item.turnedAway() != null) {
      ledger.quarantine.add(item.turnedAway());
      return new Answer.NothingToDo();
    }
    if (item.step() == null) {
      return new Answer.NothingToDo();
    }
    WatchInput input = completed(item.watch(), item.step());
    if (input instanceof WatchInput.DeadlineDue due && notDue(item.watch(), due)) {
      return new Answer.NothingToDo();
    }
    if (input instanceof WatchInput.Assign assign && guardsElsewhere(item.watch(), assign)) {
      withoutTrace.add(item.id());
      return new Answer.Refused(
          Answer.Refusal.CONFLICT,
          "This wearable still guards somebody on another visit: end that one first, or say why you"
              + " take it from them.");
    }
    return switch (make(item.watch(), input)) {
      case Made.Well(Step step) -> applied(item, input, step);
      case Made.Badly(Changes.Trouble why, String words) -> poisoned(item, input, why, words);
    };
  }

  /** Makes a step that an earlier transaction left owed. */
  void settle(Inbound owed) {
    ledger.settled.add(owed.id());
    try {
      WatchInput input = OwedStep.decode(content(owed));
      switch (make(owed.watch(), input)) {
        case Made.Well(Step step) -> ledger.apply(input, step);
        case Made.Badly(Changes.Trouble why, String words) -> {
          raiseRegardless(owed.watch(), input);
          quarantine(owed.watch(), kept(owed, why, words), why);
        }
      }
    } catch (UnreadableState unreadable) {
      String words = String.valueOf(unreadable.getMessage());
      quarantine(owed.watch(), kept(owed, Changes.Trouble.STATE, words), Changes.Trouble.STATE);
    }
  }

  /** See {@link DeskRun}: the watch is not locked, so nothing of it is written but the alarm. */
  Answer raiseAndOwe(Item item) {
    WatchInput.FromWearable event = (WatchInput.FromWearable) item.step();
    Inbound row = item.inbound();
    if (event == null || row == null) {
      throw new IllegalStateException("not a panic: " + item.id());
    }
    raise(item.watch(), new WatchInput.RaiseRegardless(event), false);
    Outcome outcome = Outcome.COUNTED;
    if (make(item.watch(), event) instanceof Made.Well(Step step)
        && step.answer() instanceof Answer.Receipted foreseen) {
      outcome = foreseen.outcome();
    }
    ledger.owed.add(
        new Inbound(
            row.id(),
            row.watch(),
            row.receivedAt(),
            row.occurred(),
            outcome,
            false,
            OwedStep.encode(event)));
    return new Answer.Receipted(outcome);
  }

  private Made make(WatchId id, WatchInput input) {
    if (refusal != null) {
      return new Made.Badly(Changes.Trouble.REFUSED, String.valueOf(refusal.getMessage()));
    }
    Optional<String> unreadable = ledger.unreadable(id);
    if (unreadable.isPresent() && !input.isAboutAlarmsOnly()) {
      return new Made.Badly(Changes.Trouble.STATE, unreadable.get());
    }
    try {
      return new Made.Well(
          stepper.step(ledger.watch(id), input, ledger.policy(id), ledger.office(), now));
    } catch (RuntimeException bug) {
      // The one place where any exception counts as the input's own: a step is pure, so whatever it
      // throws it will throw again, and the inputs behind this one must not wait for ever.
      return new Made.Badly(Changes.Trouble.STEP, bug.toString());
    }
  }

  private Answer applied(Item item, WatchInput input, Step step) {
    Answer answer = step.answer();
    if (answer instanceof Answer.Refused) {
      withoutTrace.add(item.id());
      return answer;
    }
    ledger.apply(input, step);
    if (input instanceof WatchInput.OccurredEarlier earlier) {
      ledger.corrections.put(item.id(), earlier.occurred());
    }
    if (item.input() instanceof DeskInput.Office office && office.details() != null) {
      inWords(input, step, office.details());
    }
    if (answer instanceof Answer.Receipted receipted && item.inbound() != null) {
      noteOutcome(item.id(), receipted.outcome());
    }
    return answer;
  }

  /** The visit's own row, in the words of those who plan it. */
  private void inWords(WatchInput input, Step step, VisitDetails details) {
    WatchState state = step.watch().state();
    if (input instanceof WatchInput.PlanVisit plan) {
      ledger.plan(new Changes.NewVisit(plan.plan(), plan.by(), details, now));
    } else if (input instanceof WatchInput.ChangeVisit && state instanceof WatchState.Planned it) {
      ledger.replan(changed(it.plan(), it.participants(), details));
    } else if (input instanceof WatchInput.ChangeVisit && state instanceof WatchState.Guarding it) {
      ledger.replan(changed(it.plan(), it.participants(), details));
    }
  }

  private static Changes.ChangedVisit changed(
      Plan plan, List<Participant> participants, VisitDetails details) {
    TreeMap<ParticipantId, PersonId> visitors = new TreeMap<>();
    participants.forEach(each -> visitors.put(each.id(), each.person()));
    return new Changes.ChangedVisit(plan, visitors, details);
  }

  private Answer poisoned(Item item, WatchInput input, Changes.Trouble why, String words) {
    raiseRegardless(item.watch(), input);
    quarantine(item.watch(), Intake.kept(item.input(), why, words, now), why);
    if (input instanceof WatchInput.FromWearable event) {
      Outcome outcome = event.kind().isUrgent() ? Outcome.COUNTED : Outcome.NOTED;
      noteOutcome(item.id(), outcome);
      return new Answer.Receipted(outcome);
    }
    if (input instanceof WatchInput.OccurredEarlier earlier) {
      ledger.corrections.put(item.id(), earlier.occurred());
    }
    if (!(item.input() instanceof DeskInput.Office)) {
      return new Answer.NothingToDo();
    }
    // Sent again, it is refused again: with its row it would be taken for what was done before.
    withoutTrace.add(item.id());
    return new Answer.Refused(
        Answer.Refusal.INVALID,
        "This could not be done because of a fault in Safe & Away. It was kept, and a technical"
            + " alarm was raised. Try another way, or telephone.");
  }

  /**
   * What must raise an alarm whatever happens: a panic, a duress, a due deadline, our own faults.
   * It is stepped on a watch that has no state, so none can be in its way.
   */
  private void raiseRegardless(WatchId watch, WatchInput input) {
    if (input instanceof WatchInput.FromWearable event && event.kind().isUrgent()) {
      raise(watch, new WatchInput.RaiseRegardless(event), true);
    } else if (input instanceof WatchInput.Technical || input instanceof WatchInput.NotWatched) {
      raise(watch, input, true);
    } else if (input instanceof WatchInput.DeadlineDue due) {
      Deadline deadline = ledger.watch(watch).deadlines().get(due.key());
      if (deadline != null) {
        raise(watch, new WatchInput.FireRegardless(deadline, due.duringOutage()), true);
        ledger.fire(watch, deadline);
      }
    }
  }

  private void raise(WatchId watch, WatchInput regardless, boolean locked) {
    Watch stateless = Watch.untouched(watch);
    if (locked) {
      Watch known = ledger.watch(watch);
      stateless = new Watch(watch, null, known.lastGeneration(), known.deadlines(), known.alarms());
    }
    Step step = stepper.step(stateless, regardless, ledger.policy(watch), ledger.office(), now);
    ledger.raise(watch, step, locked);
  }

  /**
   * The row, and a technical alarm that somebody else makes: the site's watch is not locked here. A
   * bug that meets every input of a watch is one alarm an hour.
   */
  private void quarantine(WatchId watch, Changes.Quarantined kept, Changes.Trouble why) {
    ledger.quarantine.add(kept);
    WatchInput.Technical technical =
        new WatchInput.Technical(
            "poison/" + why + "/" + watch + "/" + now.truncatedTo(ChronoUnit.HOURS),
            "An input could not be carried out ("
                + why
                + "). It and all like it are in quarantine.");
    ledger.owed.add(
        new Inbound(
            InputId.technical(technical.id()),
            WatchId.SITE,
            now,
            null,
            null,
            false,
            OwedStep.encode(technical)));
  }

  private void noteOutcome(InputId id, Outcome outcome) {
    if (outcome != Outcome.COUNTED) {
      ledger.outcomes.put(id, outcome);
    }
  }

  private boolean notDue(WatchId watch, WatchInput.DeadlineDue due) {
    Deadline deadline = ledger.watch(watch).deadlines().get(due.key());
    return deadline == null
        || deadline.generation() != due.generation()
        || deadline.dueAt().isAfter(now);
  }

  /** Puts in what only the rows tell. */
  private WatchInput completed(WatchId watch, WatchInput input) {
    if (input instanceof WatchInput.DeadlineDue due) {
      Wearer wearer = wearer(ledger.watch(watch), due.key().participant());
      return new WatchInput.DeadlineDue(
          due.key(),
          due.generation(),
          due.duringOutage(),
          later(due.lastHeard(), wearer == null ? null : wearer.lastHeard()));
    }
    if (input instanceof WatchInput.Assign assign) {
      return new WatchInput.Assign(
          assign.by(),
          assign.participant(),
          assign.wearable(),
          unsent(ledger.wearer(assign.wearable())),
          assign.override());
    }
    return input;
  }

  /** Of one that is switched off nobody knows: it may never come back to send them. */
  private @Nullable Integer unsent(@Nullable Wearer wearer) {
    Instant heard = wearer == null ? null : wearer.lastHeard();
    boolean live = heard != null && !heard.plus(LIVE).isBefore(now);
    return wearer != null && live ? wearer.unsent() : null;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || other != null && other.isAfter(one) ? other : one;
  }

  /** One watch cannot see another; both are locked here, see {@link Intake}. */
  private boolean guardsElsewhere(WatchId here, WatchInput.Assign assign) {
    Wearer wearer = ledger.wearer(assign.wearable());
    DeskStore.Assignment worn = wearer == null ? null : wearer.assignment();
    boolean overridden = assign.override() != null && !assign.override().isBlank();
    if (overridden || worn == null || worn.visit() == null) {
      return false;
    }
    WatchId there = WatchId.of(worn.visit());
    WatchState state = ledger.watch(there).state();
    return !there.equals(here)
        && state != null
        && state.participants().stream()
            .anyMatch(who -> assign.wearable().equals(who.wearable()) && who.isGuarded());
  }

  private @Nullable Wearer wearer(Watch watch, @Nullable ParticipantId participant) {
    WatchState state = watch.state();
    for (Participant it : state == null ? List.<Participant>of() : state.participants()) {
      WearableId wearable = it.wearable();
      if (it.id().equals(participant) && wearable != null) {
        return ledger.wearer(wearable);
      }
    }
    return null;
  }

  private Changes.Quarantined kept(Inbound owed, Changes.Trouble why, String words) {
    return new Changes.Quarantined(owed.id(), null, content(owed), why.name(), words, now);
  }

  private static byte[] content(Inbound owed) {
    byte[] content = owed.content();
    if (content == null) {
      throw new IllegalStateException("an owed step without content: " + owed.id());
    }
    return content;
  }
}
