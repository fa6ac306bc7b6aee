package org.safeandaway.hub.office.alarms;

import java.util.ArrayList;
import java.util.List;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.ResponsePlan.Action;

/**
 * What to do and to say at each step, in words for somebody who is frightened: short sentences, one
 * thing at a time. A school's own wording comes before these. Pure.
 */
final class StepWords {
  private StepWords() {}

  /**
   * What the words are about.
   *
   * @param kind of a constant of {@code AlarmKind}
   * @param first the visitor's first name
   * @param companions names of the others on the visit; empty if there are none
   * @param parent the parent or carer by name; empty if nobody is noted
   * @param place of the visit, in short; empty off a visit
   * @param safeWord whether one was agreed
   */
  record About(
      String kind,
      String first,
      String school,
      String companions,
      String parent,
      String place,
      boolean safeWord) {
    boolean secret() {
      return kind.equals("DURESS");
    }
  }

  /** The heading of a step. */
  static String title(Action action, About it) {
    return switch (action) {
      case RING_VISITOR -> "Ring " + it.first();
      case RING_COMPANION ->
          "Ring " + (it.companions().isEmpty() ? "whoever is with " + it.first() : it.companions());
      case RING_PARENT ->
          "Ring the parent or carer" + (it.parent().isEmpty() ? "" : ", " + it.parent());
      case TELL_SENIOR -> "Tell the senior leadership";
      case CALL_POLICE -> "Call the police";
      case CHECK_SYSTEM -> "See what is wrong with Safe & Away";
      case WATCH_BOARD -> "Sit down at the board";
    };
  }

  /** Who is rung, after "rang". */
  static String whom(Action action, About it) {
    return switch (action) {
      case RING_COMPANION -> it.companions().isEmpty() ? "the companion" : it.companions();
      case RING_PARENT -> it.parent().isEmpty() ? "the parent or carer" : it.parent();
      case RING_VISITOR, TELL_SENIOR, CALL_POLICE, CHECK_SYSTEM, WATCH_BOARD -> it.first();
    };
  }

  /**
   * Once every step was done. Some alarms are about no visitor, and a drill is about nobody.
   *
   * @param police whether they were called
   */
  static Checklist.Through through(String kind, boolean drill, boolean police) {
    if (drill) {
      return new Checklist.Through("Every step was practised.", "Close this drill.");
    }
    return switch (kind) {
      case "TECHNICAL" ->
          new Checklist.Through(
              "Every step was done.",
              "If it works again, close this alarm. If not, begin again with the first one.");
      case "NOT_WATCHED" ->
          new Checklist.Through(
              "Every step was done.",
              "If somebody watches the board now, close this alarm. If not, begin again with the"
                  + " first one.");
      default ->
          new Checklist.Through(
              "Every step was done, and nobody knows that the visitor is safe.",
              "Begin again with the first one, "
                  + (police ? "and stay in touch with the police." : "or call the police."));
    };
  }

  /** What a message goes by, in a sentence. */
  static String channel(ChannelKind channel) {
    return switch (channel) {
      case BOARD -> "the board";
      case PUSH -> "push message";
      case SMS -> "SMS";
      case CALL -> "telephone call";
      case EMAIL -> "e-mail";
      case TEAMS -> "Microsoft Teams";
      case WEBHOOK -> "another program";
    };
  }

  /**
   * What to say and to listen for, a sentence each. What is said aloud stands in quotation marks.
   */
  static List<String> say(Action action, About it) {
    return switch (action) {
      case RING_VISITOR -> it.secret() ? ringBack(it) : visitor(it);
      case RING_COMPANION -> companion(it);
      case RING_PARENT -> parent(it);
      case TELL_SENIOR -> senior(it);
      case CALL_POLICE -> police(it);
      case CHECK_SYSTEM ->
          List.of(
              "The notes of this alarm say what is wrong, and the foot of every page says what"
                  + " works.",
              "Until it is mended, keep in touch with everybody who is out by telephone.");
      case WATCH_BOARD ->
          List.of(
              "People are out, and nobody in the office has a board with sound before them.",
              "Open the board on a screen that can be heard, and stay with it.");
    };
  }

  private static List<String> visitor(About it) {
    List<String> say = new ArrayList<>();
    say.add(
        switch (it.kind()) {
          case "ADVICE" -> "“Hello " + it.first() + ", you asked for a call. Can you talk?”";
          case "LOST_CONTACT" ->
              "“Hello " + it.first() + ", your wearable has gone quiet. Are you all right?”";
          case "NOT_ARRIVED" -> "“Hello " + it.first() + ", have you arrived? Are you all right?”";
          default -> "“Hello " + it.first() + ", it is the school. Are you all right?”";
        });
    if (it.safeWord()) {
      say.add("Listen for the safe word. Do not say it yourself.");
    }
    say.add("Let " + it.first() + " answer in full. If it sounds wrong, it is wrong.");
    say.add("Voicemail is no answer: leave no message about an alarm.");
    return say;
  }

  /** Rule DUR-1: somebody may be listening. */
  private static List<String> ringBack(About it) {
    return List.of(
        "Somebody may be listening. Speak as on an ordinary call, and mention no alarm.",
        "“Hello "
            + it.first()
            + ", it is the office, about the room for this afternoon. Have you a moment?”",
        "Ask only what can be answered with yes or no: “Shall I send somebody to help with that?”",
        it.safeWord()
            ? "If the safe word is said, or no answer comes, go on to the next step at once."
            : "If the answer sounds wrong, or none comes, go on to the next step at once.");
  }

  private static List<String> companion(About it) {
    return it.secret()
        ? List.of(
            "They may stand beside the danger. Speak as on an ordinary call.",
            "“Can you talk? Only say yes or no.” If not, ring off and go on.")
        : List.of(
            "“It is the school. Is " + it.first() + " with you? Are you both all right?”",
            "Ask to speak with " + it.first() + ".");
  }

  private static List<String> parent(About it) {
    if (it.secret()) {
      return List.of(
          "Do not ring unless the senior leadership or the police ask for it: "
              + it.first()
              + " gave this alarm in secret.");
    }
    return List.of(
        "“Hello, it is "
            + it.school()
            + ". Our colleague "
            + it.first()
            + " had an appointment with you. May I speak with "
            + it.first()
            + "?”",
        "Mention no alarm. Hear "
            + it.first()
            + "’s own voice before you believe that all is well.");
  }

  private static List<String> senior(About it) {
    return List.of(
        "“There is an alarm about " + at(it) + ". I have the page open. Shall I call the police?”",
        it.kind().equals("PANIC") || it.secret()
            ? "If nobody answers at once, do not wait: call the police."
            : "They decide what happens next. If nobody answers, go on.");
  }

  private static String at(About it) {
    return it.place().isEmpty() ? it.first() : it.first() + " at " + it.place();
  }

  private static List<String> police(About it) {
    List<String> say = new ArrayList<>();
    say.add("Ring 999 and read this out. Stay on the line.");
    if (it.secret()) {
      say.add("Say that nobody at the address may learn of the call: no sirens, no ringing back.");
    }
    say.add("Write down the reference number that they give you.");
    return say;
  }
}
