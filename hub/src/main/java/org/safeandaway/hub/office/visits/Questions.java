package org.safeandaway.hub.office.visits;

/** What only the office can know, as it is asked; of constants of {@code Question}. Pure. */
public final class Questions {
  private Questions() {}

  /** A whole sentence. */
  public static String asked(String question, String name) {
    return switch (question) {
      case "NOBODY_IN" -> "The wait at the door is over. Is nobody in?";
      case "NOT_ENTERED" -> name + " is safe and away from the door. Was nobody in?";
      case "NEVER_ARRIVED" -> name + " is safe and away without having arrived. What happened?";
      case "WHY_LEFT" -> name + " left because it felt unsafe. What happened?";
      default -> "Something about " + name + " that is not known here.";
    };
  }

  /** What to do about it, beside the answer. */
  public static String advice(String question) {
    return switch (question) {
      case "NOBODY_IN" ->
          "Telephone the visitor. If nobody is in, cancel the visit with that reason; nothing is"
              + " cancelled by itself.";
      case "NOT_ENTERED", "NEVER_ARRIVED" -> "Ask the visitor, and write down what they say.";
      case "WHY_LEFT" -> "Ask when the visitor is safe; it can wait until then.";
      default -> "Write down what is known.";
    };
  }
}
