package org.safeandaway.hub.office.drills;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.safeandaway.hub.drill.DrillView;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.Vocabulary;

/** A drill in words. Pure. */
public final class DrillWords {
  private DrillWords() {}

  /** What is practised, and on whom: "Panic of Jo". */
  public static String what(DrillView drill) {
    String word = Vocabulary.alarm(drill.kind()).word();
    return drill.imaginary() == null ? word : word + ", " + drill.imaginary();
  }

  /** How it went, in a sentence. */
  public static String result(DrillView drill, Times times) {
    return switch (drill.state()) {
      case DrillView.PLANNED -> "Begins " + times.at(drill.beginsAt()) + ".";
      case DrillView.CALLED_OFF -> calledOff(drill);
      default -> taken(drill) + ended(drill);
    };
  }

  private static String calledOff(DrillView drill) {
    return drill.endedBy() == null
        ? "Not held: " + drill.ending() + "."
        : "Cancelled by " + drill.endedBy().name() + ".";
  }

  private static String taken(DrillView drill) {
    Duration waited = drill.waited();
    if (waited == null) {
      return drill.isGoingOn() ? "Nobody has it yet." : "Nobody took it.";
    }
    String by = drill.takenBy() == null ? "Taken" : "Taken by " + drill.takenBy().name();
    String when = waited.toMillis() < 1000 ? " at once" : " after " + seconds(waited);
    return by + when + ", at step " + step(drill) + ".";
  }

  private static String ended(DrillView drill) {
    boolean bySystem = !drill.isGoingOn() && drill.endedBy() == null;
    return bySystem ? " A real alarm ended it." : "";
  }

  /** The step that was going on when it was taken. */
  private static int step(DrillView drill) {
    Instant taken = drill.takenAt();
    List<DrillView.RungView> begun =
        drill.rungs().stream().filter(each -> taken == null || !each.at().isAfter(taken)).toList();
    return begun.isEmpty() ? 1 : begun.getLast().step();
  }

  /** When each step began: "step 1 at once, step 2 after 30 seconds". */
  public static String rungs(DrillView drill) {
    Instant raised = drill.raisedAt();
    if (raised == null || drill.rungs().isEmpty()) {
      return "";
    }
    StringBuilder words = new StringBuilder();
    for (DrillView.RungView rung : drill.rungs()) {
      Duration after = Duration.between(raised, rung.at());
      words
          .append(words.isEmpty() ? "Step " : ", step ")
          .append(rung.step())
          .append(rung.round() > 1 ? " again" : "")
          .append(after.toSeconds() < 1 ? " at once" : " after " + seconds(after));
    }
    return words.append('.').toString();
  }

  /** As "8 seconds", "1 min 20 s". */
  public static String seconds(Duration length) {
    long seconds = Math.max(0, Math.round(length.toMillis() / 1000.0));
    if (seconds < 60) {
      return seconds == 1 ? "1 second" : seconds + " seconds";
    }
    long rest = seconds % 60;
    return length.toHours() > 0
        ? Times.span(length)
        : String.format(Locale.UK, "%d min%s", seconds / 60, rest == 0 ? "" : " " + rest + " s");
  }
}
