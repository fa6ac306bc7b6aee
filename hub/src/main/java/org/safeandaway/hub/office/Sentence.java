package org.safeandaway.hub.office;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.PersonView;

/** Says the state of the world in one sentence. Pure. */
public final class Sentence {
  private static final Comparator<AlarmView> NOBODYS_FIRST =
      Comparator.comparing((AlarmView alarm) -> alarm.owner() != null)
          .thenComparing(alarm -> Vocabulary.alarm(alarm.kind()).siren().ordinal() * -1)
          .thenComparing(AlarmView::raisedAt);

  private Sentence() {}

  /**
   * The next promise of anybody who is out.
   *
   * @param person by first name
   * @param promise as {@link Vocabulary#promise} has it
   */
  public record Next(String person, String promise, Instant promisedAt) {}

  /**
   * The world's state.
   *
   * @param alarms every open one
   * @param out how many people are out
   * @param next the earliest promise; absent if nobody has promised anything
   */
  public static World of(List<AlarmView> alarms, int out, @Nullable Next next, Times times) {
    List<AlarmView> sorted = alarms.stream().sorted(NOBODYS_FIRST).toList();
    if (sorted.isEmpty()) {
      return quiet(out, next, times);
    }
    AlarmView first = sorted.getFirst();
    boolean nobodys = first.owner() == null;
    String others = sorted.size() == 1 ? "" : " " + others(sorted);
    return new World(
        nobodys ? World.Mood.ALARM : World.Mood.OWNED,
        happened(first, times) + " " + has(first) + others,
        title(first, nobodys),
        nobodys ? Vocabulary.alarm(first.kind()).siren() : World.Siren.NONE,
        sorted);
  }

  private static World quiet(int out, @Nullable Next next, Times times) {
    if (next != null && next.promisedAt().isBefore(times.instant())) {
      String sentence =
          next.person()
              + " should have "
              + perfect(next.promise())
              + " at "
              + times.clock(next.promisedAt())
              + ".";
      return new World(
          World.Mood.WAITING,
          sentence,
          "Waiting for " + next.person(),
          World.Siren.NONE,
          List.of());
    }
    String who = Vocabulary.count(out, "person", "people") + " out.";
    String then =
        next == null
            ? ""
            : " Next: "
                + next.person()
                + " "
                + next.promise()
                + " by "
                + times.at(next.promisedAt())
                + ".";
    return new World(
        World.Mood.WELL, "All well. " + who + then, "All well", World.Siren.NONE, List.of());
  }

  private static String happened(AlarmView alarm, Times times) {
    Vocabulary.Kind kind = Vocabulary.alarm(alarm.kind());
    String when = " " + times.relative(alarm.occurredAt()) + ".";
    return switch (alarm.kind()) {
      case "TECHNICAL" -> "Safe & Away itself needs somebody to look at it.";
      case "LOST_CONTACT" -> who(alarm) + " has not been heard from" + since(alarm, times);
      case "MISSED_CHECK_IN", "OVERDUE", "NOT_ARRIVED" ->
          who(alarm) + " " + kind.happened() + " at " + times.at(alarm.occurredAt()) + ".";
      default -> who(alarm) + " " + kind.happened() + when;
    };
  }

  private static String since(AlarmView alarm, Times times) {
    return " since " + times.at(alarm.occurredAt()) + ".";
  }

  private static String has(AlarmView alarm) {
    PersonView owner = alarm.owner();
    return owner == null ? "Nobody has it yet." : owner.name() + " has it.";
  }

  private static String others(List<AlarmView> sorted) {
    long nobodys = sorted.stream().skip(1).filter(alarm -> alarm.owner() == null).count();
    int more = sorted.size() - 1;
    String open = Vocabulary.count(more, "more alarm is open", "more alarms are open");
    if (nobodys == 0) {
      return open + ".";
    }
    return open + ", " + (nobodys == more ? "" : nobodys + " of them ") + "taken by nobody.";
  }

  private static String title(AlarmView alarm, boolean nobodys) {
    String word = Vocabulary.alarm(alarm.kind()).word();
    return nobodys ? word.toUpperCase(java.util.Locale.UK) + " " + who(alarm) : word + " open";
  }

  /** Whoever wears it now, or did; the wearable, if nobody is known to. */
  public static String who(AlarmView alarm) {
    PersonView now = alarm.wearerNow();
    PersonView then = alarm.wearerThen();
    if (now != null && then != null && !now.equals(then)) {
      return then.name() + " or " + now.name();
    }
    if (now != null || then != null) {
      return now == null ? java.util.Objects.requireNonNull(then).name() : now.name();
    }
    return alarm.wearable() == null ? "Safe & Away" : "Wearable " + alarm.wearable();
  }

  private static String perfect(String promise) {
    return switch (promise) {
      case "arrives" -> "arrived";
      case "checks in" -> "checked in";
      case "ends the visit" -> "ended the visit";
      case "is safe and away" -> "been safe and away";
      case "is let in" -> "been let in";
      default -> "been heard from";
    };
  }
}
