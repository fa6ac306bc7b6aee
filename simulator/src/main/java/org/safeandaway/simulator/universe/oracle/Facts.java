package org.safeandaway.simulator.universe.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;

/** The tape, sorted by what the rules ask of it. Times are true times. */
final class Facts {
  private final Tape tape;
  private final Instant beginning;
  private final SortedMap<String, Event> events = new TreeMap<>();
  private final SortedMap<String, AlarmHistory> alarms = new TreeMap<>();
  private final List<Seat> seats = new ArrayList<>();
  private final List<Sitting> sittings = new ArrayList<>();
  private final SortedMap<WearableId, List<Power>> power = new TreeMap<>();
  private final SortedMap<String, Exercise> exercises;
  private Duration clockSet = Duration.ZERO;
  private boolean garbage;

  /** Something a wearer did, and what became of it. */
  static final class Event {
    final WearableId wearable;
    final String id;
    final EventKind kind;
    final Duration made;
    @Nullable Boolean stored;
    @Nullable WatchId watch;
    final List<Record> records = new ArrayList<>();

    Event(WearableId wearable, String id, EventKind kind, Duration made) {
      this.wearable = wearable;
      this.id = id;
      this.kind = kind;
      this.made = made;
    }

    /** When the hub first had it; absent if it never did. */
    @Nullable Duration committed() {
      return records.isEmpty() ? null : records.getFirst().at();
    }

    Outcome outcome() {
      return records.isEmpty() ? Outcome.UNKNOWN : records.getLast().outcome();
    }

    @Override
    public String toString() {
      return kind + " " + id;
    }
  }

  /** What the hub committed of an event, in hub time. */
  record Record(Duration at, Outcome outcome, Instant occurred, boolean known, boolean stepped) {}

  /** An alarm through its commits. */
  static final class AlarmHistory {
    final WatchId watch;
    final List<Tape.Sight<Seen.AlarmShown>> shown = new ArrayList<>();

    AlarmHistory(WatchId watch) {
      this.watch = watch;
    }

    Duration raised() {
      return shown.getFirst().at();
    }

    Alarm last() {
      return shown.getLast().seen().alarm();
    }

    /** As it stood at this time; absent if it was not raised yet. */
    @Nullable Alarm at(Duration time) {
      Alarm current = null;
      for (Tape.Sight<Seen.AlarmShown> sight : shown) {
        if (sight.at().compareTo(time) <= 0) {
          current = sight.seen().alarm();
        }
      }
      return current;
    }

    /**
     * Whether somebody had it by then. It may have lapsed meanwhile: what was true when it was sent
     * still arrives.
     */
    boolean wasOwnedBy(Duration time) {
      return shown.stream()
          .anyMatch(
              sight -> sight.at().compareTo(time) <= 0 && sight.seen().alarm().owner() != null);
    }

    @Override
    public String toString() {
      return last().kind() + " alarm " + last().cause().id();
    }
  }

  /** One wearer's place in one visit. */
  record Seat(
      WatchId watch,
      int participant,
      WearableId wearable,
      Duration arrival,
      Duration end,
      @Nullable Duration authorised) {}

  private record Power(Duration at, boolean on) {}

  Facts(Tape tape, Instant beginning) {
    this.tape = tape;
    this.beginning = beginning;
    this.exercises = Exercise.on(tape);
    tape.lines().forEach(line -> sort(line.at(), line.seen()));
  }

  private void sort(Duration at, Seen seen) {
    switch (seen) {
      case Seen.Made made -> {
        String id = made.wearable() + "/" + made.event();
        events.put(id, new Event(made.wearable(), id, made.kind(), at));
      }
      case Seen.Stored stored ->
          event(stored.wearable() + "/" + stored.event()).stored = stored.done();
      case Seen.Reached reached -> {}
      case Seen.Recorded recorded -> recorded(at, recorded);
      case Seen.AlarmShown shown ->
          alarms
              .computeIfAbsent(shown.alarm().id().toString(), id -> new AlarmHistory(shown.watch()))
              .shown
              .add(new Tape.Sight<>(at, shown));
      case Seen.Planned planned -> {
        int number = 0;
        for (WearableId wearable : planned.wearers()) {
          seats.add(
              new Seat(
                  planned.watch(),
                  ++number,
                  wearable,
                  planned.arrival(),
                  planned.end(),
                  authorised(planned.watch())));
        }
      }
      case Seen.Power changed ->
          power
              .computeIfAbsent(changed.wearable(), id -> new ArrayList<>())
              .add(new Power(at, changed.on()));
      case Seen.ClockSet set -> clockSet = clockSet.plus(set.by().abs());
      case Seen.Garbage some -> garbage = true;
      case Seen.Did did -> {}
      case Seen.Heard heard -> {}
      case Seen.Receipted receipted -> {}
      case Seen.Noticed noticed -> {}
      case Seen.Way way -> {}
      case Seen.Connected connected -> {}
      case Seen.HubWay way -> {}
      case Seen.HubRuns runs -> {}
      case Seen.OneHubRuns runs -> {}
      case Seen.Told told -> {}
      case Seen.DrillShown shown -> {}
      case Seen.Written written -> {}
      case Seen.HubConnected connected -> {}
      case Seen.Database database -> {}
      case Seen.Broker broker -> {}
      case Seen.Discarding discarding -> {}
      case Seen.Locked locked -> {}
      case Seen.Office office -> {}
      case Seen.Unguarded unguarded -> {}
    }
  }

  private Event event(String id) {
    Event event = events.get(id);
    if (event == null) {
      throw new IllegalStateException("nobody made this event: " + id);
    }
    return event;
  }

  private void recorded(Duration at, Seen.Recorded recorded) {
    String id = recorded.input().value().substring("event/".length());
    Event event = events.get(id);
    if (event != null && recorded.outcome() != null && recorded.occurred() != null) {
      event.watch = recorded.watch();
      event.records.add(
          new Record(
              at, recorded.outcome(), recorded.occurred(), recorded.known(), recorded.stepped()));
    }
  }

  private @Nullable Duration authorised(WatchId watch) {
    return tape.all(Seen.Office.class)
        .filter(it -> it.seen().watch().equals(watch))
        .filter(it -> it.seen().action() instanceof WatchInput.Authorise)
        .filter(it -> it.seen().answer() instanceof Answer.Done)
        .map(Tape.Sight::at)
        .findFirst()
        .orElse(null);
  }

  Tape tape() {
    return tape;
  }

  Iterable<Event> events() {
    return events.values();
  }

  @Nullable Event find(String id) {
    return events.get(id);
  }

  Iterable<AlarmHistory> alarms() {
    return alarms.values();
  }

  @Nullable AlarmHistory alarm(String id) {
    return alarms.get(id);
  }

  /** The drills that somebody planned, by the alarm that each raises. */
  SortedMap<String, Exercise> exercises() {
    return exercises;
  }

  /** The drill that this is the alarm of, by what was planned; absent if it is a real one. */
  @Nullable Exercise exercise(AlarmHistory alarm) {
    return exercises.get(alarm.last().id().toString());
  }

  /** Every wearer's part in every visit, worked out once. */
  List<Sitting> sittings() {
    if (sittings.isEmpty()) {
      seats.forEach(seat -> sittings.add(Sitting.of(this, seat)));
    }
    return sittings;
  }

  List<Seat> seats() {
    return seats;
  }

  /** How far the database's clock was set in all: within it, instants are not to be trusted. */
  Duration clockSet() {
    return clockSet;
  }

  boolean hadGarbage() {
    return garbage;
  }

  /** Hub time as a true time, as long as no clock was set. */
  Duration trueTime(Instant hubTime) {
    return Duration.between(beginning, hubTime);
  }

  /** Whether a wearable was on all the time between two moments. */
  boolean wasOn(WearableId wearable, Duration from, Duration to) {
    boolean on = false;
    for (Power change : power.getOrDefault(wearable, List.of())) {
      if (change.at().compareTo(from) <= 0) {
        on = change.on();
      } else if (change.at().compareTo(to) <= 0 && !change.on()) {
        return false;
      }
    }
    return on;
  }

  /** Whether an event can have got lost with the power, as nothing had been stored of it. */
  boolean mayBeLost(Event event, Duration until) {
    return !Boolean.TRUE.equals(event.stored) && !wasOn(event.wearable, event.made, until);
  }
}
