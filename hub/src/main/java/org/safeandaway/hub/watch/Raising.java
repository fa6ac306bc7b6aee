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

  /**
   * Whom an alarm is about, as {@link Alarm} has it.
   *
   * @param wearerThen who wore it when the cause happened
   */
  private record About(
      @Nullable ParticipantId participant,
      @Nullable WearableId wearable,
      @Nullable PersonId wearerThen,
      @Nullable PersonId wearerNow) {
    /** The site's own. */
    static final About NOBODY = new About(null, null, null, null);

    /** Of a wearable that has not changed hands. */
    static About one(
        @Nullable ParticipantId participant,
        @Nullable WearableId wearable,
        @Nullable PersonId wearer) {
      return new About(participant, wearable, wearer, wearer);
    }
  }

  /** When the cause of an alarm happened, as {@link Alarm} has it. */
  private record When(Instant at, boolean uncertain, boolean duringOutage) {
    static When certainly(Instant at) {
      return new When(at, false, false);
    }
  }

  /** What a wearer did. */
  static void event(Draft draft, FromWearable event, AlarmKind kind) {
    @Nullable Participant who = draft.participant(event.participant()).orElse(null);
    @Nullable PersonId wearer = who == null ? null : who.person();
    About about =
        new About(
            event.participant(),
            event.wearable(),
            event.wearerThen() == null ? wearer : event.wearerThen(),
            event.wearerNow() == null ? wearer : event.wearerNow());
    Instant at = Promises.earlier(event.occurred().at(), draft.now);
    raise(
        draft,
        kind,
        Cause.of(event.wearable(), event.event()),
        about,
        new When(at, !event.occurred().known(), false));
  }

  /** A promise that was not kept. */
  static void deadline(Draft draft, Deadline deadline, AlarmKind kind, boolean duringOutage) {
    @Nullable ParticipantId participant = deadline.key().participant();
    @Nullable Participant who = draft.participant(participant).orElse(null);
    About about =
        About.one(
            participant, who == null ? null : who.wearable(), who == null ? null : who.person());
    Instant at = Promises.earlier(deadline.dueAt(), draft.now);
    raise(draft, kind, Cause.of(draft.id(), deadline), about, new When(at, false, duringOutage));
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
        new About(about.participant(), about.wearable(), about.wearerThen(), about.wearerNow()));
  }

  /** A visitor who telephoned said it. */
  static void safeWord(Draft draft, Participant who, String call) {
    Cause cause = new Cause(Cause.Kind.OFFICE, "safe-word/telephone/" + call);
    safeWord(draft, cause, About.one(who.id(), who.wearable(), who.person()));
  }

  private static void safeWord(Draft draft, Cause cause, About about) {
    raise(draft, AlarmKind.DURESS, cause, about, When.certainly(draft.now));
  }

  /** Nobody is in danger, and everybody does as if somebody were. */
  static void drill(Draft draft, DrillId drill, AlarmKind kind) {
    raise(draft, kind, Cause.drill(drill), About.NOBODY, When.certainly(draft.now));
  }

  /** Something is wrong with Safe &amp; Away itself. */
  static Answer technical(Draft draft, WatchInput.Technical technical) {
    AlarmKind kind = AlarmKind.TECHNICAL;
    Alarm alarm =
        alarm(
            draft,
            kind,
            Cause.technical(technical.id()),
            About.NOBODY,
            When.certainly(draft.now),
            draft.policy.plans().of(kind));
    if (draft.alarm(alarm.id()).isPresent()) {
      return new Answer.NothingToDo();
    }
    raise(draft, alarm);
    draft.note(alarm, draft.now, technical.words());
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
    ResponsePlan plan = draft.policy.plans().of(kind);
    PersonId backup = nobody.backup();
    raise(
        draft,
        alarm(
            draft,
            kind,
            Cause.notWatched(nobody.since()),
            About.NOBODY,
            When.certainly(Promises.earlier(nobody.since(), draft.now)),
            backup == null ? plan : plan.first(ResponsePlan.Step.callIn(backup.value()))));
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

  private static void raise(Draft draft, AlarmKind kind, Cause cause, About about, When when) {
    raise(draft, alarm(draft, kind, cause, about, when, draft.policy.plans().of(kind)));
  }

  /** As it begins: nobody has it. */
  private static Alarm alarm(
      Draft draft, AlarmKind kind, Cause cause, About about, When when, ResponsePlan plan) {
    return new Alarm(
        AlarmId.of(cause),
        kind,
        cause,
        about.participant(),
        about.wearable(),
        about.wearerThen(),
        about.wearerNow(),
        draft.now,
        when.at(),
        when.uncertain(),
        when.duringOutage(),
        Response.notBegun(plan, draft.now),
        1,
        null,
        null);
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
