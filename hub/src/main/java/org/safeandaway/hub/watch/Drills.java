package org.safeandaway.hub.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.Answer.Refusal;
import org.safeandaway.hub.watch.WatchState.PlannedDrill;
import org.safeandaway.hub.watch.WatchState.Site;

/**
 * A drill is an alarm on the site's watch, which is about nobody and has no wearable, and which
 * climbs the real ladder. One deadline of it is open at any time: first the one that begins it;
 * while it goes on, one that looks again and again whether a real alarm is open.
 *
 * <p>A real alarm ends a drill, in two ways that do not depend on each other. Whoever raises one
 * while a drill goes on leaves the ending of it owed to the site's watch, which is not locked there
 * and which nothing waits for. And the drill looks for itself: an alarm that was being committed
 * while the drill began saw no drill to end.
 */
final class Drills {
  static final int MOST_PLANNED = 20;
  static final Duration LONGEST_AHEAD = Duration.ofDays(366);
  static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  /** A form that stood open for a while still means now. */
  private static final Duration ALMOST_NOW = Duration.ofMinutes(2);

  /** One that the hub could not begin in time surprises more people than it is meant to. */
  private static final Duration TOO_LATE = Duration.ofMinutes(5);

  private static final String ENDED =
      "A real alarm was raised while the drill went on, and ended it.";

  private Drills() {}

  static Answer plan(Draft draft, WatchInput.PlanDrill input) {
    if (!(draft.state() instanceof Site site)) {
      return new Answer.Refused(Refusal.INVALID, "Drills are planned on the site's watch.");
    }
    if (!WatchInput.PlanDrill.KINDS.contains(input.kind())) {
      return new Answer.Refused(Refusal.INVALID, "This kind of alarm cannot be practised.");
    }
    if (site.drills().size() >= MOST_PLANNED) {
      return new Answer.Refused(
          Refusal.CONFLICT, "So many drills are planned already that one has to be held first.");
    }
    Instant at = input.at() == null ? draft.now : input.at();
    if (at.isBefore(draft.now.minus(ALMOST_NOW))) {
      return new Answer.Refused(Refusal.INVALID, "That time is over: choose a later one.");
    }
    if (at.isAfter(draft.now.plus(LONGEST_AHEAD))) {
      return new Answer.Refused(Refusal.INVALID, "Choose a time within a year from now.");
    }
    DrillId id = input.drill();
    Instant begins = at.isBefore(draft.now) ? draft.now : at;
    PlannedDrill planned = new PlannedDrill(input.kind(), input.by(), input.announced());
    draft.become(site.with(id, planned));
    draft.arm(key(id.alarm()), begins, begins);
    draft.add(
        new WatchEffect.DrillPlanned(
            id, input.by(), input.kind(), draft.now, begins, input.announced(), input.visitor()));
    if (input.announced()) {
      journal(draft, Happening.DRILL_PLANNED, input.by(), id, Map.of("at", begins.toString()));
    }
    return new Answer.Done();
  }

  /** One that was not announced does not exist for anybody but its planner. */
  static Answer cancel(Draft draft, WatchInput.CancelDrill cancel) {
    PlannedDrill planned =
        draft.state() instanceof Site site ? site.drills().get(cancel.drill()) : null;
    if (planned == null && draft.alarm(cancel.drill().alarm()).isPresent()) {
      return new Answer.Refused(Refusal.CONFLICT, "This drill has begun: end it instead.");
    }
    if (planned == null || !(planned.announced() || planned.by().equals(cancel.by()))) {
      return new Answer.Refused(Refusal.NOT_FOUND, "There is no such drill any more.");
    }
    draft.disarm(key(cancel.drill().alarm()));
    callOff(draft, cancel.drill(), cancel.by(), "cancelled");
    return new Answer.Done();
  }

  /** Its time has come, or the time to look whether it may go on. */
  static void due(Draft draft, Deadline deadline) {
    AlarmId id = deadline.key().alarm();
    Optional<Alarm> alarm = id == null ? Optional.empty() : draft.alarm(id).filter(Alarm::isOpen);
    if (alarm.isPresent()) {
      look(draft, alarm.get());
    } else if (draft.state() instanceof Site site) {
      site.drills().entrySet().stream()
          .filter(each -> each.getKey().alarm().equals(id))
          .findFirst()
          .ifPresent(each -> begin(draft, each.getKey(), each.getValue(), deadline));
    }
  }

  private static void begin(Draft draft, DrillId id, PlannedDrill planned, Deadline deadline) {
    if (draft.office.alarmed()) {
      callOff(draft, id, null, "a real alarm was open");
    } else if (draft.openAlarms().stream().anyMatch(Alarm::isDrill)) {
      callOff(draft, id, null, "another drill was going on");
    } else if (draft.now.isAfter(deadline.dueAt().plus(TOO_LATE))) {
      callOff(draft, id, null, "the hub was not running at its time");
    } else {
      over(draft, id);
      journal(
          draft,
          Happening.DRILL_BEGUN,
          planned.by(),
          id,
          Map.of("announced", Boolean.toString(planned.announced())));
      Raising.drill(draft, id, planned.kind());
      lookAgain(draft, id.alarm());
    }
  }

  private static void look(Draft draft, Alarm alarm) {
    if (draft.office.alarmed()) {
      end(draft, alarm, null, ENDED);
    } else {
      lookAgain(draft, alarm.id());
    }
  }

  private static void lookAgain(Draft draft, AlarmId alarm) {
    Instant next = draft.now.plus(LOOK_EVERY);
    draft.arm(key(alarm), next, next);
  }

  /** A real alarm was raised. */
  static Answer endAll(Draft draft) {
    Answer answer = new Answer.NothingToDo();
    for (Alarm alarm : draft.openAlarms()) {
      if (alarm.isDrill()) {
        end(draft, alarm, null, ENDED);
        answer = new Answer.Done();
      }
    }
    return answer;
  }

  /** Its planner ends it, whoever has it. */
  static Answer end(Draft draft, WatchInput.EndDrill end) {
    Alarm alarm =
        draft.alarm(end.drill().alarm()).filter(it -> it.isOpen() && it.isDrill()).orElse(null);
    if (alarm == null) {
      return new Answer.Refused(Refusal.NOT_FOUND, "This drill is not going on any more.");
    }
    end(draft, alarm, end.by(), "Ended by its planner.");
    return new Answer.Done();
  }

  private static void end(Draft draft, Alarm alarm, @Nullable PersonId by, String words) {
    Ladder.end(draft, alarm);
    draft.disarm(key(alarm.id()));
    Alarm ended = alarm.resolved(new Alarm.Resolution(by, draft.now, Alarm.Reason.DRILL, words));
    draft.put(ended);
    StandingDown.closed(draft, ended, by);
    draft.journal(
        Happening.ALARM_RESOLVED,
        by,
        alarm,
        Map.of("reason", Alarm.Reason.DRILL.name(), "words", words));
  }

  private static void callOff(Draft draft, DrillId id, @Nullable PersonId by, String why) {
    over(draft, id);
    draft.add(new WatchEffect.DrillCalledOff(id, by, draft.now, why));
    journal(draft, Happening.DRILL_CALLED_OFF, by, id, Map.of("why", why));
  }

  /** Nothing is planned any more. */
  private static void over(Draft draft, DrillId id) {
    if (draft.state() instanceof Site site) {
      draft.become(site.without(id));
    }
  }

  private static void journal(
      Draft draft, Happening what, @Nullable PersonId by, DrillId id, Map<String, String> details) {
    Map<String, String> all = new TreeMap<>(details);
    all.put("drill", id.value());
    draft.journal(what, by, null, null, all);
  }

  private static Deadline.Key key(AlarmId alarm) {
    return new Deadline.Key(null, alarm, Deadline.Kind.DRILL);
  }
}
