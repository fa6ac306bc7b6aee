package org.safeandaway.hub.office;

/**
 * The words for what the hub calls by constants: one word per idea, the same on every page, as a
 * school speaks.
 */
public final class Vocabulary {
  private Vocabulary() {}

  /**
   * An alarm's kind.
   *
   * @param word short, for a heading
   * @param happened after a person's name: "Asha Patel <i>pressed panic</i>"
   * @param shape of its icon
   * @param siren which sound it makes
   */
  public record Kind(String word, String happened, String shape, World.Siren siren) {}

  /** Of a constant of {@code AlarmKind}. */
  public static Kind alarm(String kind) {
    return switch (kind) {
      case "PANIC" -> new Kind("Panic", "pressed panic", "burst", World.Siren.HELP);
      case "DURESS" ->
          new Kind("Under duress", "gave the duress signal", "burst", World.Siren.HELP);
      case "MISSED_CHECK_IN" ->
          new Kind("Missed check-in", "should have checked in", "clock", World.Siren.OVERDUE);
      case "OVERDUE" ->
          new Kind(
              "Not safe and away", "should have been safe and away", "clock", World.Siren.OVERDUE);
      case "NOT_ARRIVED" ->
          new Kind("Not arrived", "should have arrived", "clock", World.Siren.OVERDUE);
      case "LOST_CONTACT" ->
          new Kind("Lost contact", "has not been heard from", "link", World.Siren.OVERDUE);
      case "ADVICE" -> new Kind("Call me", "asks for a call", "phone", World.Siren.OVERDUE);
      case "TECHNICAL" ->
          new Kind("Safe & Away needs help", "is in trouble", "wrench", World.Siren.TECHNICAL);
      default -> new Kind("Alarm", "needs help", "burst", World.Siren.HELP);
    };
  }

  /** Where in a visit somebody is; of a constant of {@code Phase}. */
  public static String phase(String phase) {
    return switch (phase) {
      case "BEFORE" -> "on the way";
      case "DOOR" -> "at the door";
      case "VISIT" -> "in the visit";
      case "LEAVING" -> "leaving";
      case "OVER" -> "safe and away";
      default -> "unknown";
    };
  }

  /** What a deadline promises; of a constant of {@code Deadline.Kind}. After a name. */
  public static String promise(String kind) {
    return switch (kind) {
      case "ARRIVAL" -> "arrives";
      case "NO_SHOW" -> "is let in";
      case "CHECK_IN" -> "checks in";
      case "AGREED_END" -> "ends the visit";
      case "SAFE_AND_AWAY" -> "is safe and away";
      case "CONTACT" -> "is heard from";
      default -> "is due";
    };
  }

  /** A number as it begins a sentence. */
  public static String count(int number, String one, String many) {
    String[] words = {
      "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"
    };
    String word = number < words.length ? words[number] : String.valueOf(number);
    return word + " " + (number == 1 ? one : many);
  }
}
