package org.safeandaway.hub.watch;

import org.safeandaway.protocol.Outcome;

/** The answer to whoever sent an input. */
public sealed interface Answer {

  /** To a wearable, as its receipt says it. */
  record Receipted(Outcome outcome) implements Answer {}

  /** Done. */
  record Done() implements Answer {}

  /** Nothing was left to do: a hint about an older deadline, an alarm that the same person has. */
  record NothingToDo() implements Answer {}

  /**
   * Not done, and why. Nothing changed.
   *
   * @param words one plain sentence that says what to do instead
   */
  record Refused(Refusal refusal, String words) implements Answer {}

  /** Why an office action is refused. */
  enum Refusal {
    /** No such visit, alarm or participant. */
    NOT_FOUND,
    /** The policy or the person's roles do not allow it. */
    FORBIDDEN,
    /** Not in this state. */
    CONFLICT,
    /** What was asked makes no sense as it stands. */
    INVALID
  }
}
