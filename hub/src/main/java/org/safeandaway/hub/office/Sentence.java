package org.safeandaway.hub.office;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.health.Condition.Ailment;
import org.safeandaway.hub.office.World.Saying;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.PersonView;

/**
 * Says the state of the world in one sentence. Pure. The worst speaks: an alarm that nobody has,
 * one that somebody has, trouble with the hub itself, somebody who is late; else all is well.
 */
public final class Sentence {
  /** Nobody's first, then the largest, then the oldest; a real one before any drill. */
  public static final Comparator<AlarmView> LARGEST_FIRST =
      Comparator.comparingInt(Sentence::rank)
          .thenComparing(alarm -> Vocabulary.alarm(alarm.kind()).siren(), Comparator.reverseOrder())
          .thenComparing(AlarmView::raisedAt)
          .thenComparing(AlarmView::id);

  /** What marks it, wherever it is spoken of. */
  public static final String DRILL = "DRILL";

  private Sentence() {}

  /** A drill that nobody has is urgent, but for those who have a real alarm about somebody. */
  private static int rank(AlarmView alarm) {
    boolean owned = alarm.owner() != null;
    if (alarm.drill()) {
      return owned ? 3 : 2;
    }
    return !owned ? 0 : alarm.kind().equals("TECHNICAL") ? 3 : 1;
  }

  /**
   * Somebody who is guarded.
   *
   * @param person in short
   * @param away whether they are out already, and not only expected to be
   * @param promise the next one, as {@link Vocabulary#promise} knows it; absent if there is none
   */
  public record Guarded(
      String person, boolean away, @Nullable String promise, @Nullable Instant promisedAt) {
    public Guarded {
      if ((promise == null) != (promisedAt == null)) {
        throw new IllegalArgumentException("a promise has a time, and a time is of a promise");
      }
    }
  }

  /**
   * The world's state.
   *
   * @param alarms every open one
   * @param ailments what is wrong with the hub
   */
  public static World of(
      List<AlarmView> alarms, List<Ailment> ailments, List<Guarded> guarded, Times times) {
    List<AlarmView> sorted = alarms.stream().sorted(LARGEST_FIRST).toList();
    if (!sorted.isEmpty()) {
      return alarm(sorted, ailments, times);
    }
    if (!ailments.isEmpty()) {
      World otherwise = quiet(guarded, times);
      boolean late = otherwise.mood() == World.Mood.WAITING;
      String what = Vocabulary.ailment(ailments.getFirst().part()).what();
      String words = late ? what + " " + otherwise.saying().before() : what;
      return calm(World.Mood.TROUBLE, words, "Hub in trouble", ailments);
    }
    return quiet(guarded, times);
  }

  private static World alarm(List<AlarmView> sorted, List<Ailment> ailments, Times times) {
    AlarmView first = sorted.getFirst();
    boolean nobodys = first.owner() == null;
    Saying happened = happened(first, times);
    String end = " " + has(first) + (sorted.size() == 1 ? "" : " " + others(sorted));
    return new World(
        nobodys ? World.Mood.ALARM : World.Mood.OWNED,
        happened.since() == null
            ? Saying.of(happened.before() + end)
            : new Saying(happened.before(), happened.since(), happened.after() + end),
        title(first, nobodys),
        nobodys ? Vocabulary.alarm(first.kind()).siren() : World.Siren.NONE,
        sorted,
        ailments);
  }

  private static World quiet(List<Guarded> guarded, Times times) {
    Optional<Guarded> next =
        guarded.stream()
            .filter(each -> each.promisedAt() != null)
            .min(Comparator.comparing(each -> Objects.requireNonNull(each.promisedAt())));
    String out = out((int) guarded.stream().filter(Guarded::away).count());
    if (next.isEmpty()) {
      return calm(World.Mood.WELL, "All well. " + out, "All well", List.of());
    }
    Instant promisedAt = Objects.requireNonNull(next.get().promisedAt());
    String kind = Objects.requireNonNull(next.get().promise());
    String who = next.get().person();
    if (promisedAt.isBefore(times.instant())) {
      String late = who + " " + Vocabulary.promiseBroken(kind) + " at " + times.at(promisedAt);
      return calm(World.Mood.WAITING, late + ". " + out, "Waiting for " + who, List.of());
    }
    String then = " Next: " + who + " " + Vocabulary.promise(kind) + " by " + times.at(promisedAt);
    return calm(World.Mood.WELL, "All well. " + out + then + ".", "All well", List.of());
  }

  private static World calm(World.Mood mood, String words, String title, List<Ailment> ailments) {
    return new World(mood, Saying.of(words), title, World.Siren.NONE, List.of(), ailments);
  }

  private static String out(int out) {
    return out == 0 ? "Nobody is out." : Vocabulary.count(out, "person", "people") + " out.";
  }

  private static Saying happened(AlarmView alarm, Times times) {
    String who = (alarm.drill() ? DRILL + ": " : "") + who(alarm);
    String happened = Vocabulary.alarm(alarm.kind()).happened();
    return switch (alarm.kind()) {
      case "NOT_WATCHED" -> Saying.of("Visits are open, and nobody watches the board.");
      case "TECHNICAL" -> Saying.of("Safe & Away itself needs somebody to look at it.");
      case "LOST_CONTACT" ->
          Saying.of(who + " " + happened + " since " + times.at(alarm.since()) + ".");
      case "MISSED_CHECK_IN", "OVERDUE", "NOT_ARRIVED" ->
          Saying.of(who + " " + happened + " at " + times.at(alarm.since()) + ".");
      default -> new Saying(who + " " + happened + " ", alarm.occurredAt(), ".");
    };
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
    String drill = alarm.drill() ? DRILL + " " : "";
    return drill + (nobodys ? word.toUpperCase(Locale.UK) + " " + who(alarm) : word + " open");
  }

  /** Whoever wears it now, or did; the wearable, if nobody is known to. */
  public static String who(AlarmView alarm) {
    PersonView now = alarm.wearerNow();
    PersonView then = alarm.wearerThen();
    if (now != null && then != null && !now.id().equals(then.id())) {
      return then.name() + " or " + now.name();
    }
    if (now != null || then != null) {
      return now == null ? Objects.requireNonNull(then).name() : now.name();
    }
    if (alarm.drill()) {
      return alarm.imaginary() == null ? "An imaginary visitor" : alarm.imaginary();
    }
    return alarm.wearable() == null ? "Safe & Away" : "Wearable " + alarm.wearable();
  }
}
