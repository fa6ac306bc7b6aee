package org.safeandaway.hub.office.visits;

import static org.safeandaway.hub.office.visits.Telling.alarm;
import static org.safeandaway.hub.office.visits.Telling.by;
import static org.safeandaway.hub.office.visits.Telling.detail;
import static org.safeandaway.hub.office.visits.Telling.plain;
import static org.safeandaway.hub.office.visits.Telling.quoting;
import static org.safeandaway.hub.office.visits.Telling.start;
import static org.safeandaway.hub.office.visits.Telling.text;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.Vocabulary;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.visit.VisitView.LineView;
import org.safeandaway.hub.watch.Happening;

/**
 * Says each line of a visit's journal in plain words. Pure.
 *
 * <p>A line holds what was stored when it happened: by this hub, by an older one, by a newer one,
 * or nothing any more where its time was over. So every detail may be missing or unknown, and there
 * are words for that too.
 */
public final class TimelineWords {
  /** What somebody did comes before what the hub made of it at the same instant. */
  private static final Comparator<Said> AS_IT_HAPPENED =
      Comparator.comparing((Said said) -> said.words().at())
          .thenComparing(said -> !said.line().what().equals(Happening.TELEPHONED.word()));

  private record Said(LineView line, TimelineLine words) {}

  private final Telling telling;

  private TimelineWords(Telling telling) {
    this.telling = telling;
  }

  /**
   * The whole timeline, in the order in which things happened.
   *
   * @param labels what is written on wearables, by their ids; where there is none the id is said
   */
  public static List<TimelineLine> of(VisitView visit, Map<String, String> labels, Times times) {
    TimelineWords words = new TimelineWords(new Telling(visit, labels, times));
    return lines(visit).stream()
        .map(line -> new Said(line, words.say(line)))
        .sorted(AS_IT_HAPPENED)
        .map(Said::words)
        .toList();
  }

  /** What the office entered for a visitor who telephoned. */
  static List<TimelineLine> entered(VisitView visit, int participant, Times times) {
    TimelineWords words = new TimelineWords(new Telling(visit, Map.of(), times));
    return lines(visit).stream()
        .filter(line -> line.what().equals(Happening.TELEPHONED.word()))
        .filter(line -> text(line, "participant").equals(String.valueOf(participant)))
        .map(words::say)
        .toList();
  }

  private static List<LineView> lines(VisitView visit) {
    return visit.timeline() == null ? List.of() : visit.timeline();
  }

  private TimelineLine say(LineView line) {
    Optional<Happening> what =
        Arrays.stream(Happening.values()).filter(it -> it.word().equals(line.what())).findFirst();
    return what.isEmpty() ? unknown(line) : say(line, what.get());
  }

  /** A hub of another version wrote it. */
  private static TimelineLine unknown(LineView line) {
    String what = line.what().replace('.', ' ').replace('-', ' ');
    String by = line.by() == null ? "" : " " + line.by().name() + " did it.";
    return detail(line, "This was recorded: " + what + "." + by);
  }

  private TimelineLine say(LineView line, Happening what) {
    return switch (what) {
      case VISIT_PLANNED -> plain(line, by(line) + " planned the visit" + plannedTimes(line) + ".");
      case VISIT_CHANGED -> plain(line, by(line) + " changed the plan" + changed(line) + ".");
      case VISIT_AUTHORISED ->
          plain(line, by(line) + " authorised the visit. The watch over it began.");
      case AUTHORISATION_ENDED -> authorisationEnded(line);
      case VISIT_CANCELLED -> quoting(line, by(line) + " cancelled the visit.", "why");
      case VISIT_CLOSED -> plain(line, "Everybody is safe and away. The watch ended.");
      case WEARABLE_ASSIGNED -> handedOver(line);
      case WEARABLE_TAKEN_BACK ->
          plain(line, by(line) + " took back " + telling.wearable(line) + ".");
      case EVENT_TAKEN_IN -> WearerWords.event(telling, line);
      case EVENT_EARLIER -> earlier(line);
      case TELEPHONED -> telephoned(line);
      case SELF_TESTED -> detail(line, start(telling.wearable(line)) + " was tested.");
      case ARRIVAL_MOVED -> arrivalMoved(line);
      case END_MOVED -> plain(line, "The visit now ends by " + telling.clock(line, "to") + ".");
      case SAID_SAFE -> saidSafe(line);
      case PHASE_CHANGED ->
          detail(line, who(line) + " is now " + Vocabulary.phase(text(line, "phase")) + ".");
      case SAFE_WORD_SHOWN -> safeWordShown(line);
      case QUESTION_ASKED -> plain(line, "The office is asked: " + question(line));
      case QUESTION_ANSWERED -> quoting(line, by(line) + " answered: " + question(line), "words");
      case DEADLINE_PASSED -> passed(line);
      case GUARD_RESUMED -> resumed(line);
      case HEARD_AGAIN -> plain(line, start(telling.wearable(line)) + " was heard again.");
      case ALARM_RAISED -> raised(line);
      case ALARM_TAKEN -> alarm(line, by(line) + " has the alarm " + kind(line) + ".");
      case ALARM_NOTED -> noted(line);
      case ALARM_RESOLVED -> resolved(line);
      case STEP_BEGUN -> detail(line, "The next step of the response plan began.");
      case STEP_DONE -> quoting(line, by(line) + " did a step of the response plan.", "words");
      case OWNER_ASKED ->
          detail(line, "Whoever has the alarm was asked whether they are still on it.");
      case OWNER_STILL_ON_IT -> detail(line, by(line) + " is still on the alarm.");
      case OWNERSHIP_LAPSED ->
          alarm(line, "Nobody has the alarm " + kind(line) + " any more: there was no answer.");
      // A visit's own line of time has none of these; whoever follows the whole record has.
      case DRILL_PLANNED -> plain(line, by(line) + " planned a drill.");
      case DRILL_BEGUN -> plain(line, "A drill began.");
      case DRILL_CALLED_OFF -> plain(line, "A drill was called off.");
      case ALARM_TAKEN_OVER -> alarm(line, by(line) + " took over the alarm " + kind(line) + ".");
    };
  }

  // The plan

  private String plannedTimes(LineView line) {
    return line.details().containsKey("expectedArrival")
        ? ": arrival at "
            + telling.clock(line, "expectedArrival")
            + ", end by "
            + telling.clock(line, "agreedEnd")
        : "";
  }

  private String changed(LineView line) {
    String who = telling.everybody(line, "visitors");
    return plannedTimes(line) + (who.isEmpty() ? "" : "; visiting: " + who);
  }

  private static TimelineLine authorisationEnded(LineView line) {
    return plain(
        line,
        "The authorisation ended with that change. Nobody watches over the visit until it is"
            + " authorised again.");
  }

  private TimelineLine handedOver(LineView line) {
    String words = by(line) + " handed " + telling.wearable(line) + " to " + who(line) + ".";
    if (!line.details().containsKey("override")) {
      return plain(line, words);
    }
    String unsent = text(line, "unsent");
    String although =
        switch (unsent) {
          case "", "null" -> " It was not heard then.";
          case "0" -> "";
          default -> " It still held " + unsent + " unsent.";
        };
    return quoting(line, words + although, "override");
  }

  // The visitor

  private String who(LineView line) {
    return telling.who(line);
  }

  private TimelineLine earlier(LineView line) {
    return detail(
        line,
        "A later copy showed that what "
            + telling.wearable(line)
            + " said happened earlier: at "
            + telling.clock(line, "occurredAt")
            + ".");
  }

  private TimelineLine telephoned(LineView line) {
    String said = Spoken.said(text(line, "kind"));
    return plain(
        line, by(line) + " entered what " + who(line) + " said on the telephone: " + said + ".");
  }

  private TimelineLine arrivalMoved(LineView line) {
    String to = telling.clock(line, "to");
    return plain(line, who(line) + " is now expected to arrive by " + to + ".");
  }

  private TimelineLine saidSafe(LineView line) {
    return plain(
        line, who(line) + " is safe and away. An alarm is still open, so the watch goes on.");
  }

  private String question(LineView line) {
    return Questions.asked(text(line, "question"), who(line));
  }

  // Promises

  private TimelineLine passed(LineView line) {
    String at = telling.clock(line, "promisedAt");
    String who = who(line);
    return switch (text(line, "kind")) {
      case "ARRIVAL" -> alarm(line, who + " should have arrived by " + at + ".");
      case "CHECK_IN" -> alarm(line, who + " should have checked in by " + at + ".");
      case "AGREED_END" -> alarm(line, who + " should have ended the visit by " + at + ".");
      case "SAFE_AND_AWAY" -> alarm(line, who + " should have been safe and away by " + at + ".");
      case "NO_SHOW" -> plain(line, who + " has waited at the door until " + at + ".");
      case "CONTACT" ->
          alarm(line, start(telling.wearable(line)) + " was not heard from until " + at + ".");
      default -> plain(line, who + " did not keep what was due by " + at + ".");
    };
  }

  private TimelineLine resumed(LineView line) {
    String who = who(line);
    String promise = Vocabulary.promise(text(line, "promise"));
    return plain(
        line,
        "The watch over "
            + who
            + " goes on. The time until "
            + who
            + " "
            + promise
            + " counts from now.");
  }

  // Alarms

  private static TimelineLine raised(LineView line) {
    boolean outage = text(line, "duringOutage").equals("true");
    boolean uncertain = text(line, "uncertain").equals("true");
    return alarm(
        line,
        "Alarm: "
            + Vocabulary.alarm(text(line, "kind")).word()
            + "."
            + (outage ? " It fell due while the hub was not running." : "")
            + (uncertain ? " It may have happened earlier." : ""));
  }

  private static TimelineLine noted(LineView line) {
    String who = line.by() == null ? "On" : by(line) + " wrote on";
    return quoting(line, who + " the alarm " + kind(line) + ":", "words");
  }

  private static TimelineLine safeWordShown(LineView line) {
    String why =
        text(line, "why").equals("telephone")
            ? ", with the visitor on the telephone."
            : ", as an alarm is open.";
    return plain(line, by(line) + " had the safe word shown" + why);
  }

  private static TimelineLine resolved(LineView line) {
    String reason =
        switch (text(line, "reason")) {
          case "CONFIRMED_INCIDENT" -> "a confirmed incident";
          case "FALSE_ALARM" -> "a false alarm";
          case "PRECAUTION" -> "a precaution";
          case "DRILL" -> "a drill";
          default -> "for a reason that is not known here";
        };
    return quoting(
        line, by(line) + " closed the alarm " + kind(line) + ": " + reason + ".", "words");
  }

  private static String kind(LineView line) {
    return "“" + Vocabulary.alarm(text(line, "kind")).word() + "”";
  }
}
