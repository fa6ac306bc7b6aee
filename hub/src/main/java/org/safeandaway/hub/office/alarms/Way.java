package org.safeandaway.hub.office.alarms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.visit.AlarmSheet;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.Rung;
import org.safeandaway.hub.visit.Rung.What;
import org.safeandaway.hub.visit.WearableKnows;

/**
 * How long an alarm took on its way to a person, and back to its wearer, as a picture: one bar a
 * stage on one line of time, each beginning where the one before ended, so the longest bar is where
 * the time went. What an alarm is still waiting for has a bar that ends now. Pure.
 *
 * @param stages what happened in the order in which it did, then what has not
 * @param end of the line of time; it begins with the first stage
 */
public record Way(List<Stage> stages, Instant end) {
  /** Of the picture, in its own units; bars are drawn in them. */
  public static final int WIDTH = 1000;

  /** What took less is drawn as long as this, else it could not be seen. */
  private static final int LEAST = 8;

  public Way {
    stages = List.copyOf(stages);
  }

  /** What has come of a stage. */
  public enum State {
    DONE("done"),
    /** It goes on. */
    WAITING("wait"),
    /** It did not happen. */
    NOT("none");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * One of them.
   *
   * @param what happened: "A person had it"; or what did not
   * @param at absent if it has not happened
   * @param after how long after the first one: "after 12 seconds"; empty if that is the first, or
   *     it has not happened
   * @param from where its bar begins, and {@code width} how long it is; a width of 0 is no bar
   */
  public record Stage(
      String what, State state, @Nullable Instant at, String after, int from, int width) {}

  /**
   * @param rungs as the API tells them
   * @param now until when an open alarm has waited
   */
  static Way of(AlarmSheet sheet, List<Rung> rungs, Instant now) {
    AlarmView alarm = sheet.alarm();
    List<Found> found = new ArrayList<>();
    found.add(new Found(began(alarm), State.DONE, alarm.occurredAt()));
    first(rungs, What.RECEIVED).ifPresent(at -> found.add(done("The hub had it", at)));
    found.add(done("It was an alarm, and the board showed it", alarm.raisedAt()));
    found.add(sent(rungs));
    found.add(owned(alarm, rungs));
    wearer(sheet, rungs).ifPresent(found::add);
    return drawn(found, now);
  }

  /** A stage before it is drawn. */
  private record Found(String what, State state, @Nullable Instant at) {}

  private static Found done(String what, Instant at) {
    return new Found(what, State.DONE, at);
  }

  private static Optional<Instant> first(List<Rung> rungs, What what) {
    return rungs.stream().filter(each -> each.what() == what).map(Rung::at).findFirst();
  }

  private static String began(AlarmView alarm) {
    if (alarm.drill()) {
      return "The drill began";
    }
    return switch (alarm.kind()) {
      case "PANIC" -> "Panic was pressed";
      case "DURESS" -> "The signal was given";
      case "ADVICE" -> "A call was asked for";
      case "TECHNICAL" -> "It went wrong";
      case "NOT_WATCHED" -> "Nobody watched any more";
      case "LOST_CONTACT" -> "Nothing was heard for too long";
      default -> "The time was up";
    };
  }

  private static Found sent(List<Rung> rungs) {
    return rungs.stream()
        .filter(
            each -> each.what() == What.SENT && !ChannelKind.BOARD.name().equals(each.channel()))
        .findFirst()
        .map(
            each ->
                done(
                    "The first message was sent: " + channel(String.valueOf(each.channel())),
                    each.at()))
        .orElseGet(() -> new Found("No message was sent; the board alone told", State.NOT, null));
  }

  private static String channel(String name) {
    return StepWords.channel(ChannelKind.valueOf(name));
  }

  private static Found owned(AlarmView alarm, List<Rung> rungs) {
    return first(rungs, What.OWNED)
        .map(at -> done("A person had it", at))
        .orElseGet(
            () ->
                alarm.open()
                    ? new Found("Nobody has it yet", State.WAITING, null)
                    : new Found("Nobody ever had it", State.NOT, null));
  }

  /** Empty if the wearable is not to be told, or there is none. */
  private static Optional<Found> wearer(AlarmSheet sheet, List<Rung> rungs) {
    WearableKnows knows = sheet.knows();
    if (knows == null || sheet.alarm().kind().equals("DURESS")) {
      return Optional.empty();
    }
    Optional<Instant> told = first(rungs, What.TOLD);
    if (told.isPresent()) {
      return told.map(at -> done("The wearable knew that a person has it", at));
    }
    if (knows.ofOwner()) {
      // It did, by a notice that was not the newest any more when it said so.
      return Optional.of(new Found("The wearable knows that a person has it", State.NOT, null));
    }
    boolean waits = sheet.alarm().open() && sheet.alarm().owner() != null && knows.told();
    return Optional.of(
        waits
            ? new Found("The wearable has not confirmed it yet", State.WAITING, null)
            : new Found("The wearable has not been told of a person", State.NOT, null));
  }

  private static Way drawn(List<Found> found, Instant now) {
    List<Found> order =
        found.stream()
            .sorted(
                Comparator.comparing(each -> Objects.requireNonNullElse(each.at(), Instant.MAX)))
            .toList();
    Instant start = Objects.requireNonNull(order.getFirst().at(), "an alarm has a time");
    Scale scale = new Scale(start, end(order, start, now));
    List<Stage> stages = new ArrayList<>();
    Instant before = start;
    for (Found each : order) {
      stages.add(
          switch (each.state()) {
            case DONE -> {
              Instant at = Objects.requireNonNull(each.at());
              yield stages.isEmpty() ? scale.first(each) : scale.stage(each, before, at);
            }
            case WAITING -> scale.stage(each, before, scale.end());
            case NOT -> scale.none(each);
          });
      before = Objects.requireNonNullElse(each.at(), before);
    }
    return new Way(stages, scale.end());
  }

  /** Now, if something is waited for; else when the last thing happened. */
  private static Instant end(List<Found> order, Instant start, Instant now) {
    Instant end = start;
    for (Found each : order) {
      Instant at = each.state() == State.WAITING ? now : each.at();
      end = at != null && at.isAfter(end) ? at : end;
    }
    return end;
  }

  /** Places of times in the picture. */
  private record Scale(Instant start, Instant end) {
    Stage first(Found found) {
      return new Stage(found.what(), found.state(), found.at(), "", 0, 0);
    }

    Stage none(Found found) {
      return new Stage(found.what(), found.state(), null, "", 0, 0);
    }

    Stage stage(Found found, Instant from, Instant until) {
      int width = Math.max(LEAST, at(until) - at(from));
      String after = found.at() == null ? "" : after(start, found.at());
      int begin = Math.min(at(from), WIDTH - width);
      return new Stage(found.what(), found.state(), found.at(), after, begin, width);
    }

    private int at(Instant time) {
      long all = Math.max(1, Duration.between(start, end).toMillis());
      return (int) (WIDTH * Duration.between(start, time).toMillis() / all);
    }
  }

  private static String after(Instant start, Instant at) {
    Duration took = Duration.between(start, at);
    if (took.toMillis() < 1000) {
      return "at once";
    }
    boolean exact = took.toMinutes() > 0 && took.toMinutes() < 60 && took.toSecondsPart() > 0;
    return "after " + Times.span(took) + (exact ? " " + took.toSecondsPart() + " s" : "");
  }
}
