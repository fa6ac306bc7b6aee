package org.safeandaway.hub.office.visits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.Vocabulary;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.visit.VisitView.DeadlineView;
import org.safeandaway.hub.visit.VisitView.VisitorView;

/** How a visit is, and what it still lacks, as people say it. Pure. */
public final class VisitWords {
  /** As {@code watch.Closing} writes it; every other end is a cancellation. */
  private static final String ALL_SAFE = "everyone is safe and away";

  private VisitWords() {}

  /**
   * A state in a word.
   *
   * @param look which of the looks of states; empty for none
   * @param shape of its icon
   */
  public record State(String word, String look, String shape) {}

  /**
   * What has to be done before the visit can go well.
   *
   * @param mend where to do it
   */
  public record Lack(String words, String mend) {}

  public static State state(VisitView visit, Times times) {
    if (visit.alarms().stream().anyMatch(AlarmView::open)) {
      return new State("Alarm", "alarm", "alarm");
    }
    return switch (visit.state()) {
      case "planned" ->
          isPast(visit, times)
              ? new State("Not authorised in time", "", "waiting")
              : new State("Not authorised", "wait", "trouble");
      case "guarding" -> guarded(visit);
      case "closed" ->
          isCancelled(visit)
              ? new State("Cancelled", "", "trouble")
              : new State("Safe and away", "well", "well");
      default -> new State("Authorised", "well", "well");
    };
  }

  private static State guarded(VisitView visit) {
    if (isReady(visit)) {
      return new State("Authorised", "well", "well");
    }
    boolean asked = visit.visitors().stream().anyMatch(each -> !each.questions().isEmpty());
    return asked
        ? new State("A question for you", "wait", "waiting")
        : new State("Out", "info", "waiting");
  }

  /** Authorised, and nobody has arrived yet. */
  public static boolean isReady(VisitView visit) {
    return visit.state().equals("guarding")
        && visit.visitors().stream().allMatch(each -> "BEFORE".equals(each.phase()));
  }

  public static boolean isCancelled(VisitView visit) {
    return visit.state().equals("closed") && !ALL_SAFE.equals(visit.closedWhy());
  }

  /** Its end is over. */
  public static boolean isPast(VisitView visit, Times times) {
    return !times.instant().isBefore(visit.agreedEnd());
  }

  /** What is missing; nothing once it is over, or its time is. */
  public static List<Lack> lacks(VisitView visit, Times times) {
    boolean open =
        visit.state().equals("guarding")
            || visit.state().equals("planned") && !isPast(visit, times);
    if (!open) {
      return List.of();
    }
    List<Lack> lacks = new ArrayList<>();
    String here = "/visits/" + visit.id();
    if (visit.state().equals("planned")) {
      lacks.add(new Lack("not authorised", here + "#authorise"));
    }
    for (VisitorView each : visit.visitors()) {
      boolean going = !"LEAVING".equals(each.phase()) && !"OVER".equals(each.phase());
      if (each.wearable() == null && going) {
        String whose = visit.visitors().size() == 1 ? "" : " for " + first(each.person().name());
        lacks.add(new Lack("no wearable" + whose, here + "#assign"));
      }
    }
    return lacks;
  }

  /** The state in one sentence. */
  public static String sentence(VisitView visit, Times times) {
    return switch (visit.state()) {
      case "planned" ->
          isPast(visit, times)
              ? "This visit was not authorised in time. Plan it again if it is still to happen."
              : "Planned. Nobody watches over it until somebody authorises it.";
      case "guarding" -> out(visit, times);
      case "closed" -> ended(visit, times);
      default ->
          "Authorised"
              + (visit.authorisedBy() == null ? "" : " by " + visit.authorisedBy().name())
              + ". The office watches over it.";
    };
  }

  private static String ended(VisitView visit, Times times) {
    Instant at = visit.closedAt() == null ? visit.agreedEnd() : visit.closedAt();
    return isCancelled(visit)
        ? "Cancelled " + when(at, times) + ": " + visit.closedWhy()
        : everybody(visit) + " safe and away since " + times.at(at) + ".";
  }

  private static String when(Instant at, Times times) {
    return times.isToday(at) ? "at " + times.clock(at) : times.at(at);
  }

  private static String everybody(VisitView visit) {
    return visit.visitors().size() == 1
        ? first(visit.visitors().getFirst().person().name()) + " is"
        : "Everybody is";
  }

  private static String out(VisitView visit, Times times) {
    List<AlarmView> open = visit.alarms().stream().filter(AlarmView::open).toList();
    if (!open.isEmpty()) {
      String what =
          open.stream()
              .map(alarm -> happened(visit, alarm))
              .distinct()
              .collect(Collectors.joining(" "));
      boolean nobodys = open.stream().anyMatch(alarm -> alarm.owner() == null);
      return what + (nobodys ? " Nobody has it yet." : "");
    }
    String phases =
        visit.visitors().stream()
            .map(each -> first(each.person().name()) + " is " + phase(each))
            .collect(Collectors.joining(", "));
    return phases + "." + next(visit, times);
  }

  private static String happened(VisitView visit, AlarmView alarm) {
    return who(visit, alarm.participant()) + " " + Vocabulary.alarm(alarm.kind()).happened() + ".";
  }

  private static String phase(VisitorView visitor) {
    return "BEFORE".equals(visitor.phase())
        ? "expected at the door"
        : Vocabulary.phase(String.valueOf(visitor.phase()));
  }

  private static String next(VisitView visit, Times times) {
    return promises(visit).stream()
        .findFirst()
        .map(next -> " Next: " + promise(visit, next, times) + ".")
        .orElse("");
  }

  /** As {@code Asha checks in by 14:20}. */
  static String promise(VisitView visit, DeadlineView deadline, Times times) {
    return who(visit, deadline.participant())
        + " "
        + Vocabulary.promise(deadline.kind())
        + " by "
        + times.at(deadline.promisedAt());
  }

  /** The open promises that a person has made, the earliest first. */
  static List<DeadlineView> promises(VisitView visit) {
    return visit.deadlines().stream()
        .filter(each -> !each.kind().equals("CONTACT"))
        .sorted(java.util.Comparator.comparing(DeadlineView::promisedAt))
        .toList();
  }

  /** Who goes: "Asha Patel", "Asha Patel and Ben Okoro". */
  public static String who(VisitView visit) {
    return and(visit.visitors().stream().map(each -> each.person().name()).toList());
  }

  private static String who(VisitView visit, @Nullable Integer participant) {
    return visit.visitors().stream()
        .filter(each -> participant != null && each.participant() == participant)
        .map(each -> first(each.person().name()))
        .findFirst()
        .orElse("Somebody");
  }

  static String first(String name) {
    return name.split(" ", 2)[0];
  }

  public static String and(List<String> names) {
    if (names.size() < 2) {
      return String.join("", names);
    }
    return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }
}
