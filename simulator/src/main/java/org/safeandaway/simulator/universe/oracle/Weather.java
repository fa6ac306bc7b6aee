package org.safeandaway.simulator.universe.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.universe.tape.Seen;

/** When what was not as it should be, and by when the hub can be asked to have done something. */
final class Weather {
  /** A look of the keeper, a transaction, and room for both. */
  private static final Duration SLACK = Duration.ofMillis(1500);

  /** A start holds deadlines for its markers, 5 s at most. */
  private static final Duration START = Duration.ofSeconds(7);

  /** Transactions that fail are tried again, and may fail again. */
  private static final Duration RETRIES = Duration.ofSeconds(6);

  private final List<Span> hubTroubles = new ArrayList<>();
  private final List<Span> others = new ArrayList<>();
  private final SortedMap<String, List<Span>> ofWearables = new TreeMap<>();
  private final SortedMap<String, Duration> begun = new TreeMap<>();
  private final Duration clockSet;

  private record Span(Duration from, Duration to) {
    boolean touches(Duration start, Duration end) {
      return from.compareTo(end) <= 0 && to.compareTo(start) >= 0;
    }
  }

  Weather(Facts facts, Duration end) {
    this.clockSet = facts.clockSet();
    facts.tape().lines().forEach(line -> read(line.at(), line.seen()));
    for (Map.Entry<String, Duration> open : begun.entrySet()) {
      close(open.getKey(), open.getValue(), end);
    }
  }

  private void read(Duration at, Seen seen) {
    switch (seen) {
      case Seen.HubRuns(boolean running) -> span("hub", at, running);
      case Seen.Database(boolean isThere) -> span("database", at, isThere);
      case Seen.Locked locked ->
          hubTroubles.add(new Span(at, at.plus(locked.howLong()).plusMillis(700)));
      case Seen.HubWay it -> span("any/" + it.hub() + " way", at, it.open());
      case Seen.OneHubRuns it -> span("any/" + it.hub() + " runs", at, it.running());
      case Seen.HubConnected it -> span("any/" + it.hub() + " " + it.lane(), at, it.isConnected());
      case Seen.Broker(boolean running) -> span("any/broker", at, running);
      case Seen.Discarding(boolean on) -> span("any/discarding", at, !on);
      case Seen.Way it -> span("of " + it.wearable() + " way", at, it.open());
      case Seen.Connected it -> span("of " + it.wearable() + " link", at, it.isConnected());
      case Seen.Power it -> span("of " + it.wearable() + " power", at, it.on());
      case Seen.Stored stored -> {
        if (!stored.done()) {
          others.add(new Span(at, at));
        }
      }
      default -> {}
    }
  }

  private void span(String what, Duration at, boolean well) {
    if (!well) {
      begun.putIfAbsent(what, at);
    } else {
      Duration from = begun.remove(what);
      if (from != null) {
        close(what, from, at);
      }
    }
  }

  private void close(String what, Duration from, Duration to) {
    if (what.equals("hub")) {
      hubTroubles.add(new Span(from, to.plus(START)));
    } else if (what.equals("database")) {
      hubTroubles.add(new Span(from, to.plusSeconds(1)));
    } else if (what.startsWith("any/")) {
      others.add(new Span(from, to));
    } else {
      String wearable = what.split(" ", -1)[1];
      ofWearables.computeIfAbsent(wearable, id -> new ArrayList<>()).add(new Span(from, to));
    }
  }

  /** The latest time at which a hub that is well does what fell due at {@code due}. */
  Duration bound(Duration due) {
    Duration room = SLACK.plus(RETRIES).plus(clockSet);
    Duration time = due;
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Span trouble : hubTroubles) {
        if (trouble.touches(time, time.plus(room)) && trouble.to().compareTo(time) > 0) {
          time = trouble.to();
          moved = true;
        }
      }
    }
    return time.plus(room);
  }

  /** Whether nothing at all was wrong, neither with the hub nor with this wearable. */
  boolean isCalm(WearableId wearable, Duration from, Duration to) {
    List<Span> own = ofWearables.getOrDefault(wearable.value(), List.of());
    return clockSet.isZero()
        && Stream.of(hubTroubles, others, own)
            .flatMap(List::stream)
            .noneMatch(span -> span.touches(from, to));
  }
}
