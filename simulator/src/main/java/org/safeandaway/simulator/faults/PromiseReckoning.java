package org.safeandaway.simulator.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Outcome;

/**
 * Every promise that was not kept has one alarm, in time, and no other has: by the deadlines' own
 * rows, and once more by the wearables' record alone.
 */
final class PromiseReckoning {
  /** No deadline is fired later. Source: architecture.md, with two hubs of which one is stopped. */
  private static final Duration LATEST = Duration.ofSeconds(5);

  /** Hub time as a wearable knows it, and hubs that are not quite of one mind about it. */
  private static final Duration BLUR = Duration.ofMillis(1500);

  /** A longer one means that the clock was stepped over it. */
  private static final Duration STEPPED = Duration.ofMinutes(30);

  private final Rows rows;
  private final Fleet fleet;
  private final Fleet.Load load;
  private final Excuses excuses;
  private final List<Raised> alarms;
  private final Wrongs wrongs;

  private Duration latest = Duration.ZERO;
  private Duration latestExcused = Duration.ZERO;
  private long judged;
  private long steppedOver;

  PromiseReckoning(Rig rig, Fleet.Load load, Excuses excuses, List<Raised> alarms, Wrongs wrongs) {
    this.rows = rig.rows();
    this.fleet = rig.fleet();
    this.load = load;
    this.excuses = excuses;
    this.alarms = alarms;
    this.wrongs = wrongs;
  }

  void reckon() {
    deadlinesAreAlarmedOnce();
    missedCheckInsAreAlarmed();
    nobodyIsAlarmedWithoutCause();
  }

  /** Of the deadlines for which a hub and the database were there. */
  Duration latest() {
    return latest;
  }

  Duration latestExcused() {
    return latestExcused;
  }

  long judged() {
    return judged;
  }

  /** Deadlines that a step of the clock made due at once. */
  long steppedOver() {
    return steppedOver;
  }

  private void deadlinesAreAlarmedOnce() {
    Set<String> fired =
        new TreeSet<>(
            rows.all(
                row -> row.getString(1),
                "select watch || '#' || generation from deadline"
                    + " where state = 'FIRED' and kind = 'CHECK_IN'"));
    List<String> doubled = new ArrayList<>();
    List<String> late = new ArrayList<>();
    List<String> causeless = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Raised alarm : alarms) {
      if (!alarm.isOfAMissedCheckIn()) {
        continue;
      }
      if (!seen.add(alarm.causeId())) {
        doubled.add(alarm.causeId());
      }
      if (!fired.contains(alarm.causeId()) || alarm.dueAt() == null) {
        causeless.add(alarm.causeId());
      } else {
        lateness(alarm, alarm.dueAt(), late);
      }
    }
    fired.removeAll(seen);
    wrongs.say("deadlines passed without an alarm", List.copyOf(fired));
    wrongs.say("deadlines have more than one alarm", doubled);
    wrongs.say("alarms have no deadline that passed", causeless);
    wrongs.say("deadlines fired too late", late);
    if (!late.isEmpty()) {
      wrongs.add("those who could not fire them: " + excuses.disturbances());
    }
  }

  private void lateness(Raised alarm, Instant dueAt, List<String> late) {
    Duration lateness = alarm.late();
    if (lateness.isNegative()) {
      late.add(alarm.causeId() + " before it was due, by " + lateness.negated());
    } else if (lateness.compareTo(STEPPED) > 0) {
      steppedOver++;
    } else if (excuses.between(dueAt, dueAt.plus(LATEST))) {
      latestExcused = longer(latestExcused, lateness);
    } else {
      judged++;
      latest = longer(latest, lateness);
      if (lateness.compareTo(LATEST) > 0) {
        late.add(alarm.causeId() + ", due " + dueAt + ", by " + lateness.toMillis() + " ms");
      }
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** By the wearables' own record alone: whoever let the time pass has an alarm for it. */
  private void missedCheckInsAreAlarmed() {
    Map<String, List<Instant>> missed = missedByWatch();
    List<String> unseen = new ArrayList<>();
    for (LightWearable wearable : fleet.wearables()) {
      String watch = "visit/" + wearable.visit();
      @Nullable Letter before = null;
      for (Letter letter : countedCheckIns(wearable)) {
        if (before != null && isMissed(before, letter)) {
          Instant due = due(before);
          boolean alarmed =
              missed.getOrDefault(watch, List.of()).stream()
                  .anyMatch(at -> isWithin(at, due.minus(BLUR), due.plus(LATEST).plus(BLUR)));
          if (!alarmed) {
            unseen.add(watch + " due " + due);
          }
        }
        before = letter;
      }
    }
    wrongs.say("missed check-ins have no alarm", unseen);
  }

  private boolean isMissed(Letter before, Letter after) {
    Instant due = due(before);
    Instant next = happened(after);
    return next.isAfter(due.plus(LATEST).plus(BLUR))
        && Duration.between(due, next).compareTo(STEPPED) < 0
        && !excuses.between(due, due.plus(LATEST))
        && arrivedInTime(before);
  }

  /** One that came when its own promise had passed promises nothing any more. */
  private boolean arrivedInTime(Letter letter) {
    Instant committed = letter.committedAt();
    return committed != null && committed.isBefore(due(letter));
  }

  /** By the wearables' own record alone: whoever was heard in time has no alarm. */
  private void nobodyIsAlarmedWithoutCause() {
    Map<String, List<Instant>> missed = missedByWatch();
    List<String> causeless = new ArrayList<>();
    for (LightWearable wearable : fleet.wearables()) {
      List<Instant> alarmed = missed.getOrDefault("visit/" + wearable.visit(), List.of());
      for (Letter letter : countedCheckIns(wearable)) {
        Instant committed = letter.committedAt();
        for (Instant at : alarmed) {
          boolean heard = committed != null && committed.plus(BLUR).isBefore(at);
          if (heard && isWithin(at, happened(letter), due(letter).minus(BLUR))) {
            causeless.add(
                wearable.id() + " checked in at " + happened(letter) + ", alarmed at " + at);
          }
        }
      }
    }
    wrongs.say("alarms though the wearer had checked in", causeless);
  }

  private Map<String, List<Instant>> missedByWatch() {
    Map<String, List<Instant>> missed = new HashMap<>();
    for (Raised alarm : alarms) {
      if (alarm.isOfAMissedCheckIn()) {
        missed.computeIfAbsent(alarm.watch(), watch -> new ArrayList<>()).add(alarm.raisedAt());
      }
    }
    return missed;
  }

  private static List<Letter> countedCheckIns(LightWearable wearable) {
    return wearable.letters().stream()
        .filter(it -> it.kind == EventKind.CHECK_IN || it.kind == EventKind.ARRIVED)
        .filter(it -> it.outcome() == Outcome.COUNTED && it.hubAt != null)
        .sorted(Comparator.comparing(PromiseReckoning::happened))
        .toList();
  }

  private static Instant happened(Letter letter) {
    Instant at = letter.hubAt;
    if (at == null) {
      throw new IllegalArgumentException("nobody knows when: " + letter.id);
    }
    return at;
  }

  private Instant due(Letter letter) {
    return happened(letter).plus(load.checkInEvery()).plus(load.grace());
  }

  private static boolean isWithin(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && !at.isAfter(to);
  }
}
