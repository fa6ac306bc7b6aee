package org.safeandaway.hub.office.visits;

import java.time.Duration;
import java.time.Instant;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.visits.TimelineLine.Weight;
import org.safeandaway.hub.visit.VisitView.LineView;

/** Says what a wearer did, when, and what became of it. Pure. */
final class WearerWords {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private WearerWords() {}

  /** The line stands where it happened, not where the hub heard of it. */
  static TimelineLine event(Telling telling, LineView line) {
    String kind = Telling.text(line, "kind");
    Instant occurred = Telling.instant(line, "occurredAt").orElse(line.at());
    Instant at = occurred.isAfter(line.at()) ? line.at() : occurred;
    String who = telling.who(line);
    String subject = who.equals("Somebody") ? "Somebody with " + telling.wearable(line) : who;
    return new TimelineLine(
        at,
        subject + " " + did(kind) + "." + heard(line, at) + became(line, kind),
        null,
        weight(kind),
        line.alarm());
  }

  private static String did(String kind) {
    return switch (kind) {
      case "ARRIVED" -> "pressed check-in at the door";
      case "CHECK_IN" -> "checked in";
      case "MORE_TIME" -> "asked for more time";
      case "LEAVING" -> "signalled “leaving now”";
      case "SAFE_AND_AWAY" -> "signalled “safe and away”";
      case "ADVICE" -> "asked for a call";
      case "WITHDRAWN" -> "took the panic back at the wearable";
      case "SELF_TEST" -> "tested the wearable";
      case "PANIC" -> "pressed panic";
      case "DURESS" -> "gave the duress signal, which looks like an ordinary check-in";
      default -> "sent something that this hub does not know";
    };
  }

  private static Weight weight(String kind) {
    return switch (kind) {
      case "PANIC", "DURESS", "ADVICE", "LEAVING", "WITHDRAWN" -> Weight.ALARM;
      case "SELF_TEST" -> Weight.DETAIL;
      default -> Weight.PLAIN;
    };
  }

  private static String heard(LineView line, Instant at) {
    Instant received = Telling.instant(line, "receivedAt").orElse(line.at());
    Duration late = Duration.between(at, received);
    String again =
        Telling.text(line, "again").equals("true")
            ? " The hub had heard it before its database was restored."
            : "";
    if (Telling.text(line, "instantKnown").equals("false")) {
      return " It may have happened earlier: the wearable had lost its clock." + again;
    }
    return late.compareTo(AT_ONCE) < 0
        ? again
        : " The hub heard it " + Times.span(late) + " later." + again;
  }

  private static String became(LineView line, String kind) {
    boolean test = kind.equals("SELF_TEST");
    return switch (Telling.text(line, "outcome")) {
      case "NOTED" -> test ? "" : " It changed nothing.";
      case "NO_VISIT" -> " There was no watch that it could count for.";
      case "WRONG_VISIT" -> " It was meant for another visit, and changed nothing here.";
      default -> "";
    };
  }
}
