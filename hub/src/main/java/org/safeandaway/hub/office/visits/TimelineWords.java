package org.safeandaway.hub.office.visits;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.Vocabulary;
import org.safeandaway.hub.office.visits.TimelineLine.Weight;
import org.safeandaway.hub.visit.PersonView;
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

  private final Times times;
  private final Map<String, String> visitors;
  private final Map<String, String> names;
  private final Map<String, String> labels;

  private TimelineWords(VisitView visit, Map<String, String> labels, Times times) {
    this.times = times;
    this.labels = labels;
    this.visitors =
        visit.visitors().stream()
            .collect(
                Collectors.toMap(
                    each -> String.valueOf(each.participant()), each -> each.person().name()));
    this.names =
        visit.visitors().stream()
            .map(VisitView.VisitorView::person)
            .collect(Collectors.toMap(PersonView::id, PersonView::name, (one, other) -> one));
  }

  /**
   * The whole timeline, in the order in which things happened.
   *
   * @param labels what is written on wearables, by their ids; where there is none the id is said
   */
  public static List<TimelineLine> of(VisitView visit, Map<String, String> labels, Times times) {
    TimelineWords words = new TimelineWords(visit, labels, times);
    List<LineView> lines = visit.timeline() == null ? List.of() : visit.timeline();
    return lines.stream()
        .map(line -> new Said(line, words.say(line)))
        .sorted(AS_IT_HAPPENED)
        .map(Said::words)
        .toList();
  }

  /** What the office entered for a visitor who telephoned. */
  static List<TimelineLine> entered(VisitView visit, int participant, Times times) {
    TimelineWords words = new TimelineWords(visit, Map.of(), times);
    List<LineView> lines = visit.timeline() == null ? List.of() : visit.timeline();
    return lines.stream()
        .filter(line -> line.what().equals(Happening.TELEPHONED.word()))
        .filter(line -> text(line, "participant").equals(String.valueOf(participant)))
        .map(words::say)
        .toList();
  }

  private TimelineLine say(LineView line) {
    Optional<Happening> what =
        Arrays.stream(Happening.values()).filter(it -> it.word().equals(line.what())).findFirst();
    return what.isEmpty() ? unknown(line) : say(line, what.get());
  }

  /** A hub of another version wrote it. */
  private TimelineLine unknown(LineView line) {
    String what = line.what().replace('.', ' ').replace('-', ' ');
    String by = line.by() == null ? "" : " " + line.by().name() + " did it.";
    return line(line, Weight.DETAIL, "This was recorded: " + what + "." + by);
  }

  private TimelineLine say(LineView line, Happening what) {
    return switch (what) {
      case VISIT_PLANNED -> plain(line, by(line) + " planned the visit" + plannedTimes(line) + ".");
      case VISIT_CHANGED -> plain(line, by(line) + " changed the plan" + changed(line) + ".");
      case VISIT_AUTHORISED ->
          plain(line, by(line) + " authorised the visit. The watch over it began.");
      case AUTHORISATION_ENDED ->
          plain(
              line,
              "The authorisation ended with that change. Nobody watches over the visit until it is"
                  + " authorised again.");
      case VISIT_CANCELLED -> quoting(line, by(line) + " cancelled the visit.", "why");
      case VISIT_CLOSED -> plain(line, "Everybody is safe and away. The watch ended.");
      case WEARABLE_ASSIGNED -> handedOver(line);
      case WEARABLE_TAKEN_BACK -> plain(line, by(line) + " took back " + wearable(line) + ".");
      case EVENT_TAKEN_IN -> WearerWords.event(this, line);
      case EVENT_EARLIER ->
          detail(
              line,
              "A later copy showed that what "
                  + wearable(line)
                  + " said happened earlier: at "
                  + clock(line, "occurredAt")
                  + ".");
      case TELEPHONED ->
          plain(
              line,
              by(line)
                  + " entered what "
                  + who(line)
                  + " said on the telephone: "
                  + Spoken.said(text(line, "kind"))
                  + ".");
      case SELF_TESTED -> detail(line, start(wearable(line)) + " was tested.");
      case ARRIVAL_MOVED ->
          plain(line, who(line) + " is now expected to arrive by " + clock(line, "to") + ".");
      case END_MOVED -> plain(line, "The visit now ends by " + clock(line, "to") + ".");
      case SAID_SAFE ->
          plain(
              line, who(line) + " is safe and away. An alarm is still open, so the watch goes on.");
      case PHASE_CHANGED ->
          detail(line, who(line) + " is now " + Vocabulary.phase(text(line, "phase")) + ".");
      case QUESTION_ASKED ->
          plain(line, "The office is asked: " + Questions.asked(text(line, "question"), who(line)));
      case QUESTION_ANSWERED ->
          quoting(
              line,
              by(line) + " answered: " + Questions.asked(text(line, "question"), who(line)),
              "words");
      case DEADLINE_PASSED -> passed(line);
      case GUARD_RESUMED ->
          plain(
              line,
              "The watch over "
                  + who(line)
                  + " goes on. The time until "
                  + who(line)
                  + " "
                  + Vocabulary.promise(text(line, "promise"))
                  + " counts from now.");
      case HEARD_AGAIN -> plain(line, start(wearable(line)) + " was heard again.");
      case ALARM_RAISED -> raised(line);
      case ALARM_TAKEN -> alarm(line, by(line) + " has the alarm “" + kind(line) + "”.");
      case ALARM_NOTED ->
          quoting(
              line,
              line.by() == null
                  ? "On the alarm “" + kind(line) + "”:"
                  : by(line) + " wrote on the alarm “" + kind(line) + "”:",
              "words");
      case ALARM_RESOLVED ->
          quoting(
              line,
              by(line) + " closed the alarm “" + kind(line) + "”: " + reason(line) + ".",
              "words");
    };
  }

  private String plannedTimes(LineView line) {
    return line.details().containsKey("expectedArrival")
        ? ": arrival at " + clock(line, "expectedArrival") + ", end by " + clock(line, "agreedEnd")
        : "";
  }

  private String changed(LineView line) {
    String who =
        Arrays.stream(text(line, "visitors").split(" "))
            .filter(id -> !id.isEmpty())
            .map(id -> names.getOrDefault(id, id))
            .collect(Collectors.joining(", "));
    return plannedTimes(line) + (who.isEmpty() ? "" : "; visiting: " + who);
  }

  private TimelineLine handedOver(LineView line) {
    String words = by(line) + " handed " + wearable(line) + " to " + who(line) + ".";
    if (!line.details().containsKey("override")) {
      return plain(line, words);
    }
    String unsent = text(line, "unsent");
    String although =
        unsent.equals("null") || unsent.isEmpty()
            ? " It had not been heard yet."
            : unsent.equals("0") ? "" : " It still held " + unsent + " unsent.";
    return quoting(line, words + although, "override");
  }

  private TimelineLine passed(LineView line) {
    String at = clock(line, "promisedAt");
    String who = who(line);
    return switch (text(line, "kind")) {
      case "ARRIVAL" -> alarm(line, who + " should have arrived by " + at + ".");
      case "CHECK_IN" -> alarm(line, who + " should have checked in by " + at + ".");
      case "AGREED_END" -> alarm(line, who + " should have ended the visit by " + at + ".");
      case "SAFE_AND_AWAY" -> alarm(line, who + " should have been safe and away by " + at + ".");
      case "NO_SHOW" -> plain(line, who + " has waited at the door until " + at + ".");
      case "CONTACT" ->
          alarm(line, start(wearable(line)) + " was not heard from until " + at + ".");
      default -> plain(line, who + " did not keep what was due by " + at + ".");
    };
  }

  private TimelineLine raised(LineView line) {
    String outage =
        text(line, "duringOutage").equals("true")
            ? " It fell due while the hub was not running."
            : "";
    String uncertain =
        text(line, "uncertain").equals("true") ? " It may have happened earlier." : "";
    return alarm(line, "Alarm: " + kind(line) + "." + outage + uncertain);
  }

  private static String reason(LineView line) {
    return switch (text(line, "reason")) {
      case "CONFIRMED_INCIDENT" -> "a confirmed incident";
      case "FALSE_ALARM" -> "a false alarm";
      case "PRECAUTION" -> "a precaution";
      case "DRILL" -> "a drill";
      default -> "for a reason that is not known here";
    };
  }

  private static String kind(LineView line) {
    return Vocabulary.alarm(text(line, "kind")).word();
  }

  // Words for what a line is about

  /** At the beginning of a sentence. */
  static String by(LineView line) {
    PersonView by = line.by();
    return by == null ? "Somebody" : by.name();
  }

  /** The visitor by name; who wears the wearable, if only that is known. */
  String who(LineView line) {
    String number = text(line, "participant");
    String name = visitors.get(number);
    if (name != null) {
      return name;
    }
    boolean numbered = !number.isEmpty() && !number.equals("null");
    return numbered ? "A visitor who was on this visit before" : "Somebody";
  }

  String wearable(LineView line) {
    String id = line.wearable();
    return id == null ? "a wearable" : "wearable " + labels.getOrDefault(id, id);
  }

  static String start(String words) {
    return words.substring(0, 1).toUpperCase(java.util.Locale.UK) + words.substring(1);
  }

  /** Empty if the line does not say. */
  static String text(LineView line, String detail) {
    return line.details().getOrDefault(detail, "");
  }

  static Optional<Instant> instant(LineView line, String detail) {
    try {
      return Optional.of(Instant.parse(text(line, detail)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** As {@code 14:20}, with the day if it is another one than the line's. */
  String clock(LineView line, String detail) {
    return instant(line, detail)
        .map(at -> new Times(line.at(), times.zone()).at(at))
        .orElse("a time that is not known here");
  }

  static String after(Duration late) {
    return Times.span(late);
  }

  // Lines

  static TimelineLine plain(LineView line, String words) {
    return line(line, Weight.PLAIN, words);
  }

  static TimelineLine detail(LineView line, String words) {
    return line(line, Weight.DETAIL, words);
  }

  static TimelineLine alarm(LineView line, String words) {
    return line(line, Weight.ALARM, words);
  }

  private static TimelineLine quoting(LineView line, String words, String detail) {
    @Nullable String quote = line.details().get(detail);
    Weight weight = line.alarm() == null ? Weight.PLAIN : Weight.ALARM;
    return new TimelineLine(line.at(), words, quote, weight, line.alarm());
  }

  private static TimelineLine line(LineView line, Weight weight, String words) {
    return new TimelineLine(line.at(), words, null, weight, line.alarm());
  }
}
