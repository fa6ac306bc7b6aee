package org.safeandaway.simulator.universe.oracle;

import java.time.Duration;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;

/**
 * Every promise that was not kept has its alarm within its bound. A promise counts from when the
 * wearer truly did what began it, not from when the hub heard of it; and the hub is held to nothing
 * that it could not know.
 */
final class Promises {
  /** So long a connection may be silent before either end gives it up; protocol.md: 26 s, 6 s. */
  private static final Duration SILENT_CONNECTION = Duration.ofSeconds(33);

  private final Facts facts;
  private final Weather weather;
  private final Policy policy;
  private final Duration end;

  Promises(Facts facts, Weather weather, Policy policy, Duration end) {
    this.facts = facts;
    this.weather = weather;
    this.policy = policy;
    this.end = end;
  }

  void judge(Verdict verdict) {
    for (Sitting sitting : facts.sittings()) {
      arrival(sitting, verdict);
      checkIns(sitting, verdict);
      agreedEnd(sitting, verdict);
      leaving(sitting, verdict);
    }
  }

  private void arrival(Sitting sitting, Verdict verdict) {
    Duration authorised = sitting.seat.authorised();
    if (authorised == null) {
      return;
    }
    Duration due = sitting.seat.arrival().plus(policy.arrivalGrace()).plus(extensions(sitting));
    Duration bound = weather.bound(later(due, authorised));
    boolean kept =
        sitting.acts.stream()
            .anyMatch(
                act -> act.committed().compareTo(bound) <= 0 && act.kind() != EventKind.MORE_TIME);
    if (!kept && sitting.alarm(AlarmKind.NOT_ARRIVED, Duration.ZERO, bound) == null) {
      missed(verdict, "arrival", due, bound, sitting, "");
    }
  }

  private void checkIns(Sitting sitting, Verdict verdict) {
    for (Sitting.Act act : sitting.acts) {
      if (sitting.arms(act)) {
        checkIn(sitting, begin(sitting, act), act.committed(), "after " + act, verdict);
      }
    }
    for (Duration resolved : sitting.resolved(AlarmKind.MISSED_CHECK_IN)) {
      if (!sitting.wasLeaving(resolved)) {
        checkIn(sitting, resolved, resolved, "after the last one was dealt with", verdict);
      }
    }
  }

  /**
   * The promise counts from what the wearer truly did. A person who dealt with an alarm meanwhile
   * has begun it anew; and an event without a hub time of its own is dated by its transmission.
   */
  private static Duration begin(Sitting sitting, Sitting.Act act) {
    Duration begin = act.done();
    for (Duration resolved : sitting.resolved()) {
      boolean between =
          resolved.compareTo(act.done()) > 0 && resolved.compareTo(act.committed()) <= 0;
      begin = between ? later(begin, resolved) : begin;
    }
    Duration late = act.stated().minus(act.done());
    boolean dated = !late.isNegative() && late.compareTo(SILENT_CONNECTION) <= 0;
    return dated ? later(begin, act.stated()) : begin;
  }

  private void checkIn(
      Sitting sitting, Duration begin, Duration committed, String why, Verdict verdict) {
    Duration due = begin.plus(policy.checkInEvery()).plus(policy.checkInGrace());
    Duration bound = weather.bound(later(due, committed));
    boolean kept =
        sitting.acts.stream()
            .anyMatch(
                next ->
                    next.committed().compareTo(bound) <= 0
                        && (Sitting.isEnding(next)
                            || sitting.mayArm(next) && next.done().compareTo(begin) > 0));
    if (!kept && sitting.alarm(AlarmKind.MISSED_CHECK_IN, committed, bound) == null) {
      missed(verdict, "check-in", due, bound, sitting, why);
    }
  }

  private void agreedEnd(Sitting sitting, Verdict verdict) {
    for (Sitting.Act act : sitting.acts) {
      boolean begins = act.counted() && act.kind() == EventKind.ARRIVED;
      if (begins && !sitting.wasLeaving(act.committed())) {
        Duration due = sitting.seat.end().plus(policy.endGrace()).plus(extensions(sitting));
        Duration bound = weather.bound(later(due, act.committed()));
        boolean kept =
            sitting.acts.stream()
                .anyMatch(next -> Sitting.isEnding(next) && next.committed().compareTo(bound) <= 0);
        if (!kept && sitting.alarm(AlarmKind.OVERDUE, Duration.ZERO, bound) == null) {
          missed(verdict, "agreed end", due, bound, sitting, "");
        }
      }
    }
  }

  private void leaving(Sitting sitting, Verdict verdict) {
    for (Sitting.Act act : sitting.acts) {
      if (act.kind() == EventKind.LEAVING
          && act.counted()
          && !sitting.wasLeaving(act.committed())) {
        Duration from = act.known() ? act.done() : act.committed();
        Duration due = from.plus(policy.leavingWithin());
        Duration bound = weather.bound(later(due, act.committed()));
        boolean kept =
            sitting.acts.stream()
                .anyMatch(
                    next ->
                        next.kind() == EventKind.SAFE_AND_AWAY
                            && next.committed().compareTo(bound) <= 0);
        if (!kept && sitting.alarm(AlarmKind.OVERDUE, act.committed(), bound) == null) {
          missed(verdict, "safe and away", due, bound, sitting, "after " + act);
        }
      }
    }
  }

  /** By how much "more time" may have moved things: the hub decides how much of it counts. */
  private Duration extensions(Sitting sitting) {
    long asked = 0;
    for (Sitting other : facts.sittings()) {
      if (other.seat.watch().equals(sitting.seat.watch())) {
        asked +=
            other.acts.stream()
                .filter(act -> act.kind() == EventKind.MORE_TIME && act.counted())
                .count();
      }
    }
    return policy.extensionStep().multipliedBy(asked);
  }

  /** A bound beyond what was watched has not been missed. */
  private void missed(
      Verdict verdict, String what, Duration due, Duration bound, Sitting sitting, String why) {
    if (bound.compareTo(end) <= 0) {
      verdict.violated(
          "missed " + what,
          due,
          sitting.seat + " has no alarm by " + bound.toMillis() / 1000.0 + " " + why);
    }
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
