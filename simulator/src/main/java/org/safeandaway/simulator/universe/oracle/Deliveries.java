package org.safeandaway.simulator.universe.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.Cause;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;

/** No event that a wearer could rely on is lost, and one that asks for help raises its alarm. */
final class Deliveries {
  /** From the gesture to the alarm in a world where nothing is wrong. */
  private static final Duration PROMPT = Duration.ofSeconds(3);

  private final Facts facts;
  private final Weather weather;
  private final Duration end;

  Deliveries(Facts facts, Weather weather, Duration end) {
    this.facts = facts;
    this.weather = weather;
    this.end = end;
  }

  void judge(Verdict verdict) {
    for (Facts.Event event : facts.events()) {
      if (event.records.isEmpty()) {
        if (!facts.mayBeLost(event, end)) {
          verdict.violated("lost", event.made, event + " never reached the hub's database");
        }
        continue;
      }
      if (!event.records.getLast().stepped()) {
        verdict.violated("owed", event.made, event + " is stored, and its step was never made");
      }
      @Nullable AlarmKind kind = calledFor(event.kind);
      if (kind != null) {
        alarm(event, kind, verdict);
      }
    }
  }

  private void alarm(Facts.Event event, AlarmKind kind, Verdict verdict) {
    List<Facts.AlarmHistory> raised = new ArrayList<>();
    for (Facts.AlarmHistory alarm : facts.alarms()) {
      Cause cause = alarm.last().cause();
      if (cause.kind() == Cause.Kind.EVENT
          && cause.id().equals(event.id)
          && alarm.last().kind() == kind) {
        raised.add(alarm);
      }
    }
    if (raised.isEmpty()) {
      verdict.violated("no alarm", event.made, event + " raised nothing");
    } else if (raised.size() > 1) {
      verdict.violated("doubled", event.made, event + " raised " + raised);
    } else if (weather.isCalm(
            event.wearable, event.made.minusSeconds(90), event.made.plusSeconds(10))
        && raised.getFirst().raised().compareTo(event.made.plus(PROMPT)) > 0) {
      verdict.violated("late", event.made, event + " raised only at " + raised.getFirst().raised());
    }
  }

  private static @Nullable AlarmKind calledFor(EventKind kind) {
    return switch (kind) {
      case PANIC -> AlarmKind.PANIC;
      case DURESS -> AlarmKind.DURESS;
      case ADVICE -> AlarmKind.ADVICE;
      case ARRIVED, CHECK_IN, MORE_TIME, LEAVING, SAFE_AND_AWAY, WITHDRAWN, SELF_TEST, UNKNOWN ->
          null;
    };
  }
}
