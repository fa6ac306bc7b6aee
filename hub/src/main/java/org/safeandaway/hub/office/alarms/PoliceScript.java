package org.safeandaway.hub.office.alarms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Sentence;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.policy.ResponsePlan.Action;
import org.safeandaway.hub.visit.AlarmSheet;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.ForAlarm;
import org.safeandaway.hub.visit.ResponseView;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.visit.WearableKnows;
import org.safeandaway.hub.watch.Happening;
import org.safeandaway.hub.watch.StepOutcome;

/**
 * What to read out to the police: who, where, since when, the vehicle, hazards, what was heard
 * (rule ESC-6). Each part is whole sentences, under one word by which it is found again when they
 * ask. The call is a human's.
 */
public final class PoliceScript {
  private static final int RECENT = 3;

  /** Of a time that was stored in two ways. */
  private static final Duration SAME = Duration.ofSeconds(1);

  private final AlarmSheet sheet;
  private final @Nullable ResponseView response;
  private final Times times;
  private final List<Part> parts = new ArrayList<>();

  private PoliceScript(AlarmSheet sheet, @Nullable ResponseView response, Times times) {
    this.sheet = sheet;
    this.response = response;
    this.times = times;
  }

  /** A part of it. */
  public record Part(String label, String words) {}

  /**
   * @param telephone by which the police ring back; absent if none was configured
   */
  public static List<Part> of(
      AlarmSheet sheet,
      @Nullable ResponseView response,
      String school,
      @Nullable String telephone,
      Times times) {
    PoliceScript script = new PoliceScript(sheet, response, times);
    script.add("Who calls", "I am calling for " + school + ". A colleague may be in danger.");
    script.what();
    script.where();
    script.who();
    script.heard();
    if (sheet.alarm().kind().equals("DURESS")) {
      script.add("Take care", "Nobody there may know that help was called.");
    }
    if (telephone != null) {
      script.add("Ring back", "You reach us on " + telephone + ".");
    }
    return List.copyOf(script.parts);
  }

  private void add(String label, String words) {
    parts.add(new Part(label, words));
  }

  private void what() {
    AlarmView alarm = sheet.alarm();
    String headline = AlarmWords.headline(alarm, times);
    String at = " at " + times.second(alarm.occurredAt());
    String words =
        switch (alarm.kind()) {
          case "MISSED_CHECK_IN", "OVERDUE", "NOT_ARRIVED" -> headline;
          case "LOST_CONTACT" -> lostContact(alarm);
          case "DURESS" -> headline + " in secret" + at;
          default -> headline + at;
        };
    add("What happened", words + ".");
  }

  /** Stays true when the wearable is heard again, or its wearer is reached, while they listen. */
  private String lostContact(AlarmView alarm) {
    String mark = alarm.drill() ? Sentence.DRILL + ": " : "";
    String since = times.at(alarm.since());
    return mark
        + "We lost contact with the alarm device of "
        + Sentence.who(alarm)
        + " at "
        + since;
  }

  private void where() {
    VisitView visit = sheet.visit();
    if (visit == null) {
      add("Where", "We do not know where: there is no visit in our plan.");
      return;
    }
    String address = visit.address().isBlank() ? visit.place() : visit.address();
    add("Where", "The address is: " + oneLine(address) + ".");
    ForAlarm its = visit.forAlarm();
    add(
        "Vehicle",
        its.vehicleWhole().isEmpty()
            ? "We do not know the vehicle."
            : "They came in: " + its.vehicleWhole() + ".");
    add(
        "Hazards",
        its.hazards().isEmpty()
            ? "We know of no hazards there."
            : "We know of these hazards: " + oneLine(its.hazards()) + ".");
    if (!its.parent().isEmpty()) {
      add("Who lives there", "The parent or carer is " + its.parent() + ".");
    }
  }

  private void who() {
    for (AlarmSheet.Reach each : sheet.reach()) {
      boolean companion = each.part() == AlarmSheet.Part.COMPANION;
      String mobile =
          each.mobile() == null ? "no mobile number is noted" : "mobile " + each.mobile();
      add(
          companion ? "Also there" : "Who",
          each.person().name() + ", " + mobile + (companion ? ", is on the same visit." : "."));
    }
  }

  private void heard() {
    List<String> heard = new ArrayList<>();
    VisitView visit = sheet.visit();
    if (visit != null) {
      visit.visitors().forEach(each -> heard.addAll(signs(visit, each)));
    }
    WearableKnows knows = sheet.knows();
    if (knows != null && knows.heardAt() != null) {
      heard.add("The alarm device was last heard at " + times.at(knows.heardAt()) + ".");
    }
    heard.addAll(rung());
    heard.addAll(noted());
    add("What was heard", heard.isEmpty() ? "Nothing more was heard." : String.join(" ", heard));
  }

  /** What this visitor was heard to do, in the order in which it is asked for. */
  private List<String> signs(VisitView visit, VisitView.VisitorView who) {
    List<String> signs = new ArrayList<>();
    String name = who.person().name();
    Instant last = who.lastCheckIn();
    if (last != null && !isResumed(visit, who, last)) {
      String did =
          "LEAVING".equals(who.phase()) ? " said “leaving now” at " : " last checked in at ";
      signs.add(name + did + times.at(last) + ".");
    }
    Instant safe = who.saidSafe();
    if (safe != null) {
      String sure = isConfirmed(safe) ? "." : "; that is not confirmed.";
      signs.add(name + " said “safe and away” at " + times.at(safe) + sure);
    }
    return signs;
  }

  /** When an alarm is closed the next check-in counts from then, though nobody checked in. */
  private static boolean isResumed(VisitView visit, VisitView.VisitorView who, Instant last) {
    String participant = String.valueOf(who.participant());
    return Objects.requireNonNullElse(visit.timeline(), List.<VisitView.LineView>of()).stream()
        .filter(line -> line.what().equals(Happening.GUARD_RESUMED.word()))
        .filter(line -> participant.equals(line.details().get("participant")))
        .anyMatch(line -> Duration.between(line.at(), last).abs().compareTo(SAME) < 0);
  }

  private boolean isConfirmed(Instant saidSafe) {
    return response != null
        && response.outcomes().stream()
            .filter(each -> each.outcome().equals(StepOutcome.ANSWERED_SAFE.name()))
            .anyMatch(each -> each.at().isAfter(saidSafe));
  }

  private List<String> rung() {
    if (response == null) {
      return List.of();
    }
    return response.outcomes().stream()
        .filter(each -> action(each).name().startsWith("RING"))
        .sorted((a, b) -> b.at().compareTo(a.at()))
        .limit(RECENT)
        .map(each -> "We rang at " + times.at(each.at()) + ": " + result(each) + ".")
        .collect(Collectors.toList())
        .reversed();
  }

  private Action action(ResponseView.OutcomeView it) {
    return Action.valueOf(Objects.requireNonNull(response).steps().get(it.step()).action());
  }

  private static String result(ResponseView.OutcomeView it) {
    String result = OutcomeWords.result(StepOutcome.valueOf(it.outcome()));
    return it.words().isBlank() ? result : result + ", " + oneLine(it.words());
  }

  private List<String> noted() {
    return Objects.requireNonNullElse(sheet.alarm().notes(), List.<AlarmView.NoteView>of()).stream()
        .filter(note -> note.by() != null)
        .map(note -> "Noted at " + times.at(note.at()) + ": " + oneLine(note.words()) + ".")
        .reduce((earlier, later) -> later)
        .stream()
        .toList();
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", ", ").replaceAll("\\.$", "");
  }
}
