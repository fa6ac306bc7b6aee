package org.safeandaway.hub.office.alarms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.policy.ResponsePlan.Action;
import org.safeandaway.hub.visit.AlarmSheet;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.ForAlarm;
import org.safeandaway.hub.visit.ResponseView;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.visit.WearableKnows;
import org.safeandaway.hub.watch.StepOutcome;

/**
 * What to read out to the police: who, where, since when, the vehicle, hazards, what was heard
 * (rule ESC-6). Each part is whole sentences, under one word by which it is found again when they
 * ask. The call is a human's.
 */
public final class PoliceScript {
  private static final int RECENT = 3;

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
    String secretly = alarm.kind().equals("DURESS") ? " in secret" : "";
    String headline = AlarmWords.headline(alarm, times);
    String since = times.second(alarm.occurredAt());
    add(
        "What happened",
        alarm.promisedAt() == null
            ? headline + secretly + " at " + since + "."
            : headline + ". Nothing was heard since then.");
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
    for (VisitView.VisitorView each :
        visit == null ? List.<VisitView.VisitorView>of() : visit.visitors()) {
      Instant checkIn = each.lastCheckIn();
      if (checkIn != null) {
        heard.add(each.person().name() + " last checked in at " + times.at(checkIn) + ".");
      }
    }
    WearableKnows knows = sheet.knows();
    if (knows != null && knows.heardAt() != null) {
      heard.add("The alarm device was last heard at " + times.at(knows.heardAt()) + ".");
    }
    heard.addAll(rung());
    heard.addAll(noted());
    add("What was heard", heard.isEmpty() ? "Nothing was heard." : String.join(" ", heard));
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
