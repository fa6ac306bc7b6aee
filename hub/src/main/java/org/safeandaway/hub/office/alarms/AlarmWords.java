package org.safeandaway.hub.office.alarms;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Sentence;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.Vocabulary;
import org.safeandaway.hub.visit.AlarmSheet;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.PersonView;

/** An alarm in whole sentences, as somebody reads them aloud on the telephone. Pure. */
public final class AlarmWords {
  /** What arrives faster than this needs no words about its way. */
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  private AlarmWords() {}

  /** What happened, without a full stop: "Asha Patel pressed panic". */
  public static String headline(AlarmView alarm, Times times) {
    String mark = alarm.drill() ? Sentence.DRILL + ": " : "";
    String happened = Sentence.who(alarm) + " " + Vocabulary.alarm(alarm.kind()).happened();
    return switch (alarm.kind()) {
      case "NOT_WATCHED" -> "Visits are open, and nobody watches the board";
      case "TECHNICAL" -> "Safe & Away itself needs somebody to look at it";
      case "MISSED_CHECK_IN", "OVERDUE", "NOT_ARRIVED" ->
          mark + happened + " at " + times.at(alarm.since());
      case "LOST_CONTACT" -> mark + happened + " since " + times.at(alarm.since());
      default -> mark + happened;
    };
  }

  /** The alarm in few words, for naming it in a question: "Panic of Asha Patel". */
  public static String name(AlarmView alarm) {
    String word = Vocabulary.alarm(alarm.kind()).word();
    if (alarm.drill()) {
      return Sentence.DRILL + ": " + word;
    }
    return alarm.wearable() == null && alarm.participant() == null
        ? word
        : word + ": " + Sentence.who(alarm);
  }

  /** What must be known about the times that are shown; a whole sentence each. */
  public static List<String> doubts(AlarmView alarm, Times times) {
    return Stream.of(earlier(alarm), outage(alarm), late(alarm, times))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> earlier(AlarmView alarm) {
    return alarm.occurredUncertain()
        ? Optional.of(
            "It may have happened earlier than shown: the wearable was without power in between,"
                + " and lost its clock.")
        : Optional.empty();
  }

  private static Optional<String> outage(AlarmView alarm) {
    return alarm.duringOutage()
        ? Optional.of(
            "Safe & Away was not running when this time passed, so it noticed only afterwards.")
        : Optional.empty();
  }

  private static Optional<String> late(AlarmView alarm, Times times) {
    Duration way = Duration.between(alarm.occurredAt(), alarm.raisedAt());
    return way.compareTo(AT_ONCE) > 0
        ? Optional.of(
            "The alarm was raised at "
                + times.second(alarm.raisedAt())
                + ", "
                + Times.span(way)
                + " after it happened.")
        : Optional.empty();
  }

  /** How it ended, of a constant of {@code Alarm.Reason}. */
  public static String reason(String reason) {
    return switch (reason) {
      case "CONFIRMED_INCIDENT" -> "It was real";
      case "FALSE_ALARM" -> "False alarm";
      case "PRECAUTION" -> "Precaution";
      case "DRILL" -> "Drill";
      default -> "Closed";
    };
  }

  /** What is meant by a reason, for whoever has to choose one. */
  public static String reasonHint(String reason) {
    return switch (reason) {
      case "CONFIRMED_INCIDENT" -> "Somebody was in danger, or needed help.";
      case "FALSE_ALARM" -> "Nothing was wrong: pressed by mistake, or simply forgotten.";
      case "PRECAUTION" -> "Raised to be careful; it was right to raise it.";
      case "DRILL" -> "A practice that was agreed beforehand.";
      default -> "";
    };
  }

  /** How long it took until a person had it; absent if nobody ever did. */
  public static @Nullable String waited(AlarmView alarm) {
    if (alarm.ownedAt() == null) {
      return null;
    }
    Duration waited = Duration.between(alarm.raisedAt(), alarm.ownedAt());
    return waited.toSeconds() < 1 ? "at once" : Times.span(waited);
  }

  /** What somebody has to do with the alarm. */
  public static String part(AlarmSheet.Part part) {
    return switch (part) {
      case WEARER -> "This alarm is about them";
      case WORE_IT_THEN -> "Wore the wearable when it happened";
      case WEARS_IT_NOW -> "Wears the wearable now";
      case COMPANION -> "On the same visit";
    };
  }

  /** By first name, or all of it if there is no other. */
  public static String first(@Nullable PersonView person) {
    return person == null ? "the wearer" : person.name().split(" ", 2)[0];
  }
}
