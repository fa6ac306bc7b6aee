package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.watch.WatchInput.FromWearable;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.WearableId;

/**
 * Raises alarms. The same cause raises the same alarm, once: what the panic lane has raised already
 * is not raised again by the step that follows.
 */
final class Raising {
  private Raising() {}

  /** What a wearer did. */
  static void event(Draft draft, FromWearable event, AlarmKind kind) {
    @Nullable Participant who = draft.participant(event.participant()).orElse(null);
    @Nullable PersonId wearer = who == null ? null : who.person();
    Cause cause = Cause.of(event.wearable(), event.event());
    raise(
        draft,
        new Alarm(
            AlarmId.of(cause),
            kind,
            cause,
            event.participant(),
            event.wearable(),
            event.wearerThen() == null ? wearer : event.wearerThen(),
            event.wearerNow() == null ? wearer : event.wearerNow(),
            draft.now,
            Promises.earlier(event.occurred().at(), draft.now),
            !event.occurred().known(),
            false,
            Response.notBegun(draft.policy.plans().of(kind), draft.now),
            1,
            null,
            null));
  }

  /** A promise that was not kept. */
  static void deadline(Draft draft, Deadline deadline, AlarmKind kind, boolean duringOutage) {
    @Nullable Participant who = draft.participant(deadline.key().participant()).orElse(null);
    @Nullable PersonId person = who == null ? null : who.person();
    @Nullable WearableId wearable = who == null ? null : who.wearable();
    Cause cause = Cause.of(draft.id(), deadline);
    raise(
        draft,
        new Alarm(
            AlarmId.of(cause),
            kind,
            cause,
            deadline.key().participant(),
            wearable,
            person,
            person,
            draft.now,
            Promises.earlier(deadline.dueAt(), draft.now),
            false,
            duringOutage,
            Response.notBegun(draft.policy.plans().of(kind), draft.now),
            1,
            null,
            null));
  }

  /**
   * Whoever was rung about an alarm said the safe word: a duress, in the wearer's own words (rule
   * PLAN-6).
   */
  static void safeWord(Draft draft, Alarm about) {
    if (draft.openAlarms().stream().anyMatch(it -> it.cause().isSafeWordOf(about.id()))) {
      return;
    }
    safeWord(
        draft,
        Cause.safeWord(about.id(), draft.now),
        about.participant(),
        about.wearable(),
        about.wearerThen(),
        about.wearerNow());
  }

  /** A visitor who telephoned said it. */
  static void safeWord(Draft draft, Participant who, String call) {
    Cause cause = new Cause(Cause.Kind.OFFICE, "safe-word/telephone/" + call);
    safeWord(draft, cause, who.id(), who.wearable(), who.person(), who.person());
  }

  private static void safeWord(
      Draft draft,
      Cause cause,
      @Nullable ParticipantId participant,
      @Nullable WearableId wearable,
      @Nullable PersonId wearerThen,
      @Nullable PersonId wearerNow) {
    raise(
        draft,
        new Alarm(
            AlarmId.of(cause),
            AlarmKind.DURESS,
            cause,
            participant,
            wearable,
            wearerThen,
            wearerNow,
            draft.now,
            draft.now,
            false,
            false,
            Response.notBegun(draft.policy.plans().of(AlarmKind.DURESS), draft.now),
            1,
            null,
            null));
  }

  /** Nobody is in danger, and everybody does as if somebody were. */
  static void drill(Draft draft, DrillId drill, AlarmKind kind) {
    Cause cause = Cause.drill(drill);
    raise(
        draft,
        new Alarm(
            AlarmId.of(cause),
            kind,
            cause,
            null,
            null,
            null,
            null,
            draft.now,
            draft.now,
            false,
            false,
            Response.notBegun(draft.policy.plans().of(kind), draft.now),
            1,
            null,
            null));
  }

  /** Something is wrong with Safe &amp; Away itself. */
  static Answer technical(Draft draft, WatchInput.Technical technical) {
    Cause cause = Cause.technical(technical.id());
    Instant now = draft.now;
    AlarmId id = AlarmId.of(cause);
    if (draft.alarm(id).isPresent()) {
      return new Answer.NothingToDo();
    }
    Alarm alarm =
        new Alarm(
            id,
            AlarmKind.TECHNICAL,
            cause,
            null,
            null,
            null,
            null,
            now,
            now,
            false,
            false,
            Response.notBegun(draft.policy.plans().of(AlarmKind.TECHNICAL), now),
            1,
            null,
            null);
    raise(draft, alarm);
    draft.note(alarm, now, technical.words());
    return new Answer.Done();
  }

  /**
   * Nobody sits before the board. While one such alarm is open there is no other: it climbs by
   * itself, and nobody can take it who is not there.
   */
  static Answer notWatched(Draft draft, WatchInput.NotWatched nobody) {
    AlarmKind kind = AlarmKind.NOT_WATCHED;
    if (draft.openAlarms().stream().anyMatch(alarm -> alarm.kind() == kind)) {
      return new Answer.NothingToDo();
    }
    Cause cause = Cause.notWatched(nobody.since());
    ResponsePlan plan = draft.policy.plans().of(kind);
    PersonId backup = nobody.backup();
    raise(
        draft,
        new Alarm(
            AlarmId.of(cause),
            kind,
            cause,
            null,
            null,
            null,
            null,
            draft.now,
            Promises.earlier(nobody.since(), draft.now),
            false,
            false,
            Response.notBegun(
                backup == null ? plan : plan.first(ResponsePlan.Step.callIn(backup.value())),
                draft.now),
            1,
            null,
            null));
    return new Answer.Done();
  }

  /** Needs no watch state: for a panic or duress whose own step could not be made. */
  static Answer regardless(Draft draft, FromWearable event) {
    event(draft, event, event.kind() == EventKind.DURESS ? AlarmKind.DURESS : AlarmKind.PANIC);
    return new Answer.Receipted(Outcome.COUNTED);
  }

  /** Needs no watch state: for a due deadline whose own step could not be made. */
  static Answer regardless(Draft draft, WatchInput.FireRegardless due) {
    deadline(draft, due.deadline(), kindOf(due.deadline().key().kind()), due.duringOutage());
    draft.disarm(due.deadline().key());
    return new Answer.Done();
  }

  private static AlarmKind kindOf(Deadline.Kind kind) {
    return switch (kind) {
      case ARRIVAL -> AlarmKind.NOT_ARRIVED;
      case CHECK_IN -> AlarmKind.MISSED_CHECK_IN;
      case AGREED_END, SAFE_AND_AWAY -> AlarmKind.OVERDUE;
      case CONTACT -> AlarmKind.LOST_CONTACT;
      // Not alarms by themselves; that the watch cannot step is one.
      case NO_SHOW, ALARM_STEP, STILL_ON_IT, OWNERSHIP, CANARY, DRILL -> AlarmKind.TECHNICAL;
    };
  }

  private static void raise(Draft draft, Alarm alarm) {
    if (draft.alarm(alarm.id()).isPresent()) {
      return;
    }
    draft.put(alarm);
    if (draft.office.drilling() && !alarm.isDrill() && alarm.kind() != AlarmKind.TECHNICAL) {
      draft.add(new WatchEffect.EndDrills(alarm.id()));
    }
    draft.journal(
        Happening.ALARM_RAISED,
        null,
        alarm,
        Map.of(
            "occurredAt", alarm.occurredAt().toString(),
            "uncertain", Boolean.toString(alarm.occurredUncertain()),
            "duringOutage", Boolean.toString(alarm.duringOutage())));
  }
}
