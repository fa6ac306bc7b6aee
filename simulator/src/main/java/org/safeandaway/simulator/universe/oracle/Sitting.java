package org.safeandaway.simulator.universe.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;

/** One wearer in one visit: what the hub came to know of what they did, in the order of commits. */
final class Sitting {
  final Facts.Seat seat;
  final List<Act> acts;
  final List<Facts.AlarmHistory> alarms = new ArrayList<>();

  /**
   * Something the wearer did, or said on the telephone.
   *
   * @param done when it was truly done, at the latest
   * @param stated when the hub takes it to have been done, as a true time
   * @param known whether the hub knew that instant at once; learned later it moves nothing on
   * @param committed when the hub had it
   */
  record Act(
      EventKind kind,
      Duration done,
      Duration stated,
      boolean known,
      Duration committed,
      Outcome outcome,
      String name) {
    boolean counted() {
      return outcome == Outcome.COUNTED;
    }
  }

  /** When an alarm about this wearer was closed by a person, who then guards on from there. */
  List<Duration> resolved(AlarmKind... kinds) {
    List<Duration> times = new ArrayList<>();
    for (Facts.AlarmHistory alarm : alarms) {
      boolean asked = kinds.length == 0 || List.of(kinds).contains(alarm.last().kind());
      for (Tape.Sight<Seen.AlarmShown> sight :
          asked ? alarm.shown : List.<Tape.Sight<Seen.AlarmShown>>of()) {
        if (sight.seen().alarm().resolution() != null) {
          times.add(sight.at());
          break;
        }
      }
    }
    return times;
  }

  private Sitting(Facts.Seat seat, List<Act> acts) {
    this.seat = seat;
    this.acts = acts;
  }

  static Sitting of(Facts facts, Facts.Seat seat) {
    List<Act> acts = new ArrayList<>();
    for (Facts.Event event : facts.events()) {
      Duration committed = event.committed();
      if (committed != null
          && event.wearable.equals(seat.wearable())
          && seat.watch().equals(event.watch)) {
        Facts.Record last = event.records.getLast();
        acts.add(
            new Act(
                event.kind,
                event.made,
                facts.trueTime(last.occurred()),
                event.records.getFirst().known(),
                committed,
                event.outcome(),
                event.id));
      }
    }
    acts.addAll(calls(facts, seat));
    acts.sort(Comparator.comparing(Act::committed).thenComparing(Act::done));
    Sitting sitting = new Sitting(seat, acts);
    for (Facts.AlarmHistory alarm : facts.alarms()) {
      if (alarm.watch.equals(seat.watch())
          && (alarm.last().participant() == null
              || alarm.last().participant().number() == seat.participant())) {
        sitting.alarms.add(alarm);
      }
    }
    return sitting;
  }

  private static List<Act> calls(Facts facts, Facts.Seat seat) {
    List<Act> calls = new ArrayList<>();
    for (Tape.Sight<Seen.Office> sight : facts.tape().all(Seen.Office.class).toList()) {
      if (sight.seen().answer() instanceof Answer.Done
          && sight.seen().watch().equals(seat.watch())
          && sight.seen().action() instanceof WatchInput.ByTelephone call
          && call.participant().number() == seat.participant()) {
        calls.add(
            new Act(
                call.kind(),
                sight.at(),
                asked(facts, sight),
                true,
                asked(facts, sight),
                Outcome.COUNTED,
                "telephone " + call.id()));
      }
    }
    return calls;
  }

  private static Duration asked(Facts facts, Tape.Sight<Seen.Office> answer) {
    return facts
        .tape()
        .all(Seen.Office.class)
        .filter(it -> it.seen().id().equals(answer.seen().id()))
        .map(Tape.Sight::at)
        .findFirst()
        .orElseThrow();
  }

  /** Whether the visit had begun for this wearer, by an earlier commit. */
  boolean hadArrived(Duration before) {
    return acts.stream()
        .anyMatch(
            act ->
                act.counted()
                    && act.committed().compareTo(before) < 0
                    && (act.kind() == EventKind.ARRIVED
                        || act.kind() == EventKind.CHECK_IN
                        || act.kind() == EventKind.DURESS));
  }

  /** Whether the wearer was leaving, or had said "safe and away", by an earlier commit. */
  boolean wasLeaving(Duration before) {
    return acts.stream().anyMatch(act -> isEnding(act) && act.committed().compareTo(before) < 0);
  }

  static boolean isEnding(Act act) {
    boolean safe = act.kind() == EventKind.SAFE_AND_AWAY;
    return safe || act.kind() == EventKind.LEAVING && act.counted();
  }

  /** Whether the next check-in counts from this act. */
  boolean arms(Act act) {
    if (!act.counted() || !act.known() || wasLeaving(act.committed())) {
      return false;
    }
    return switch (act.kind()) {
      case ARRIVED, CHECK_IN, DURESS -> true;
      case MORE_TIME -> hadArrived(act.committed());
      case LEAVING, SAFE_AND_AWAY, ADVICE, WITHDRAWN, SELF_TEST, PANIC, UNKNOWN -> false;
    };
  }

  /**
   * Whether the next check-in may count from this act: at its maximum "more time" is only noted.
   */
  boolean mayArm(Act act) {
    return arms(act) || act.kind() == EventKind.MORE_TIME && hadArrived(act.committed());
  }

  /** The first alarm of a kind in a span of time; absent if there is none. */
  Facts.@Nullable AlarmHistory alarm(AlarmKind kind, Duration from, Duration to) {
    for (Facts.AlarmHistory alarm : alarms) {
      if (alarm.last().kind() == kind
          && alarm.raised().compareTo(from) >= 0
          && alarm.raised().compareTo(to) <= 0) {
        return alarm;
      }
    }
    return null;
  }
}
