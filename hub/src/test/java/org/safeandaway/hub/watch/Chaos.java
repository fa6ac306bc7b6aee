package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.WearableId;

/**
 * Any input in any order: the sensible and the absurd. Each is made from numbers and the watch as
 * it stands, so that alarms and deadlines are also hit.
 */
record Chaos(Deed deed, int seconds, int who, int pick, int seq, int late, boolean odd) {
  private static final List<PersonId> PEOPLE =
      List.of(Story.OLGA, Story.ANNE, Story.PAULA, Story.WENDY, Story.WALTER);
  private static final List<WearableId> WEARABLES = List.of(Story.W1, Story.W2, Story.SPARE);

  enum Deed {
    PLAN,
    CHANGE,
    AUTHORISE,
    CANCEL,
    ASSIGN,
    EVENT,
    EARLIER,
    TELEPHONE,
    DUE,
    HEARD,
    ANSWER,
    TAKE,
    NOTE,
    RESOLVE,
    TECHNICAL,
    REGARDLESS,
    FIRE_REGARDLESS
  }

  static Arbitrary<List<Chaos>> days() {
    return Combinators.combine(
            Arbitraries.frequency(
                net.jqwik.api.Tuple.of(12, Deed.EVENT),
                net.jqwik.api.Tuple.of(4, Deed.DUE),
                net.jqwik.api.Tuple.of(3, Deed.TELEPHONE),
                net.jqwik.api.Tuple.of(3, Deed.TAKE),
                net.jqwik.api.Tuple.of(3, Deed.RESOLVE),
                net.jqwik.api.Tuple.of(2, Deed.EARLIER),
                net.jqwik.api.Tuple.of(1, Deed.ASSIGN),
                net.jqwik.api.Tuple.of(1, Deed.PLAN),
                net.jqwik.api.Tuple.of(1, Deed.CHANGE),
                net.jqwik.api.Tuple.of(1, Deed.AUTHORISE),
                net.jqwik.api.Tuple.of(1, Deed.CANCEL),
                net.jqwik.api.Tuple.of(1, Deed.HEARD),
                net.jqwik.api.Tuple.of(1, Deed.ANSWER),
                net.jqwik.api.Tuple.of(1, Deed.NOTE),
                net.jqwik.api.Tuple.of(1, Deed.TECHNICAL),
                net.jqwik.api.Tuple.of(1, Deed.REGARDLESS),
                net.jqwik.api.Tuple.of(1, Deed.FIRE_REGARDLESS)),
            Arbitraries.integers().between(0, 900),
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 20),
            Arbitraries.integers().between(1, 30),
            Arbitraries.integers().between(-60, 3000),
            Arbitraries.integers().between(0, 5).map(chance -> chance == 0))
        .as(Chaos::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  WatchInput input(Watch watch, Instant now) {
    PersonId by = PEOPLE.get(who % PEOPLE.size());
    ParticipantId participant = new ParticipantId(1 + (odd ? pick : pick % 2));
    return switch (deed) {
      case PLAN -> new WatchInput.PlanVisit(by, Story.plan(PEOPLE.get(pick % 5), Story.WENDY));
      case CHANGE ->
          new WatchInput.ChangeVisit(
              by, 1 + seq % 3, Story.plan(PEOPLE.get(pick % 5), Story.WENDY), odd, pick % 2 == 0);
      case AUTHORISE -> new WatchInput.Authorise(by, Set.of(odd ? "teacher" : "admin"));
      case CANCEL -> new WatchInput.Cancel(by, odd ? "" : "No.");
      case ASSIGN ->
          new WatchInput.Assign(by, participant, wearable(), seq % 3, odd ? "Lost." : null);
      case EVENT -> event(now);
      case EARLIER ->
          new WatchInput.OccurredEarlier(wearable(), eventId(), EventKind.CHECK_IN, occurred(now));
      case TELEPHONE -> new WatchInput.ByTelephone(by, participant, kind(), "call-" + seq);
      case DUE -> due(watch, now);
      case HEARD -> new WatchInput.HeardAgain(wearable(), now.plusSeconds(-late));
      case ANSWER ->
          new WatchInput.AnswerQuestion(
              by, participant, Participant.Question.values()[pick % 4], odd ? " " : "Yes.");
      case TAKE -> new WatchInput.Acknowledge(alarm(watch), by);
      case NOTE -> new WatchInput.AddNote(alarm(watch), by, odd ? " " : "Rang.");
      case RESOLVE ->
          new WatchInput.Resolve(
              alarm(watch), by, Alarm.Reason.values()[pick % 4], odd ? "" : "All is well.");
      case TECHNICAL -> new WatchInput.Technical("trouble-" + pick % 3, "A clock jumped.");
      case REGARDLESS -> new WatchInput.RaiseRegardless(event(now));
      case FIRE_REGARDLESS -> new WatchInput.FireRegardless(someDeadline(watch, now), odd);
    };
  }

  private WatchInput.FromWearable event(Instant now) {
    @Nullable ParticipantId participant =
        odd && pick % 3 == 0 ? null : new ParticipantId(1 + pick % 2 + (odd ? 1 : 0));
    return new WatchInput.FromWearable(
        odd ? wearable() : WEARABLES.get(pick % 2),
        participant,
        eventId(),
        kind(),
        occurred(now),
        now,
        true,
        odd && pick % 2 == 0,
        false,
        Story.WENDY,
        Story.WENDY);
  }

  private EventId eventId() {
    return new EventId(pick % 7 == 0 ? "00000000000000bb" : Story.BOOT, seq);
  }

  private EventKind kind() {
    return EventKind.values()[(seq + late + 60) % EventKind.values().length];
  }

  private Occurrence occurred(Instant now) {
    return new Occurrence(now.plusSeconds(-late), !odd);
  }

  private WearableId wearable() {
    return WEARABLES.get(who % WEARABLES.size());
  }

  private WatchInput due(Watch watch, Instant now) {
    Deadline deadline = someDeadline(watch, now);
    return new WatchInput.DeadlineDue(
        deadline.key(),
        deadline.generation() - (odd ? 1 : 0),
        odd,
        late < 0 ? null : now.plusSeconds(-late));
  }

  /** An open one; if there is none, one that never was. */
  private Deadline someDeadline(Watch watch, Instant now) {
    List<Deadline> open = List.copyOf(watch.deadlines().values());
    return open.isEmpty()
        ? new Deadline(Deadline.Key.of(Story.FIRST, Deadline.Kind.values()[pick % 6]), 0, now, now)
        : open.get(pick % open.size());
  }

  private AlarmId alarm(Watch watch) {
    List<AlarmId> alarms = List.copyOf(watch.alarms().keySet());
    return alarms.isEmpty() || (odd && pick == 0)
        ? AlarmId.of(Cause.technical("none"))
        : alarms.get(pick % alarms.size());
  }
}
