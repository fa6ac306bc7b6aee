package org.safeandaway.device.wearable;

import org.safeandaway.protocol.DeadlineKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;

/**
 * The wearer's side of the event × phase table of protocol.md: where the wearer is after an event.
 * The hub has the last word; until its notice comes this is what the wearable believes.
 */
final class Phases {
  private Phases() {}

  /**
   * The phase after an event.
   *
   * @param alarmOpen an alarm about this wearer is open, as far as the wearable may know: then
   *     "safe and away" is recorded and ends nothing
   */
  static Phase after(Phase phase, EventKind kind, boolean alarmOpen) {
    return switch (kind) {
      // A duress goes wherever a check-in would: nothing at the wearable may tell them apart.
      case ARRIVED, CHECK_IN, DURESS -> afterCheckIn(phase);
      case MORE_TIME -> phase == Phase.BEFORE ? phase : afterCheckIn(phase);
      case LEAVING -> isInside(phase) ? Phase.LEAVING : phase;
      case SAFE_AND_AWAY ->
          (isInside(phase) || phase == Phase.LEAVING) && !alarmOpen ? Phase.OVER : phase;
      case ADVICE, PANIC, WITHDRAWN, SELF_TEST, UNKNOWN -> phase;
    };
  }

  /**
   * Whether a counted event settles a deadline of this kind, so that its reminders are idle. The
   * hub's next notice brings what it armed instead.
   *
   * @param after the phase after the event
   */
  static boolean settles(EventKind event, DeadlineKind deadline, Phase after) {
    return switch (event) {
      case ARRIVED, CHECK_IN, DURESS -> isSettledByCheckIn(deadline);
      case MORE_TIME -> isSettledByCheckIn(deadline) || deadline == DeadlineKind.AGREED_END;
      case LEAVING -> after == Phase.LEAVING && deadline != DeadlineKind.SAFE_AND_AWAY;
      case SAFE_AND_AWAY -> after == Phase.OVER;
      case ADVICE, PANIC, WITHDRAWN, SELF_TEST, UNKNOWN -> false;
    };
  }

  /** Whether a check-in counts in this phase. */
  static boolean countsCheckIn(Phase phase) {
    return switch (phase) {
      case BEFORE, DOOR, VISIT, UNKNOWN -> true;
      case LEAVING, OVER -> false;
    };
  }

  private static boolean isSettledByCheckIn(DeadlineKind deadline) {
    return switch (deadline) {
      case ARRIVAL, NO_SHOW, CHECK_IN -> true;
      case AGREED_END, SAFE_AND_AWAY, CONTACT, UNKNOWN -> false;
    };
  }

  private static Phase afterCheckIn(Phase phase) {
    return switch (phase) {
      case BEFORE -> Phase.DOOR;
      case DOOR, VISIT -> Phase.VISIT;
      case LEAVING, OVER, UNKNOWN -> phase;
    };
  }

  private static boolean isInside(Phase phase) {
    return phase == Phase.DOOR || phase == Phase.VISIT;
  }
}
