package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.WatchState.Closed;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.hub.watch.WatchState.Planned;
import org.safeandaway.hub.watch.WatchState.Site;
import org.safeandaway.hub.watch.WatchState.Standing;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/**
 * A watch while one step is being made: it may be changed, and nobody outside the step sees it.
 * {@link #finish} freezes it, and adds a notice for each wearable to which it looks different.
 */
final class Draft {
  final Policy policy;
  final Office office;
  final Instant now;

  private final Watch before;
  private final TreeMap<Deadline.Key, Deadline> deadlines;
  private final TreeMap<AlarmId, Alarm> alarms;
  private final List<WatchEffect> effects = new ArrayList<>();
  private @Nullable WatchState state;
  private long lastGeneration;

  Draft(Watch before, Policy policy, Office office, Instant now) {
    this.before = before;
    this.policy = policy;
    this.office = office;
    this.now = now;
    this.deadlines = new TreeMap<>(before.deadlines());
    this.alarms = new TreeMap<>(before.alarms());
    this.state = before.state() == null ? beginning(before.id()) : before.state();
    this.lastGeneration = before.lastGeneration();
  }

  /** A visit's watch begins with its plan; the others are there as soon as they are needed. */
  private static @Nullable WatchState beginning(WatchId id) {
    if (id.equals(WatchId.SITE)) {
      return new Site();
    }
    return id.wearable().map(Standing::new).orElse(null);
  }

  Step finish(Answer answer) {
    Ladder.keepTimers(this);
    Watch after = new Watch(before.id(), state, lastGeneration, deadlines, alarms);
    effects.addAll(Notices.changed(before, after, policy));
    return new Step(after, answer, effects);
  }

  WatchId id() {
    return before.id();
  }

  @Nullable WatchState state() {
    return state;
  }

  void become(WatchState next) {
    state = next;
  }

  // Participants

  List<Participant> participants() {
    return state == null ? List.of() : state.participants();
  }

  Optional<Participant> participant(@Nullable ParticipantId id) {
    return participants().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** The participant as this step has left them so far; they must be in this watch. */
  Participant current(Participant any) {
    return participant(any.id()).orElseThrow();
  }

  void put(Participant changed) {
    List<Participant> others =
        participants().stream()
            .map(each -> each.id().equals(changed.id()) ? changed : each)
            .toList();
    state =
        switch (state) {
          case Planned planned -> planned.with(others);
          case Guarding guarding -> guarding.with(others);
          case Closed closed -> closed.with(others);
          case Standing standing -> standing;
          case Site site -> site;
          case null -> null;
        };
  }

  void enter(Participant who, Phase next) {
    Participant current = current(who);
    if (current.phase() != next) {
      put(current.in(next));
      journal(
          Happening.PHASE_CHANGED,
          current,
          Map.of("participant", who.id().toString(), "phase", next.name()));
    }
  }

  void ask(Participant who, Participant.Question question) {
    Participant current = current(who);
    if (!current.questions().contains(question)) {
      put(current.asked(question));
      journal(
          Happening.QUESTION_ASKED,
          current,
          Map.of("participant", who.id().toString(), "question", question.name()));
    }
  }

  // Deadlines

  Optional<Deadline> armed(Deadline.Key key) {
    return Optional.ofNullable(deadlines.get(key));
  }

  Optional<Deadline> armed(Participant who, Deadline.Kind kind) {
    return armed(Deadline.Key.of(who.id(), kind));
  }

  void arm(Participant who, Deadline.Kind kind, Instant promisedAt, Instant dueAt) {
    arm(Deadline.Key.of(who.id(), kind), promisedAt, dueAt);
  }

  void arm(Deadline.Key key, Instant promisedAt, Instant dueAt) {
    lastGeneration++;
    deadlines.put(key, new Deadline(key, lastGeneration, promisedAt, dueAt));
  }

  void disarm(Deadline.Key key) {
    deadlines.remove(key);
  }

  void disarm(Participant who, Deadline.Kind kind) {
    disarm(Deadline.Key.of(who.id(), kind));
  }

  void disarmAll(Participant who) {
    deadlines.keySet().removeIf(key -> who.id().equals(key.participant()));
  }

  // Alarms

  Optional<Alarm> alarm(AlarmId id) {
    return Optional.ofNullable(alarms.get(id));
  }

  void put(Alarm alarm) {
    alarms.put(alarm.id(), alarm);
  }

  List<Alarm> openAlarms() {
    return alarms.values().stream().filter(Alarm::isOpen).toList();
  }

  List<Alarm> openAlarmsAbout(Participant who) {
    return openAlarms().stream().filter(alarm -> alarm.isAbout(who)).toList();
  }

  // Effects

  void add(WatchEffect effect) {
    effects.add(effect);
  }

  void journal(Happening what, Map<String, String> details) {
    journal(what, null, null, null, details);
  }

  /** Something of this wearer, which nobody did. */
  void journal(Happening what, Participant who, Map<String, String> details) {
    journal(what, null, who.wearable(), null, details);
  }

  /** Something about an alarm; the line says which kind it is and what caused it. */
  void journal(Happening what, @Nullable PersonId by, Alarm alarm, Map<String, String> details) {
    Map<String, String> all = new TreeMap<>(details);
    all.put("kind", alarm.kind().name());
    all.put("cause", alarm.cause().id());
    if (alarm.isDrill()) {
      all.put("drill", "true");
    }
    journal(what, by, alarm.wearable(), alarm.id(), all);
  }

  /** A note on an alarm that nobody wrote. */
  void note(Alarm alarm, Instant at, String words) {
    add(new WatchEffect.AlarmNoted(alarm.id(), null, at, words));
    journal(Happening.ALARM_NOTED, null, alarm, Map.of("words", words));
  }

  void journal(
      Happening what,
      @Nullable PersonId by,
      @Nullable WearableId wearable,
      @Nullable AlarmId alarm,
      Map<String, String> details) {
    add(new WatchEffect.Journalled(what.word(), by, wearable, alarm, details));
  }
}
