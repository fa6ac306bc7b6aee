package org.safeandaway.simulator.universe.oracle;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;

/** No alarm is without a cause that the hub could see, and no cause has two. */
final class Causes {
  /** Hub time is kept in microseconds, messages in milliseconds. */
  private static final Duration ROUNDING = Duration.ofMillis(5);

  /** The hub's flush of what it heard, and an outage too short to be taken for one. */
  private static final Duration UNWRITTEN = Duration.ofMillis(4500);

  private final Facts facts;
  private final Policy policy;
  private final Duration tolerance;

  Causes(Facts facts, Policy policy) {
    this.facts = facts;
    this.policy = policy;
    this.tolerance = ROUNDING.plus(facts.clockSet());
  }

  void judge(Verdict verdict) {
    for (Facts.AlarmHistory alarm : facts.alarms()) {
      if (facts.exercise(alarm) != null) {
        continue;
      }
      switch (alarm.last().kind()) {
        case PANIC -> event(alarm, EventKind.PANIC, verdict);
        case DURESS -> event(alarm, EventKind.DURESS, verdict);
        case ADVICE -> event(alarm, EventKind.ADVICE, verdict);
        case LOST_CONTACT -> lostContact(alarm, verdict);
        case TECHNICAL -> technical(alarm, verdict);
        case MISSED_CHECK_IN, OVERDUE, NOT_ARRIVED, NOT_WATCHED -> {}
        case UNKNOWN -> verdict.violated("cause", alarm.raised(), "an alarm of unknown kind");
      }
    }
    for (Sitting sitting : facts.sittings()) {
      sitting.alarms.sort(Comparator.comparing(Facts.AlarmHistory::raised));
      sitting.alarms.forEach(alarm -> deadline(sitting, alarm, verdict));
      doubled(sitting, verdict);
    }
  }

  private void event(Facts.AlarmHistory alarm, EventKind kind, Verdict verdict) {
    Facts.Event event = facts.find(alarm.last().cause().id());
    if (event == null || event.kind != kind || event.made.compareTo(alarm.raised()) > 0) {
      verdict.violated("no cause", alarm.raised(), alarm + ": nobody did that");
    }
  }

  private void technical(Facts.AlarmHistory alarm, Verdict verdict) {
    if (facts.clockSet().isZero() && !facts.hadGarbage()) {
      verdict.violated("no cause", alarm.raised(), alarm + ": nothing was wrong");
    }
  }

  /**
   * What was heard is written every 2 s: the last moment does not count, nor what reached a hub
   * that was killed before it had written it.
   */
  private void lostContact(Facts.AlarmHistory alarm, Verdict verdict) {
    Duration until = alarm.raised().minus(UNWRITTEN);
    Duration since = alarm.raised().minus(policy.lostContactAfter()).plus(tolerance);
    @Nullable Duration last = null;
    Duration awake = Duration.ZERO;
    for (Tape.Line line : facts.tape().lines()) {
      if (line.at().compareTo(until) >= 0) {
        break;
      }
      if (line.seen() instanceof Seen.Reached reached
          && reached.wearable().equals(alarm.last().wearable())) {
        last = line.at();
      } else if (last != null
          && line.seen() instanceof Seen.OneHubRuns runs
          && !runs.running()
          && line.at().minus(last).compareTo(UNWRITTEN) < 0) {
        last = null;
      } else if (isAwakening(line.seen())) {
        awake = line.at();
      }
    }
    if (last != null && last.compareTo(since) > 0) {
      verdict.violated("no cause", alarm.raised(), alarm + ": it was heard at " + last);
    }
    if (awake.compareTo(since.plus(UNWRITTEN)) > 0) {
      verdict.violated("no cause", alarm.raised(), alarm + ": nobody listened before " + awake);
    }
  }

  /** Silence counts only while there was a hub with a database to hear it. */
  private static boolean isAwakening(Seen seen) {
    return seen instanceof Seen.HubRuns(boolean running) && running
        || seen instanceof Seen.Database(boolean isThere) && isThere;
  }

  private void deadline(Sitting sitting, Facts.AlarmHistory alarm, Verdict verdict) {
    Optional<Duration> earliest =
        switch (alarm.last().kind()) {
          case MISSED_CHECK_IN -> checkInDue(sitting, alarm.raised());
          case OVERDUE -> Optional.of(overdue(sitting, alarm.raised()));
          case NOT_ARRIVED -> Optional.of(sitting.seat.arrival().plus(policy.arrivalGrace()));
          case PANIC, DURESS, ADVICE, LOST_CONTACT, TECHNICAL, NOT_WATCHED, UNKNOWN ->
              Optional.empty();
        };
    if (earliest.isPresent() && alarm.raised().plus(tolerance).compareTo(earliest.get()) < 0) {
      verdict.violated(
          "no cause",
          alarm.raised(),
          alarm + " of " + sitting.seat + " was not due before " + earliest.get());
    }
    if (alarm.last().kind() == AlarmKind.NOT_ARRIVED && sitting.hadArrived(alarm.raised())) {
      verdict.violated("no cause", alarm.raised(), alarm + ": the hub had the arrival");
    }
  }

  /** The latest act the hub had decides; if it knew the instant of none, anything is due. */
  private Optional<Duration> checkInDue(Sitting sitting, Duration raised) {
    return sitting.acts.stream()
        // What came by telephone was committed between the call, here "committed", and its answer.
        .filter(act -> act.committed().compareTo(raised) < 0 && act.done().compareTo(raised) < 0)
        .filter(sitting::arms)
        .map(act -> act.stated().plus(policy.checkInEvery()).plus(policy.checkInGrace()))
        .max(Comparator.naturalOrder());
  }

  private Duration overdue(Sitting sitting, Duration raised) {
    Duration agreed = sitting.seat.end().plus(policy.endGrace());
    return sitting.acts.stream()
        .filter(act -> act.kind() == EventKind.LEAVING && act.counted())
        .filter(act -> act.committed().compareTo(raised) < 0)
        .map(act -> act.stated().plus(policy.leavingWithin()))
        .filter(left -> left.compareTo(agreed) < 0)
        .min(Comparator.naturalOrder())
        .orElse(agreed);
  }

  /** Two alarms of one kind for one wearer: something must have begun anew between them. */
  private void doubled(Sitting sitting, Verdict verdict) {
    for (AlarmKind kind :
        List.of(AlarmKind.MISSED_CHECK_IN, AlarmKind.OVERDUE, AlarmKind.NOT_ARRIVED)) {
      @Nullable Duration before = null;
      for (Facts.AlarmHistory alarm : sitting.alarms) {
        if (alarm.last().kind() == kind) {
          if (before != null && !begunAnew(sitting, before, alarm.raised())) {
            verdict.violated("doubled", alarm.raised(), alarm + " of " + sitting.seat);
          }
          before = alarm.raised();
        }
      }
    }
  }

  /**
   * The wearer did something, somebody in the visit asked for more time for all, or the office
   * closed the alarm while the wearer was not safe.
   */
  private boolean begunAnew(Sitting sitting, Duration from, Duration to) {
    boolean moreTime =
        facts.sittings().stream()
            .filter(other -> other.seat.watch().equals(sitting.seat.watch()))
            .flatMap(other -> other.acts.stream())
            .filter(act -> act.kind() == EventKind.MORE_TIME)
            .anyMatch(act -> isWithin(act.committed(), from, to));
    return moreTime
        || sitting.acts.stream().anyMatch(act -> isWithin(act.committed(), from, to))
        || sitting.alarms.stream()
            .flatMap(alarm -> alarm.shown.stream())
            .anyMatch(it -> it.seen().alarm().resolution() != null && isWithin(it.at(), from, to));
  }

  private static boolean isWithin(Duration time, Duration from, Duration to) {
    return time.compareTo(from) >= 0 && time.compareTo(to) <= 0;
  }
}
