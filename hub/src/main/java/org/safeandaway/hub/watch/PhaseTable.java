package org.safeandaway.hub.watch;

import static org.safeandaway.protocol.Outcome.COUNTED;
import static org.safeandaway.protocol.Outcome.NOTED;
import static org.safeandaway.protocol.Outcome.NO_VISIT;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.safeandaway.hub.watch.Participant.Question;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/**
 * What a wearer's own event does in each phase: the upper half of the event × phase table of the
 * protocol, one method a column. The kinds of the lower half (PANIC and the like) move nobody to
 * another phase; a DURESS comes here as the CHECK_IN that it looks like.
 */
final class PhaseTable {
  private final Draft draft;
  private final Participant who;
  private final Sign sign;

  private PhaseTable(Draft draft, Participant who, Sign sign) {
    this.draft = draft;
    this.who = who;
    this.sign = sign;
  }

  static Outcome apply(Draft draft, Participant who, EventKind kind, Sign sign) {
    PhaseTable table = new PhaseTable(draft, draft.current(who), sign);
    return switch (table.who.phase()) {
      case BEFORE -> table.before(kind);
      case DOOR -> table.door(kind);
      case VISIT -> table.visit(kind);
      case LEAVING -> table.leaving(kind);
      case OVER, UNKNOWN -> NO_VISIT;
    };
  }

  private Outcome before(EventKind kind) {
    return switch (kind) {
      case ARRIVED, CHECK_IN -> {
        Promises.atTheDoor(draft, who, guarding(), sign);
        draft.enter(who, Phase.DOOR);
        yield COUNTED;
      }
      case MORE_TIME -> Promises.moveArrival(draft, who, guarding(), sign) ? COUNTED : NOTED;
      case SAFE_AND_AWAY -> {
        draft.ask(who, Question.NEVER_ARRIVED);
        yield NOTED;
      }
      case LEAVING, ADVICE, WITHDRAWN, SELF_TEST, PANIC, DURESS, UNKNOWN -> NOTED;
    };
  }

  private Outcome door(EventKind kind) {
    return switch (kind) {
      case ARRIVED, CHECK_IN -> {
        letIn();
        yield COUNTED;
      }
      case MORE_TIME -> {
        letIn();
        yield moreTime() ? COUNTED : NOTED;
      }
      case LEAVING -> leave();
      case SAFE_AND_AWAY -> {
        draft.ask(who, Question.NOT_ENTERED);
        yield safeAndAway();
      }
      case ADVICE, WITHDRAWN, SELF_TEST, PANIC, DURESS, UNKNOWN -> NOTED;
    };
  }

  private Outcome visit(EventKind kind) {
    return switch (kind) {
      case ARRIVED, CHECK_IN -> {
        stillThere();
        yield Promises.checkIn(draft, who, sign) ? COUNTED : NOTED;
      }
      case MORE_TIME -> {
        stillThere();
        Promises.checkIn(draft, who, sign);
        yield moreTime() ? COUNTED : NOTED;
      }
      case LEAVING -> leave();
      case SAFE_AND_AWAY -> safeAndAway();
      case ADVICE, WITHDRAWN, SELF_TEST, PANIC, DURESS, UNKNOWN -> NOTED;
    };
  }

  private Outcome leaving(EventKind kind) {
    return switch (kind) {
      case SAFE_AND_AWAY -> safeAndAway();
      case ARRIVED,
          CHECK_IN,
          MORE_TIME,
          LEAVING,
          ADVICE,
          WITHDRAWN,
          SELF_TEST,
          PANIC,
          DURESS,
          UNKNOWN ->
          NOTED;
    };
  }

  /** Whoever says so after "safe and away" has gone back in, and is guarded when the alarm ends. */
  private void stillThere() {
    Instant saidSafe = draft.current(who).saidSafe();
    if (saidSafe != null && !sign.at().isBefore(saidSafe)) {
      draft.put(draft.current(who).sayingSafe(null));
    }
  }

  private void letIn() {
    stillThere();
    draft.disarm(who, Deadline.Kind.NO_SHOW);
    draft.put(draft.current(who).answered(Question.NOBODY_IN));
    Promises.checkIn(draft, who, sign);
    draft.enter(who, Phase.VISIT);
  }

  private boolean moreTime() {
    return Promises.moveEnd(draft, who, guarding(), sign);
  }

  private Outcome leave() {
    Promises.leaving(draft, who, sign);
    draft.put(draft.current(who).sayingSafe(null));
    draft.enter(who, Phase.LEAVING);
    draft.ask(who, Question.WHY_LEFT);
    return COUNTED;
  }

  /**
   * With an alarm open that the wearer may know of, this only says so, and the deadlines stay. With
   * a covert one alone it is over to the wearer's eyes, and the deadlines stay all the same.
   */
  private Outcome safeAndAway() {
    List<Alarm> open = draft.openAlarmsAbout(who);
    if (!open.isEmpty()) {
      draft.put(draft.current(who).sayingSafe(sign.at()));
      draft.journal(Happening.SAID_SAFE, who, Map.of("participant", who.id().toString()));
    }
    if (open.stream().anyMatch(alarm -> !alarm.kind().isCovert())) {
      return NOTED;
    }
    draft.enter(who, Phase.OVER);
    Closing.release(draft, who);
    return COUNTED;
  }

  /** Read anew each time: an earlier part of this step may have moved its end. */
  private Guarding guarding() {
    if (draft.state() instanceof Guarding guarding) {
      return guarding;
    }
    throw new IllegalStateException("only a guarded visit has phases: " + draft.id());
  }
}
