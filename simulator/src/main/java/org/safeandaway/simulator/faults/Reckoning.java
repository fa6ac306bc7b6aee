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
 * Compares what the wearables did and were told with what stands in the database, after everything
 * has come to rest. Every sentence in {@link #wrong()} is something that must never be.
 */
final class Reckoning {
  /** No deadline is fired later. Source: architecture.md, with two hubs of which one is stopped. */
  private static final Duration LATEST = Duration.ofSeconds(5);

  /** Hub time as a wearable knows it, and hubs that are not quite of one mind about it. */
  private static final Duration BLUR = Duration.ofMillis(1500);

  /** A longer one means that the clock was stepped over it. */
  private static final Duration STEPPED = Duration.ofMinutes(30);

  private static final int MOST_EXAMPLES = 5;

  private final Rows rows;
  private final Fleet fleet;
  private final RealWearables real;
  private final Fleet.Load load;
  private final Excuses excuses;
  private final Ladders ladders;
  private final List<Raised> alarms;
  private final List<String> wrong = new ArrayList<>();

  private Duration latest = Duration.ZERO;
  private Duration latestExcused = Duration.ZERO;
  private long judged;
  private long steppedOver;

  Reckoning(Rig rig, Fleet.Load load, List<Breaker.Disturbance> disturbances) {
    this.rows = rig.rows();
    this.fleet = rig.fleet();
    this.real = rig.real();
    this.load = load;
    this.excuses = new Excuses(disturbances, rig.hubs().size());
    this.ladders = new Ladders(rows, rig.sink(), excuses);
    this.alarms = rows.all(Raised::of, Raised.SQL);
  }

  /** Looks at everything. */
  List<String> wrong() {
    eventsAreStoredOnce();
    helpIsAlarmedOnce();
    pressesAreAlarmedOnce();
    deadlinesAreAlarmedOnce();
    missedCheckInsAreAlarmed();
    nobodyIsAlarmedWithoutCause();
    nothingIsLeft();
    wrong.addAll(ladders.wrong());
    return wrong;
  }

  Ladders ladders() {
    return ladders;
  }

  List<Raised> alarms() {
    return alarms;
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

  private void eventsAreStoredOnce() {
    Set<String> stored =
        new HashSet<>(
            rows.all(row -> row.getString(1), "select id from inbound where id like 'event/%'"));
    List<String> lost = new ArrayList<>();
    List<String> unanswered = new ArrayList<>();
    Set<String> made = new HashSet<>();
    for (LightWearable wearable : fleet.wearables()) {
      for (Letter letter : wearable.letters()) {
        String id = "event/" + letter.wearable + "/" + letter.id;
        made.add(id);
        if (!stored.contains(id)) {
          lost.add(letter.kind + " " + id);
        }
        if (letter.outcome() == null) {
          unanswered.add(letter.kind + " " + id);
        }
      }
    }
    say("events are lost", lost);
    say("events have no receipt", unanswered);
    stored.removeIf(id -> made.contains(id) || !id.startsWith("event/w"));
    say("events are stored that nobody made", List.copyOf(stored));
  }

  private void helpIsAlarmedOnce() {
    Map<String, Integer> raised = new HashMap<>();
    for (Raised alarm : alarms) {
      if (alarm.causeKind().equals("EVENT")) {
        raised.merge(alarm.causeId(), 1, Integer::sum);
      }
    }
    List<String> lost = new ArrayList<>();
    List<String> doubled = new ArrayList<>();
    for (LightWearable wearable : fleet.wearables()) {
      for (Letter letter : wearable.letters()) {
        if (letter.kind == EventKind.PANIC || letter.kind == EventKind.ADVICE) {
          String cause = letter.wearable + "/" + letter.id;
          Integer count = raised.remove(cause);
          if (count == null) {
            lost.add(letter.kind + " " + cause);
          } else if (count > 1) {
            doubled.add(letter.kind + " " + cause);
          }
        }
      }
    }
    say("calls for help have no alarm", lost);
    say("calls for help have more than one alarm", doubled);
    raised.keySet().removeIf(cause -> !cause.startsWith("w"));
    say("alarms have no call for help", List.copyOf(raised.keySet()));
  }

  /** Of the real firmware it is known only how often its button was held. */
  private void pressesAreAlarmedOnce() {
    real.presses()
        .forEach(
            (id, presses) -> {
              long count =
                  alarms.stream()
                      .filter(alarm -> alarm.kind().equals("PANIC"))
                      .filter(alarm -> alarm.causeId().startsWith(id + "/"))
                      .count();
              if (count != presses) {
                wrong.add(id + " was held " + presses + " times and has " + count + " alarms");
              }
            });
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
    say("deadlines passed without an alarm", List.copyOf(fired));
    say("deadlines have more than one alarm", doubled);
    say("alarms have no deadline that passed", causeless);
    say("deadlines fired too late", late);
    if (!late.isEmpty()) {
      wrong.add("those who could not fire them: " + excuses.disturbances());
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
    say("missed check-ins have no alarm", unseen);
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
    say("alarms though the wearer had checked in", causeless);
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
        .sorted(Comparator.comparing(Reckoning::happened))
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

  private void nothingIsLeft() {
    none("inputs are in quarantine", "select count(*) from quarantine");
    none("steps are still owed", "select count(*) from inbound where not stepped");
    none(
        "deadlines are overdue",
        "select count(*) from deadline where state = 'OPEN' and kind <> 'CONTACT'"
            + " and due_at < (select high_water from site) - interval '5 s'");
    List<String> technical =
        alarms.stream()
            .filter(alarm -> alarm.causeKind().equals("TECHNICAL"))
            .map(Raised::causeId)
            .filter(cause -> !cause.startsWith("clock-step/"))
            .toList();
    say("technical alarms", technical);
    List<String> strangers =
        fleet.wearables().stream()
            .filter(wearable -> wearable.strangeReceipts() > 0)
            .map(wearable -> wearable.id().value())
            .toList();
    say("wearables had receipts of what they never sent", strangers);
    Map<String, Long> revisions = new HashMap<>();
    rows.all(
        row -> revisions.put(row.getString(1), row.getLong(2)),
        "select id, revision from wearable");
    List<String> stale =
        fleet.wearables().stream()
            .filter(it -> it.revision() != revisions.getOrDefault(it.id().value(), -1L))
            .map(
                it ->
                    it.id() + " holds " + it.revision() + ", not " + revisions.get(it.id().value()))
            .toList();
    say("wearables hold an old notice", stale);
  }

  private void none(String what, String count) {
    long number = rows.number(count);
    if (number > 0) {
      wrong.add(number + " " + what);
    }
  }

  private void say(String what, List<String> which) {
    if (!which.isEmpty()) {
      wrong.add(
          which.size()
              + " "
              + what
              + ": "
              + String.join("; ", which.subList(0, Math.min(which.size(), MOST_EXAMPLES))));
    }
  }
}
