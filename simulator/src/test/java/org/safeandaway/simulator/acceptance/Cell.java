package org.safeandaway.simulator.acceptance;

import static org.safeandaway.protocol.DeadlineKind.AGREED_END;
import static org.safeandaway.protocol.DeadlineKind.ARRIVAL;
import static org.safeandaway.protocol.DeadlineKind.CHECK_IN;
import static org.safeandaway.protocol.DeadlineKind.NO_SHOW;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.DeadlineKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/**
 * One cell of the event × phase table: what an event does to a wearer who is in a phase. Whatever a
 * cell does not speak of must be as before.
 *
 * @param outcome what the receipt says
 * @param then the phase afterwards
 * @param fates what becomes of the deadlines
 * @param alarm the one that is raised; absent if none is
 * @param question the one that the office is asked; absent if it is asked nothing
 */
record Cell(
    Phase phase,
    EventKind event,
    Outcome outcome,
    Phase then,
    Map<DeadlineKind, Fate> fates,
    Optional<AlarmKind> alarm,
    Optional<String> question) {

  /** What becomes of a deadline. */
  enum Fate {
    ARMED,
    /** Armed anew, counting from this event. */
    COUNTED_AGAIN,
    /** By one extension step. */
    EXTENDED,
    DISARMED
  }

  /** The table, as protocol.md has it; nothing is taken from the code. */
  static List<Cell> table() {
    return List.of(
        // before: ready or on the way
        before(EventKind.ARRIVED).counted(Phase.DOOR).atTheDoor(),
        before(EventKind.CHECK_IN).counted(Phase.DOOR).atTheDoor(),
        before(EventKind.MORE_TIME).counted(Phase.BEFORE).with(ARRIVAL, Fate.EXTENDED),
        before(EventKind.LEAVING),
        before(EventKind.SAFE_AND_AWAY).asks("NEVER_ARRIVED"),
        before(EventKind.ADVICE).counted(Phase.BEFORE).raises(AlarmKind.ADVICE),
        before(EventKind.PANIC).counted(Phase.BEFORE).raises(AlarmKind.PANIC),
        before(EventKind.DURESS).counted(Phase.DOOR).atTheDoor().raises(AlarmKind.DURESS),
        before(EventKind.WITHDRAWN),
        before(EventKind.SELF_TEST),
        // door: arrived, not let in
        door(EventKind.ARRIVED).letIn(),
        door(EventKind.CHECK_IN).letIn(),
        door(EventKind.MORE_TIME).letIn().with(AGREED_END, Fate.EXTENDED),
        door(EventKind.LEAVING).leaves().with(NO_SHOW, Fate.DISARMED),
        door(EventKind.SAFE_AND_AWAY).ends().with(NO_SHOW, Fate.DISARMED).asks("NOT_ENTERED"),
        door(EventKind.ADVICE).counted(Phase.DOOR).raises(AlarmKind.ADVICE),
        door(EventKind.PANIC).counted(Phase.DOOR).raises(AlarmKind.PANIC),
        door(EventKind.DURESS).letIn().raises(AlarmKind.DURESS),
        door(EventKind.WITHDRAWN),
        door(EventKind.SELF_TEST),
        // visit: let in
        visit(EventKind.ARRIVED).checksIn(),
        visit(EventKind.CHECK_IN).checksIn(),
        visit(EventKind.MORE_TIME).checksIn().with(AGREED_END, Fate.EXTENDED),
        visit(EventKind.LEAVING).leaves(),
        visit(EventKind.SAFE_AND_AWAY).ends(),
        visit(EventKind.ADVICE).counted(Phase.VISIT).raises(AlarmKind.ADVICE),
        visit(EventKind.PANIC).counted(Phase.VISIT).raises(AlarmKind.PANIC),
        visit(EventKind.DURESS).checksIn().raises(AlarmKind.DURESS),
        visit(EventKind.WITHDRAWN),
        visit(EventKind.SELF_TEST),
        // leaving
        leaving(EventKind.ARRIVED),
        leaving(EventKind.CHECK_IN),
        leaving(EventKind.MORE_TIME),
        leaving(EventKind.LEAVING),
        leaving(EventKind.SAFE_AND_AWAY)
            .counted(Phase.OVER)
            .with(DeadlineKind.SAFE_AND_AWAY, Fate.DISARMED),
        leaving(EventKind.ADVICE).counted(Phase.LEAVING).raises(AlarmKind.ADVICE),
        leaving(EventKind.PANIC).counted(Phase.LEAVING).raises(AlarmKind.PANIC),
        leaving(EventKind.DURESS).raises(AlarmKind.DURESS),
        leaving(EventKind.WITHDRAWN),
        leaving(EventKind.SELF_TEST),
        // over: safe, closed, or no visit
        over(EventKind.ARRIVED).noVisit(),
        over(EventKind.CHECK_IN).noVisit(),
        over(EventKind.MORE_TIME).noVisit(),
        over(EventKind.LEAVING).noVisit(),
        over(EventKind.SAFE_AND_AWAY).noVisit(),
        over(EventKind.ADVICE).counted(Phase.OVER).raises(AlarmKind.ADVICE),
        over(EventKind.PANIC).counted(Phase.OVER).raises(AlarmKind.PANIC),
        over(EventKind.DURESS).noVisit().raises(AlarmKind.DURESS),
        over(EventKind.WITHDRAWN),
        over(EventKind.SELF_TEST).counted(Phase.OVER));
  }

  private static Cell before(EventKind event) {
    return noted(Phase.BEFORE, event);
  }

  private static Cell door(EventKind event) {
    return noted(Phase.DOOR, event);
  }

  private static Cell visit(EventKind event) {
    return noted(Phase.VISIT, event);
  }

  private static Cell leaving(EventKind event) {
    return noted(Phase.LEAVING, event);
  }

  private static Cell over(EventKind event) {
    return noted(Phase.OVER, event);
  }

  private static Cell noted(Phase phase, EventKind event) {
    return new Cell(
        phase, event, Outcome.NOTED, phase, Map.of(), Optional.empty(), Optional.empty());
  }

  private Cell counted(Phase next) {
    return new Cell(phase, event, Outcome.COUNTED, next, fates, alarm, question);
  }

  private Cell noVisit() {
    return new Cell(phase, event, Outcome.NO_VISIT, then, fates, alarm, question);
  }

  private Cell atTheDoor() {
    return with(NO_SHOW, Fate.ARMED)
        .with(CHECK_IN, Fate.ARMED)
        .with(AGREED_END, Fate.ARMED)
        .with(ARRIVAL, Fate.DISARMED);
  }

  private Cell letIn() {
    return counted(Phase.VISIT).with(NO_SHOW, Fate.DISARMED).with(CHECK_IN, Fate.COUNTED_AGAIN);
  }

  private Cell checksIn() {
    return counted(Phase.VISIT).with(CHECK_IN, Fate.COUNTED_AGAIN);
  }

  private Cell leaves() {
    return counted(Phase.LEAVING)
        .with(CHECK_IN, Fate.DISARMED)
        .with(AGREED_END, Fate.DISARMED)
        .with(DeadlineKind.SAFE_AND_AWAY, Fate.ARMED)
        .asks("WHY_LEFT");
  }

  private Cell ends() {
    return counted(Phase.OVER).with(CHECK_IN, Fate.DISARMED).with(AGREED_END, Fate.DISARMED);
  }

  private Cell with(DeadlineKind kind, Fate fate) {
    var more = new EnumMap<DeadlineKind, Fate>(DeadlineKind.class);
    more.putAll(fates);
    more.put(kind, fate);
    return new Cell(phase, event, outcome, then, Map.copyOf(more), alarm, question);
  }

  private Cell raises(AlarmKind kind) {
    return new Cell(phase, event, outcome, then, fates, Optional.of(kind), question);
  }

  private Cell asks(String what) {
    return new Cell(phase, event, outcome, then, fates, alarm, Optional.of(what));
  }

  @Override
  public String toString() {
    return event + " in " + phase;
  }
}
