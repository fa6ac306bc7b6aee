package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.Policy;

/**
 * One watch: its state, the promises that are open, the alarms that are open. Maps are sorted, so
 * that the same inputs give the same effects in the same order on every machine.
 *
 * @param state absent before the first input
 * @param lastGeneration the last one given to a deadline of this watch
 * @param deadlines open ones only; one that fired, was kept or was replaced is not among them
 * @param alarms open ones, and those that this step resolved
 */
public record Watch(
    WatchId id,
    @Nullable WatchState state,
    long lastGeneration,
    SortedMap<Deadline.Key, Deadline> deadlines,
    SortedMap<AlarmId, Alarm> alarms) {

  public Watch {
    deadlines = Collections.unmodifiableSortedMap(new TreeMap<>(deadlines));
    alarms = Collections.unmodifiableSortedMap(new TreeMap<>(alarms));
  }

  /** A watch to which nothing has happened yet. */
  public static Watch untouched(WatchId id) {
    return new Watch(id, null, 0, new TreeMap<>(), new TreeMap<>());
  }

  /**
   * What one input does.
   *
   * @param office who can be told now
   * @param now hub time
   */
  public static Step step(
      Watch watch, WatchInput input, Policy policy, Office office, Instant now) {
    Draft draft = new Draft(watch, policy, office, now);
    Answer answer =
        switch (input) {
          case WatchInput.PlanVisit plan -> OfficeInputs.plan(draft, plan);
          case WatchInput.ChangeVisit change -> Changing.change(draft, change);
          case WatchInput.Authorise authorise -> OfficeInputs.authorise(draft, authorise);
          case WatchInput.Cancel cancel -> OfficeInputs.cancel(draft, cancel);
          case WatchInput.Assign assign -> Assigning.assign(draft, assign);
          case WatchInput.ByTelephone call -> OfficeInputs.telephone(draft, call);
          case WatchInput.AnswerQuestion reply -> OfficeInputs.answer(draft, reply);
          case WatchInput.ShowSafeWord show -> SafeWords.show(draft, show);
          case WatchInput.FromWearable event -> WearerEvents.takeIn(draft, event);
          case WatchInput.OccurredEarlier copy -> WearerEvents.earlier(draft, copy);
          case WatchInput.DeadlineDue due -> DueDeadlines.fire(draft, due);
          case WatchInput.HeardAgain heard -> Contact.heardAgain(draft, heard);
          case WatchInput.Acknowledge take -> AlarmInputs.acknowledge(draft, take);
          case WatchInput.AddNote note -> AlarmInputs.note(draft, note);
          case WatchInput.TakeOver take -> AlarmInputs.takeOver(draft, take);
          case WatchInput.StillOnIt still -> AlarmInputs.stillOnIt(draft, still);
          case WatchInput.RecordOutcome outcome -> AlarmInputs.outcome(draft, outcome);
          case WatchInput.SendFailed failed -> Ladder.failed(draft, failed);
          case WatchInput.Resolve resolve -> AlarmInputs.resolve(draft, resolve);
          case WatchInput.PlanDrill plan -> Drills.plan(draft, plan);
          case WatchInput.CancelDrill cancel -> Drills.cancel(draft, cancel);
          case WatchInput.EndDrill end -> Drills.end(draft, end);
          case WatchInput.EndDrills end -> Drills.endAll(draft);
          case WatchInput.Technical technical -> Raising.technical(draft, technical);
          case WatchInput.NotWatched nobody -> Raising.notWatched(draft, nobody);
          case WatchInput.RaiseRegardless regardless ->
              Raising.regardless(draft, regardless.event());
          case WatchInput.FireRegardless regardless -> Raising.regardless(draft, regardless);
        };
    return draft.finish(answer);
  }
}
