package org.safeandaway.simulator.universe.oracle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;

/**
 * A drill that was planned is held at its time or called off; it never begins beside a real alarm
 * and is ended by one; it ends; and nothing that is seen of it can be taken for a real alarm, nor
 * the other way round. That a real alarm is not hidden or delayed by one is what the other rules
 * ask of every alarm, whatever else goes on; that a drill climbs as a real alarm does, too.
 */
final class Drills {
  /** Hub time is kept in microseconds, what people ask for in milliseconds. */
  private static final Duration ROUNDING = Duration.ofMillis(5);

  /** A drill looks for itself whether it may go on. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** Whoever plans a drill ends it within four minutes, and asks again until they are answered. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Facts facts;
  private final Weather weather;
  private final Duration end;

  Drills(Facts facts, Weather weather, Duration end) {
    this.facts = facts;
    this.weather = weather;
    this.end = end;
  }

  void judge(Verdict verdict) {
    List<Facts.AlarmHistory> real =
        StreamSupport.stream(facts.alarms().spliterator(), false)
            .filter(history -> facts.exercise(history) == null)
            .filter(history -> history.last().kind() != AlarmKind.TECHNICAL)
            .toList();
    for (Map.Entry<String, Exercise> each : facts.exercises().entrySet()) {
      Facts.AlarmHistory history = facts.alarm(each.getKey());
      if (history == null) {
        isNotForgotten(each.getValue(), verdict);
      } else {
        begins(each.getValue(), history, real, verdict);
        ends(each.getValue(), history, real, verdict);
      }
    }
    facts.alarms().forEach(history -> isWhatItLooksLike(history, verdict));
    facts.tape().all(Seen.Told.class).forEach(it -> told(it, verdict));
    facts.tape().all(Seen.Written.class).forEach(it -> written(it, verdict));
  }

  private void isNotForgotten(Exercise drill, Verdict verdict) {
    if (drill.agreed != null
        && drill.calledOff == null
        && weather.bound(due(drill, drill.agreed)).compareTo(end) <= 0) {
      verdict.violated("drill", drill.agreed, drill + " was neither held nor called off");
    }
  }

  private Duration due(Exercise drill, Duration planned) {
    Duration at = drill.plan.at() == null ? planned : facts.trueTime(drill.plan.at());
    return at.compareTo(planned) > 0 ? at : planned;
  }

  private void begins(
      Exercise drill, Facts.AlarmHistory history, List<Facts.AlarmHistory> real, Verdict verdict) {
    Duration begun = history.raised();
    Duration earliest = due(drill, drill.asked).minus(facts.clockSet()).minus(ROUNDING);
    if (begun.compareTo(earliest) < 0 || drill.calledOff != null) {
      verdict.violated("drill", begun, drill + " begins too soon, or though it was called off");
    }
    for (Facts.AlarmHistory alarm : real) {
      Alarm then = alarm.at(begun);
      if (then != null && then.isOpen() && alarm.raised().compareTo(begun) < 0) {
        verdict.violated("drill", begun, drill + " begins while this is open: " + alarm);
      }
    }
  }

  private void ends(
      Exercise drill, Facts.AlarmHistory history, List<Facts.AlarmHistory> real, Verdict verdict) {
    Duration begun = history.raised();
    Duration ended = ended(history);
    if (ended == null && weather.bound(begun.plus(LONGEST)).compareTo(end) <= 0) {
      verdict.violated("drill", begun, drill + " never ends");
    }
    for (Facts.AlarmHistory alarm : real) {
      boolean during =
          alarm.raised().compareTo(begun) >= 0
              && (ended == null || alarm.raised().compareTo(ended) < 0);
      Duration bound = weather.bound(alarm.raised().plus(LOOK));
      if (during && bound.compareTo(end) <= 0 && (ended == null || ended.compareTo(bound) > 0)) {
        verdict.violated("drill", alarm.raised(), drill + " goes on beside " + alarm);
      }
    }
  }

  private static @Nullable Duration ended(Facts.AlarmHistory history) {
    return history.shown.stream()
        .filter(sight -> !sight.seen().alarm().isOpen())
        .map(Tape.Sight::at)
        .findFirst()
        .orElse(null);
  }

  private void isWhatItLooksLike(Facts.AlarmHistory history, Verdict verdict) {
    Exercise drill = facts.exercise(history);
    for (Tape.Sight<Seen.AlarmShown> sight : history.shown) {
      Alarm alarm = sight.seen().alarm();
      if (alarm.isDrill() != (drill != null)) {
        verdict.violated("mistaken", sight.at(), history + " looks like what it is not");
      }
      if (drill != null && (alarm.kind() != drill.plan.kind() || !isAboutNobody(sight.seen()))) {
        verdict.violated("mistaken", sight.at(), history + " is about somebody, or of a new kind");
      }
    }
  }

  private static boolean isAboutNobody(Seen.AlarmShown shown) {
    Alarm alarm = shown.alarm();
    return shown.watch().equals(WatchId.SITE)
        && alarm.participant() == null
        && alarm.wearable() == null
        && alarm.wearerThen() == null
        && alarm.wearerNow() == null;
  }

  private void told(Tape.Sight<Seen.Told> sight, Verdict verdict) {
    if (sight.seen().marked() != isDrill(sight.seen().alarm())) {
      verdict.violated("mistaken", sight.at(), "the mark is wrong: " + sight.seen());
    }
  }

  /** What is not announced is not written of before it begins. */
  private void written(Tape.Sight<Seen.Written> sight, Verdict verdict) {
    AlarmId alarm = sight.seen().alarm();
    if (alarm != null && (sight.seen().drill() != null) != isDrill(alarm)) {
      verdict.violated("mistaken", sight.at(), "the mark is wrong: " + sight.seen());
    }
    if (sight.seen().what().equals("drill.planned")
        && facts.exercises().values().stream()
            .noneMatch(
                it ->
                    it.plan.announced() && it.plan.drill().value().equals(sight.seen().drill()))) {
      verdict.violated("drill", sight.at(), "was not to be announced: " + sight.seen());
    }
  }

  private boolean isDrill(AlarmId alarm) {
    return facts.exercises().containsKey(alarm.toString());
  }
}
