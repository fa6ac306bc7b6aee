package org.safeandaway.simulator.universe.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;

/** What hands did became the event that it means, once; and nothing else became one. */
final class Gestures {
  private final Facts facts;

  Gestures(Facts facts) {
    this.facts = facts;
  }

  void judge(Verdict verdict) {
    List<Facts.Event> unexplained = new ArrayList<>();
    facts.events().forEach(unexplained::add);
    for (Tape.Sight<Seen.Did> did : facts.tape().all(Seen.Did.class).toList()) {
      List<Facts.Event> made = new ArrayList<>();
      for (Facts.Event event : unexplained) {
        if (event.wearable.equals(did.seen().wearable())
            && within(event.made, did.at(), did.seen().decided())) {
          made.add(event);
        }
      }
      unexplained.removeAll(made);
      compare(did, made, verdict);
    }
    unexplained.forEach(
        event -> verdict.violated("event from nothing", event.made, event.toString()));
  }

  private void compare(Tape.Sight<Seen.Did> did, List<Facts.Event> made, Verdict verdict) {
    Seen.Did it = did.seen();
    for (Facts.Event event : made) {
      boolean fits = meant(it.act()).contains(event.kind) || isFirstOfDuress(it.act(), event.kind);
      if (!fits && facts.wasOn(it.wearable(), did.at(), it.decided())) {
        verdict.violated("gesture", did.at(), it.act() + " became " + event);
      }
    }
    long meant = made.stream().filter(event -> meant(it.act()).contains(event.kind)).count();
    if (facts.wasOn(it.wearable(), did.at(), it.decided()) && meant != 1) {
      verdict.violated("gesture", did.at(), it.wearable() + " " + it.act() + " became " + made);
    }
  }

  private static boolean within(Duration time, Duration from, Duration to) {
    return time.compareTo(from) >= 0 && time.compareTo(to) <= 0;
  }

  /** The short press before the hold may have gone as a check-in of its own. */
  private static boolean isFirstOfDuress(Seen.Act act, EventKind kind) {
    return act == Seen.Act.DURESS && (kind == EventKind.CHECK_IN || kind == EventKind.ARRIVED);
  }

  private static Set<EventKind> meant(Seen.Act act) {
    return switch (act) {
      case PRESS -> Set.of(EventKind.ARRIVED, EventKind.CHECK_IN);
      case PRESS_TWICE -> Set.of(EventKind.MORE_TIME);
      case PRESS_THREE_TIMES -> Set.of(EventKind.LEAVING);
      case HOLD -> Set.of(EventKind.SAFE_AND_AWAY, EventKind.WITHDRAWN);
      case DURESS -> Set.of(EventKind.DURESS);
      case PANIC_HOLD, PANIC_PRESSES -> Set.of(EventKind.PANIC);
      case BOTH -> Set.of(EventKind.ADVICE);
    };
  }
}
