package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.WearableId;

/** All that can happen to a watch. */
public sealed interface WatchInput {

  /**
   * Whether it needs nothing of the watch but its alarms and their deadlines, so that it can be
   * carried out although the state cannot be read.
   */
  default boolean isAboutAlarmsOnly() {
    return switch (this) {
      case Acknowledge it -> true;
      case TakeOver it -> true;
      case StillOnIt it -> true;
      case RecordOutcome it -> true;
      case SendFailed it -> true;
      case AddNote it -> true;
      case Resolve it -> true;
      case DeadlineDue due -> due.key().alarm() != null;
      case EndDrill it -> true;
      case EndDrills it -> true;
      case PlanDrill it -> false;
      case CancelDrill it -> false;
      case PlanVisit it -> false;
      case ChangeVisit it -> false;
      case Authorise it -> false;
      case Cancel it -> false;
      case Assign it -> false;
      case FromWearable it -> false;
      case OccurredEarlier it -> false;
      case ByTelephone it -> false;
      case HeardAgain it -> false;
      case AnswerQuestion it -> false;
      case ShowSafeWord it -> false;
      case Technical it -> false;
      case NotWatched it -> false;
      case RaiseRegardless it -> false;
      case FireRegardless it -> false;
    };
  }

  /** A visit is planned; makes the watch. */
  record PlanVisit(PersonId by, Plan plan) implements WatchInput {}

  /**
   * The plan is replaced by another.
   *
   * @param seen the version of the plan that the person had before them
   * @param plan the whole of the new plan; its version does not matter
   * @param otherErrand what the visit is for, or where, is another than before: the watch does not
   *     know the words
   * @param authoriseAgain the person knows that this takes an authorisation back
   */
  record ChangeVisit(PersonId by, int seen, Plan plan, boolean otherErrand, boolean authoriseAgain)
      implements WatchInput {}

  /**
   * Somebody allows the visit (rule AUTH-1).
   *
   * @param roles every role that the person holds
   */
  record Authorise(PersonId by, Set<String> roles) implements WatchInput {
    public Authorise {
      roles = Set.copyOf(roles);
    }
  }

  /** The visit will not happen, or ends here by the office's word; {@code why} is recorded. */
  record Cancel(PersonId by, String why) implements WatchInput {}

  /**
   * A wearable is handed to a visitor.
   *
   * @param unsent events that the wearable says it still holds; absent if it is not heard now
   * @param override why it is handed over although it holds unsent events; absent if it does not
   */
  record Assign(
      PersonId by,
      ParticipantId participant,
      WearableId wearable,
      @Nullable Integer unsent,
      @Nullable String override)
      implements WatchInput {}

  /**
   * A wearable said something, seen for the first time.
   *
   * @param participant whom the routing found; absent when the watch is no visit's
   * @param named the event carried this watch's visit itself, so it is not a guess
   * @param wrongVisit the event carried a visit that is unknown or another wearable's
   * @param receivedAt hub time of this copy
   * @param wearerThen who wore it when it happened, {@code wearerNow} who does now
   */
  record FromWearable(
      WearableId wearable,
      @Nullable ParticipantId participant,
      EventId event,
      EventKind kind,
      Occurrence occurred,
      Instant receivedAt,
      boolean named,
      boolean wrongVisit,
      boolean again,
      @Nullable PersonId wearerThen,
      @Nullable PersonId wearerNow)
      implements WatchInput {}

  /** A later copy of an event that is stored already shows that it happened earlier. */
  record OccurredEarlier(WearableId wearable, EventId event, EventKind kind, Occurrence occurred)
      implements WatchInput {}

  /** The visitor telephoned, and the office enters it (rule EXT-1). */
  record ByTelephone(PersonId by, ParticipantId participant, EventKind kind, String id)
      implements WatchInput {}

  /**
   * The keeper saw a deadline pass. It is a hint: the generation decides.
   *
   * @param duringOutage it passed while no hub was running
   * @param lastHeard when the wearable of a contact deadline was last heard, or the hub began to
   *     listen, if that is later; absent if never
   */
  record DeadlineDue(
      Deadline.Key key, long generation, boolean duringOutage, @Nullable Instant lastHeard)
      implements WatchInput {}

  /** The wearable was heard again after a silence that had raised an alarm. */
  record HeardAgain(WearableId wearable, Instant at) implements WatchInput {}

  /** The office answers what it was asked. */
  record AnswerQuestion(
      PersonId by, ParticipantId participant, Participant.Question question, String words)
      implements WatchInput {}

  /**
   * "I've got this."
   *
   * @param via how they said so: {@code page}, {@code api}, {@code sms}, {@code call}, {@code push}
   */
  record Acknowledge(AlarmId alarm, PersonId by, String via) implements WatchInput {
    /** On the hub's own pages. */
    public Acknowledge(AlarmId alarm, PersonId by) {
      this(alarm, by, "page");
    }
  }

  /** Another person goes on with an alarm that somebody has. */
  record TakeOver(AlarmId alarm, PersonId by) implements WatchInput {}

  /** "Yes, I am still on it." */
  record StillOnIt(AlarmId alarm, PersonId by) implements WatchInput {}

  /**
   * What came of a step of the checklist.
   *
   * @param step of the alarm's plan, counted from 0
   */
  record RecordOutcome(AlarmId alarm, PersonId by, int step, StepOutcome outcome, String words)
      implements WatchInput {}

  /** A message of the ladder will not arrive. */
  record SendFailed(AlarmId alarm, int round, Telling telling) implements WatchInput {}

  /** A person writes on an alarm. */
  record AddNote(AlarmId alarm, PersonId by, String words) implements WatchInput {}

  /**
   * A person closes an alarm (rule ESC-7).
   *
   * @param safeWordChecked they know the visit's safe word, and it was not said
   */
  record Resolve(
      AlarmId alarm, PersonId by, Alarm.Reason reason, String words, boolean safeWordChecked)
      implements WatchInput {
    /** Nothing is said about a safe word. */
    public Resolve(AlarmId alarm, PersonId by, Alarm.Reason reason, String words) {
      this(alarm, by, reason, words, false);
    }
  }

  /**
   * Somebody of the office has the safe word of a visit shown to them (rule PLAN-6).
   *
   * @param onTelephone they say that the visitor is on the telephone
   */
  record ShowSafeWord(PersonId by, boolean onTelephone) implements WatchInput {}

  /**
   * Somebody plans a drill, which raises one alarm at its time.
   *
   * @param at absent: now
   * @param announced everybody may know beforehand that and when there will be one
   * @param visitor the name of an imaginary person, whom the alarm is about; absent: nobody
   */
  record PlanDrill(
      PersonId by,
      DrillId drill,
      AlarmKind kind,
      @Nullable Instant at,
      boolean announced,
      @Nullable String visitor)
      implements WatchInput {
    /** What can be practised: alarms about somebody on a visit. */
    public static final List<AlarmKind> KINDS =
        List.of(
            AlarmKind.MISSED_CHECK_IN,
            AlarmKind.PANIC,
            AlarmKind.DURESS,
            AlarmKind.OVERDUE,
            AlarmKind.NOT_ARRIVED,
            AlarmKind.LOST_CONTACT,
            AlarmKind.ADVICE);
  }

  /** A planned drill will not be held. */
  record CancelDrill(PersonId by, DrillId drill) implements WatchInput {}

  /** Its planner ends a drill that is going on. */
  record EndDrill(PersonId by, DrillId drill) implements WatchInput {}

  /** A real alarm was raised, which ends every drill. */
  record EndDrills(AlarmId because) implements WatchInput {}

  /**
   * Something is wrong with Safe &amp; Away itself.
   *
   * @param id one alarm for one id
   * @param words a plain sentence, without personal data
   */
  record Technical(String id, String words) implements WatchInput {}

  /**
   * Somebody is out, and nobody sits before the board.
   *
   * @param since one alarm for one instant
   * @param backup whom the site wants to be told first; absent if nobody was named
   */
  record NotWatched(Instant since, @Nullable PersonId backup) implements WatchInput {}

  /**
   * The generic path of a panic or duress whose step could not be made: it needs no watch state.
   *
   * @param event as the inbound row has it
   */
  record RaiseRegardless(FromWearable event) implements WatchInput {}

  /**
   * The generic path of a due deadline whose step could not be made: it needs no watch state.
   *
   * @param deadline as its row has it
   */
  record FireRegardless(Deadline deadline, boolean duringOutage) implements WatchInput {}
}
