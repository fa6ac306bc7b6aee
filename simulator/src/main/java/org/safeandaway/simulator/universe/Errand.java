package org.safeandaway.simulator.universe;

import java.time.Duration;
import java.util.List;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.simulator.universe.office.Visit;
import org.safeandaway.simulator.universe.tape.Seen.Act;
import org.safeandaway.simulator.universe.time.Chance;
import org.safeandaway.simulator.universe.time.Timeline;
import org.safeandaway.simulator.universe.wearer.Hands;

/**
 * What one wearer does from the way there to the way back. Most do as they should; some are late,
 * forget, need help, think better of it, or never come.
 */
final class Errand {
  /** No two gestures come so close that hands would be in doubt which is which. */
  private static final Duration BREATH = Hands.LONGEST.plusSeconds(2);

  private final Timeline timeline;
  private final Chance chance;
  private final Hands hands;
  private final Policy policy;
  private Duration free = Duration.ZERO;

  Errand(Timeline timeline, Chance chance, Hands hands, Policy policy) {
    this.timeline = timeline;
    this.chance = chance;
    this.hands = hands;
    this.policy = policy;
  }

  /** Somebody on a visit. */
  void visit(Visit visit) {
    if (chance.happens(0.04)) {
      return; // Never arrives.
    }
    Duration late = chance.happens(0.1) ? minutes(0, 4) : seconds(-120, 30);
    Duration arrival = visit.expectedArrival().plus(late);
    if (chance.happens(0.05)) {
      does(arrival.minusSeconds(40), Act.PRESS_TWICE);
    }
    does(arrival, Act.PRESS);
    Duration time = arrival.plus(seconds(20, 90));
    Duration leave = visit.agreedEnd().minus(seconds(-60, 300));
    while (time.compareTo(leave) < 0) {
      does(time, Act.PRESS);
      troubles(time);
      time = time.plus(pause());
    }
    end(leave);
    if (chance.happens(0.02)) {
      frantic(arrival);
    }
    if (chance.happens(0.1)) {
      does(leave.plus(minutes(2, 4)), chance.oneOf(List.of(Act.PANIC_HOLD, Act.PRESS)));
    }
  }

  /** Somebody who wears one without being on a visit. */
  void idle(Duration from, Duration until) {
    if (chance.happens(0.02)) {
      frantic(from);
    }
    for (int i = chance.between(0, 2); i > 0; i--) {
      does(
          chance.between(from, until),
          chance.oneOf(
              List.of(Act.PANIC_HOLD, Act.PANIC_PRESSES, Act.BOTH, Act.PRESS, Act.DURESS)));
    }
  }

  /** Somebody who presses panic again and again, as people do; nobody answers so fast. */
  private void frantic(Duration from) {
    for (int i = 0; i < 30; i++) {
      does(from, Act.PANIC_HOLD);
    }
  }

  private Duration pause() {
    double part =
        chance.happens(0.1) ? chance.between(100, 180) / 100.0 : chance.between(50, 95) / 100.0;
    return Duration.ofMillis((long) (policy.checkInEvery().toMillis() * part));
  }

  private void troubles(Duration time) {
    Duration moment = time.plus(seconds(12, 60));
    if (chance.happens(0.05)) {
      does(moment, chance.oneOf(List.of(Act.PANIC_HOLD, Act.PANIC_PRESSES)));
      if (chance.happens(0.3)) {
        does(moment.plus(seconds(10, 60)), Act.HOLD);
      }
    }
    if (chance.happens(0.05)) {
      does(moment.plusSeconds(3), Act.DURESS);
    }
    if (chance.happens(0.04)) {
      does(moment, Act.BOTH);
    }
    if (chance.happens(0.08)) {
      does(moment, Act.PRESS_TWICE);
    }
  }

  private void end(Duration leave) {
    if (chance.happens(0.05)) {
      return; // Forgets to say so.
    }
    Duration away = leave;
    if (chance.happens(0.15)) {
      does(leave, Act.PRESS_THREE_TIMES);
      away = leave.plus(seconds(20, 200));
    }
    does(away, Act.HOLD);
  }

  /** Does it at this time, or as soon as the hands are free. */
  private void does(Duration time, Act act) {
    Duration when = time.compareTo(free) > 0 ? time : free;
    free = when.plus(BREATH);
    timeline.at(when, () -> hands.perform(act));
  }

  private Duration seconds(int least, int most) {
    return chance.between(Duration.ofSeconds(least), Duration.ofSeconds(most));
  }

  private Duration minutes(int least, int most) {
    return chance.between(Duration.ofMinutes(least), Duration.ofMinutes(most));
  }
}
