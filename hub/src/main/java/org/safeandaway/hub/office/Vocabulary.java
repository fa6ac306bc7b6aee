package org.safeandaway.hub.office;

import java.util.Locale;
import org.safeandaway.hub.health.Condition;

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
      case "NOT_WATCHED" ->
          new Kind("Nobody watches", "is not watched", "trouble", World.Siren.OVERDUE);
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

  /** What should have happened; of a constant of {@code Deadline.Kind}. After a name. */
  public static String promiseBroken(String kind) {
    return switch (kind) {
      case "ARRIVAL" -> "should have arrived";
      case "NO_SHOW" -> "should have been let in";
      case "CHECK_IN" -> "should have checked in";
      case "AGREED_END" -> "should have ended the visit";
      case "SAFE_AND_AWAY" -> "should have been safe and away";
      case "CONTACT" -> "should have been heard from";
      default -> "is late";
    };
  }

  /** What the office is asked about somebody; of a constant of {@code Participant.Question}. */
  public static String question(String question) {
    return switch (question) {
      case "NOBODY_IN" -> "Was nobody in?";
      case "NOT_ENTERED" -> "Was nobody in, or did they not go in?";
      case "NEVER_ARRIVED" -> "Safe and away without arriving: what happened?";
      case "WHY_LEFT" -> "They left early: why did it feel unsafe?";
      default -> "What happened?";
    };
  }

  /**
   * Something wrong with the hub itself.
   *
   * @param what is wrong, and what it means
   * @param todo what to do about it, and meanwhile
   */
  public record Trouble(String what, String todo) {}

  /** In the words of an office that has no server in mind. */
  public static Trouble ailment(Condition.Part part) {
    return switch (part) {
      case MQTT ->
          new Trouble(
              "The hub cannot hear the wearables: Mosquitto does not answer.",
              "Keep in touch with everybody by telephone, and have somebody look at Mosquitto.");
      case DESK ->
          new Trouble(
              "The hub cannot store anything: the database does not answer.",
              "Keep in touch with everybody by telephone, and have somebody look at the database.");
      case KEEPER ->
          new Trouble(
              "The hub is late in looking at deadlines.",
              "Keep an eye on the clocks yourself, and have somebody look at the hub's machine.");
      case GUARD ->
          new Trouble(
              "Somebody is out, and the hub waits for nothing from them.",
              "Ring everybody who is out now, watch their times yourself, and have somebody look at"
                  + " the hub's log.");
      case LADDER ->
          new Trouble(
              "An alarm is open, and the hub does not go on to the next person by itself.",
              "Look at the open alarms, see that each has somebody, and have somebody look at the"
                  + " hub's log.");
      case OUTBOX ->
          new Trouble(
              "Messages about alarms are not going out.",
              "Watch the board, ring people yourself, and have somebody look at the hub's log and"
                  + " its way to the internet.");
      case CANARY ->
          new Trouble(
              "The hub tried out an alarm on itself, and it did not come through in time.",
              "Keep in touch with everybody by telephone, and have somebody look at the hub's log"
                  + " and at Mosquitto now.");
      case CHECKS ->
          new Trouble(
              "The hub has not been able to look itself over.",
              "Watch the board's times yourself, and have somebody look at the hub's machine and"
                  + " the database.");
      case CLOCK ->
          new Trouble(
              "The clock of the database's machine jumped. Deadlines keep to the hub's own time.",
              "Have somebody look at the time service of that machine today.");
      case SEALER ->
          new Trouble(
              "The record is not being sealed. Nothing is lost, and alarms work.",
              "Have somebody look at the hub's log today.");
    };
  }

  /** What a part does, for people. */
  public static String duty(Condition.Part part) {
    return switch (part) {
      case MQTT -> "Hears the wearables, through Mosquitto";
      case DESK -> "Stores what happens, in the database";
      case KEEPER -> "Sees when somebody is late";
      case GUARD -> "Waits for everybody who is out";
      case LADDER -> "Goes on with every open alarm until somebody has it";
      case OUTBOX -> "Sends messages about alarms";
      case CANARY -> "Tries out an alarm on itself every minute, which nobody hears";
      case CHECKS -> "Looks itself over";
      case CLOCK -> "Knows what time it is";
      case SEALER -> "Seals the record, so that nobody can change it unseen";
    };
  }

  /** What is well while nothing is wrong with a part. */
  public static String part(Condition.Part part) {
    return switch (part) {
      case MQTT -> "Mosquitto";
      case DESK -> "database";
      case KEEPER -> "deadlines";
      case GUARD -> "people out";
      case LADDER -> "alarms";
      case OUTBOX -> "messages";
      case CANARY -> "trial alarm";
      case CHECKS -> "self-checks";
      case CLOCK -> "clock";
      case SEALER -> "record";
    };
  }

  /** As it begins a sentence. */
  public static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
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
