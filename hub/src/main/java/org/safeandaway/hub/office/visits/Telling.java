package org.safeandaway.hub.office.visits;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.visits.TimelineLine.Weight;
import org.safeandaway.hub.visit.PersonView;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.visit.VisitView.LineView;

/**
 * What the lines of one visit's journal are about, by the names that people know: who, which
 * wearable, what time. Every detail may be missing, and there are words for that too. Pure.
 */
final class Telling {
  private final Times times;
  private final Map<String, String> visitors;
  private final Map<String, String> names;
  private final Map<String, String> labels;

  /**
   * @param labels what is written on wearables, by their ids
   */
  Telling(VisitView visit, Map<String, String> labels, Times times) {
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

  /** Who did it; at the beginning of a sentence. */
  static String by(LineView line) {
    PersonView by = line.by();
    return by == null ? "Somebody" : by.name();
  }

  /** The visitor by name, at the beginning of a sentence. */
  String who(LineView line) {
    String number = text(line, "participant");
    String name = visitors.get(number);
    if (name != null) {
      return name;
    }
    boolean numbered = !number.isEmpty() && !number.equals("null");
    return numbered ? "A visitor who was on this visit before" : "Somebody";
  }

  /** Those who are named by ids with spaces between; empty if nobody is. */
  String everybody(LineView line, String detail) {
    return Arrays.stream(text(line, detail).split(" "))
        .filter(id -> !id.isEmpty())
        .map(id -> names.getOrDefault(id, id))
        .collect(Collectors.joining(", "));
  }

  String wearable(LineView line) {
    String id = line.wearable();
    return id == null ? "a wearable" : "wearable " + labels.getOrDefault(id, id);
  }

  /** As {@code 14:20}, with the day if it is another one than the line's. */
  String clock(LineView line, String detail) {
    return instant(line, detail)
        .map(at -> new Times(line.at(), times.zone()).at(at))
        .orElse("a time that is not known here");
  }

  static Optional<Instant> instant(LineView line, String detail) {
    try {
      return Optional.of(Instant.parse(text(line, detail)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Empty if the line does not say. */
  static String text(LineView line, String detail) {
    return line.details().getOrDefault(detail, "");
  }

  /** As a sentence begins. */
  static String start(String words) {
    return words.substring(0, 1).toUpperCase(Locale.UK) + words.substring(1);
  }

  static TimelineLine plain(LineView line, String words) {
    return line(line, Weight.PLAIN, words);
  }

  static TimelineLine detail(LineView line, String words) {
    return line(line, Weight.DETAIL, words);
  }

  static TimelineLine alarm(LineView line, String words) {
    return line(line, Weight.ALARM, words);
  }

  /**
   * @param detail holds what somebody wrote
   */
  static TimelineLine quoting(LineView line, String words, String detail) {
    @Nullable String quote = line.details().get(detail);
    Weight weight = line.alarm() == null ? Weight.PLAIN : Weight.ALARM;
    return new TimelineLine(line.at(), words, quote, weight, line.alarm());
  }

  private static TimelineLine line(LineView line, Weight weight, String words) {
    return new TimelineLine(line.at(), words, null, weight, line.alarm());
  }
}
