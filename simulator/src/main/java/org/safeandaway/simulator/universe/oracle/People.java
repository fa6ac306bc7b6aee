package org.safeandaway.simulator.universe.oracle;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;

/** An alarm ends and is owned only by what a person did, and never by its own wearer's word. */
final class People {
  private final Facts facts;

  People(Facts facts) {
    this.facts = facts;
  }

  void judge(Verdict verdict) {
    for (Facts.AlarmHistory history : facts.alarms()) {
      Alarm previous = null;
      for (Tape.Sight<Seen.AlarmShown> sight : history.shown) {
        changed(history, previous, sight, verdict);
        previous = sight.seen().alarm();
      }
    }
    facts
        .tape()
        .all(Seen.Office.class)
        .filter(it -> it.seen().answer() instanceof Answer.Done)
        .forEach(it -> ownAlarm(it, verdict));
  }

  private void changed(
      Facts.AlarmHistory history,
      @Nullable Alarm before,
      Tape.Sight<Seen.AlarmShown> sight,
      Verdict verdict) {
    Alarm alarm = sight.seen().alarm();
    Alarm.Owner owner = alarm.owner();
    if (owner != null && (before == null || !owner.equals(before.owner()))) {
      boolean asked =
          asked(
              sight,
              WatchInput.Acknowledge.class,
              it -> it.alarm().equals(alarm.id()) && it.by().equals(owner.person()));
      if (!asked || before != null && before.owner() != null) {
        verdict.violated("owner", sight.at(), alarm.kind() + " is " + owner + "'s");
      }
    }
    Alarm.Resolution end = alarm.resolution();
    if (end != null && (before == null || before.resolution() == null)) {
      boolean asked =
          asked(
              sight,
              WatchInput.Resolve.class,
              it ->
                  it.alarm().equals(alarm.id())
                      && it.by().equals(end.by())
                      && it.reason() == end.reason());
      if (!(asked && owner != null) && !isDrillsEnd(history, sight)) {
        verdict.violated("ended", sight.at(), alarm.kind() + " by " + end);
      }
    }
    if (before != null && before.resolution() != null && end == null) {
      verdict.violated("reopened", sight.at(), alarm.toString());
    }
  }

  /** A drill is also ended by its planner, whoever has it, and by a real alarm that was raised. */
  private boolean isDrillsEnd(Facts.AlarmHistory history, Tape.Sight<Seen.AlarmShown> sight) {
    Exercise drill = facts.exercise(history);
    Alarm.Resolution end = sight.seen().alarm().resolution();
    if (drill == null || end == null || end.reason() != Alarm.Reason.DRILL) {
      return false;
    }
    if (end.by() != null) {
      return end.by().equals(drill.plan.by())
          && asked(sight, WatchInput.EndDrill.class, it -> it.drill().equals(drill.plan.drill()));
    }
    for (Facts.AlarmHistory other : facts.alarms()) {
      if (facts.exercise(other) == null
          && other.last().kind() != AlarmKind.TECHNICAL
          && other.raised().compareTo(history.raised()) >= 0
          && other.raised().compareTo(sight.at()) <= 0) {
        return true;
      }
    }
    return false;
  }

  private <A extends WatchInput> boolean asked(
      Tape.Sight<Seen.AlarmShown> sight, Class<A> kind, Predicate<A> what) {
    return facts
        .tape()
        .all(Seen.Office.class)
        .filter(it -> it.at().compareTo(sight.at()) <= 0)
        .map(it -> it.seen().action())
        .filter(kind::isInstance)
        .map(kind::cast)
        .anyMatch(what);
  }

  /** Rule ESC-3. */
  private void ownAlarm(Tape.Sight<Seen.Office> sight, Verdict verdict) {
    if (sight.seen().action() instanceof WatchInput.Acknowledge take) {
      Facts.AlarmHistory alarm = facts.alarm(take.alarm().toString());
      if (alarm != null && take.by().equals(alarm.last().wearerNow())) {
        verdict.violated("own alarm", sight.at(), take.by() + " took their own " + alarm);
      }
    }
  }
}
