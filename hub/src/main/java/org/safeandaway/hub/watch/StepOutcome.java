package org.safeandaway.hub.watch;

/** What came of a step of the checklist. */
public enum StepOutcome {
  /** The visitor answered, and is well. */
  ANSWERED_SAFE,
  /** The visitor said the safe word: they cannot speak freely, and need help. */
  SAFE_WORD,
  /** Somebody else answered, or the visitor did and it is not clear how they are. */
  ANSWERED_UNCLEAR,
  NO_ANSWER,
  ENGAGED,
  /** Reached nobody: voicemail is no answer (rule ESC-3). */
  VOICEMAIL,
  /** Told, of those who are to be told. */
  TOLD,
  /** The police were called. */
  CALLED,
  /** Not done, and why stands in the words. */
  NOT_NEEDED;

  /** Whether an outcome without words says too little. */
  public boolean needsWords() {
    return this == NOT_NEEDED || this == ANSWERED_UNCLEAR;
  }
}
