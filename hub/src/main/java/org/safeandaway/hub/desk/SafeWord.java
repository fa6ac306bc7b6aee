package org.safeandaway.hub.desk;

/**
 * The word that a visitor says on the telephone when somebody forces them to say that all is well
 * (rule PLAN-6). It is written nowhere but in its own table: {@link #toString} keeps it out of
 * logs.
 *
 * @param word at most 40 characters; empty takes an agreed one away
 */
public record SafeWord(String word) {
  public static final int LONGEST = 40;

  public SafeWord {
    word = word.strip();
    if (word.length() > LONGEST) {
      throw new IllegalArgumentException("a safe word has at most " + LONGEST + " characters");
    }
  }

  /** Whether there is none from now on. */
  public boolean isNone() {
    return word.isEmpty();
  }

  @Override
  public String toString() {
    return isNone() ? "no safe word" : "a safe word";
  }
}
