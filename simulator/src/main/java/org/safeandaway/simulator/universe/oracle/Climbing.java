package org.safeandaway.simulator.universe.oracle;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Telling;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;

/**
 * No alarm is without a climbing ladder while nobody has it; whoever has it and does nothing is
 * asked, and without an answer loses it; nobody loses it sooner; nobody is told of an alarm about
 * themselves (rules ESC-2, ESC-3).
 */
final class Climbing {
  private final Facts facts;
  private final Weather weather;
  private final Duration end;

  Climbing(Facts facts, Weather weather, Duration end) {
    this.facts = facts;
    this.weather = weather;
    this.end = end;
  }

  void judge(Verdict verdict) {
    for (Facts.AlarmHistory history : facts.alarms()) {
      for (int i = 0; i < history.shown.size(); i++) {
        climbs(history, i, verdict);
        losesItTooSoon(history, i, verdict);
      }
    }
    facts.tape().all(Seen.Told.class).forEach(it -> told(it, verdict));
  }

  /** From each state of an open alarm something follows, in its time. */
  private void climbs(Facts.AlarmHistory history, int from, Verdict verdict) {
    Tape.Sight<Seen.AlarmShown> sight = history.shown.get(from);
    Alarm alarm = sight.seen().alarm();
    if (!alarm.isOpen()) {
      return;
    }
    if (!alarm.response().hasBegun()) {
      verdict.violated("does not climb", sight.at(), history + " was raised without its ladder");
      return;
    }
    Duration bound = weather.bound(latestDone(alarm, sight.at()).plus(room(alarm)));
    if (bound.compareTo(end) > 0) {
      return;
    }
    boolean moved =
        history.shown.subList(from + 1, history.shown.size()).stream()
            .filter(next -> next.at().compareTo(bound) <= 0)
            .anyMatch(next -> isAnotherState(alarm, next.seen().alarm()));
    if (!moved) {
      verdict.violated(
          "does not climb",
          sight.at(),
          history + " stays at " + alarm.response().round() + "/" + alarm.response().step());
    }
  }

  private static boolean isAnotherState(Alarm before, Alarm after) {
    return after.response().round() != before.response().round()
        || after.response().step() != before.response().step()
        || after.response().asked() != before.response().asked()
        || after.isOwned() != before.isOwned()
        || !after.isOpen();
  }

  /** What the plan allows from a state to the next. */
  private static Duration room(Alarm alarm) {
    Duration limit = alarm.response().current().limit();
    if (!alarm.isOwned()) {
      return limit;
    }
    return alarm.response().plan().stillOnItAfter().plus(alarm.response().plan().ownershipGrace());
  }

  /** When somebody last did, or tried to do, anything about it from this sight on. */
  private Duration latestDone(Alarm alarm, Duration from) {
    if (!alarm.isOwned()) {
      return from;
    }
    return tried(alarm.id()).filter(at -> at.compareTo(from) > 0).reduce(from, Climbing::later);
  }

  private Stream<Duration> tried(AlarmId alarm) {
    return facts
        .tape()
        .all(Seen.Office.class)
        .filter(
            it ->
                it.seen().action() instanceof WatchInput.StillOnIt still
                    && still.alarm().equals(alarm))
        .map(Tape.Sight::at);
  }

  private void losesItTooSoon(Facts.AlarmHistory history, int at, Verdict verdict) {
    List<Tape.Sight<Seen.AlarmShown>> shown = history.shown;
    if (at == 0 || shown.get(at).seen().alarm().isOwned()) {
      return;
    }
    Alarm before = shown.get(at - 1).seen().alarm();
    if (!before.isOwned()) {
      return;
    }
    Duration taken = shown.get(at).at();
    for (int i = at - 1; i >= 0 && shown.get(i).seen().alarm().isOwned(); i--) {
      taken = shown.get(i).at();
    }
    Duration had = shown.get(at).at().minus(taken);
    Duration least = room(before).minus(facts.clockSet()).minusSeconds(1);
    if (had.compareTo(least) < 0) {
      verdict.violated("lost too soon", shown.get(at).at(), history + " after " + had);
    }
  }

  private void told(Tape.Sight<Seen.Told> sight, Verdict verdict) {
    Telling telling = sight.seen().telling();
    PersonId person = telling.person();
    Facts.AlarmHistory history = facts.alarm(sight.seen().alarm().toString());
    if (history == null) {
      verdict.violated("told of nothing", sight.at(), sight.seen().toString());
    } else if (person != null && history.last().isAbout(person)) {
      verdict.violated("told of their own", sight.at(), person + ": " + history);
    } else if (telling.isStandDown() && telling.channel() == ChannelKind.CALL) {
      verdict.violated("rung up for nothing", sight.at(), history.toString());
    }
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
