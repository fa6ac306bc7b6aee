package org.safeandaway.hub.office.alarms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.World;
import org.safeandaway.hub.office.forms.Sheets;
import org.safeandaway.hub.office.visits.SafeWordPanel;
import org.safeandaway.hub.office.visits.TimelineLine;
import org.safeandaway.hub.office.visits.TimelineWords;
import org.safeandaway.hub.visit.AlarmSheet;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.PersonView;
import org.safeandaway.hub.visit.ResponseView;
import org.safeandaway.hub.visit.VisitView;

/**
 * One alarm as its page shows it.
 *
 * @param beside other alarms of the same watch that the person at the page may know of
 * @param labels what is written on the wearables, by their ids
 * @param mine the person at the page has it
 * @param aboutMe the alarm is about the person at the page, who may neither take nor close it
 * @param forms to write on it and to close it
 * @param checklist what to do; absent if the alarm is older than response plans
 * @param clocks what happens next to each open alarm of the watch by itself, by alarm
 * @param way how long it took
 * @param safeWord of the visit; absent if the alarm belongs to none
 * @param tried they tried to take it, and the desk refused
 */
public record AlarmPage(
    AlarmSheet sheet,
    Told told,
    List<AlarmView> beside,
    Map<String, String> labels,
    boolean mine,
    boolean aboutMe,
    Sheets forms,
    @Nullable Checklist checklist,
    Map<String, ResponseView.ClockView> clocks,
    Way way,
    @Nullable SafeWordPanel safeWord,
    boolean tried) {
  /** Ids of the forms on the page. */
  public static final String NOTE = "note";

  public static final String CLOSE = "close";

  /** As much as helps to understand; the visit's own page has all of it. */
  private static final int STORY = 20;

  static AlarmPage of(
      AlarmSheet sheet,
      Page page,
      Map<String, String> labels,
      Sheets forms,
      @Nullable Checklist checklist,
      Map<String, ResponseView.ClockView> clocks,
      Way way,
      @Nullable SafeWordPanel safeWord,
      boolean refused) {
    Page.Person person = page.person();
    PersonView owner = sheet.alarm().owner();
    return new AlarmPage(
        sheet,
        Told.of(sheet),
        sheet.others().stream()
            .filter(other -> person == null || !other.isKeptFrom(person.id()))
            .toList(),
        labels,
        person != null && owner != null && owner.id().equals(person.id()),
        person != null && sheet.isAbout(person.id()),
        forms,
        checklist,
        clocks,
        way,
        safeWord,
        refused);
  }

  public AlarmPage {
    beside = List.copyOf(beside);
    labels = Map.copyOf(labels);
    clocks = Map.copyOf(clocks);
  }

  public AlarmView alarm() {
    return sheet.alarm();
  }

  /** Why it could not be taken, as things are now; absent if that was not tried. */
  public @Nullable String refusal() {
    AlarmView alarm = alarm();
    if (!tried || mine) {
      return null;
    }
    if (!alarm.open()) {
      return "This alarm is closed already.";
    }
    if (aboutMe) {
      return "This alarm is about you, so somebody else has to take it.";
    }
    return alarm.owner() == null
        ? null
        : alarm.owner().name()
            + " has taken it already. Speak to each other before either of you does anything.";
  }

  /** Whether the band on top speaks of this alarm. */
  public boolean isFirst(@Nullable World world) {
    return world != null
        && world.alarms().stream()
            .findFirst()
            .filter(first -> first.id().equals(alarm().id()))
            .isPresent();
  }

  /** Other open alarms of the same visit, which nobody may overlook (rule ESC-4). */
  public List<AlarmView> openBeside() {
    return beside.stream().filter(AlarmView::open).toList();
  }

  /** What happens next to this alarm by itself; absent once it is closed. */
  public ResponseView.@Nullable ClockView clock() {
    return clocks.get(alarm().id());
  }

  /** Whoever has it was asked whether they are still on it. */
  public boolean asked() {
    ResponseView.ClockView clock = clock();
    return clock != null && clock.kind().equals("OWNERSHIP") && alarm().owner() != null;
  }

  /** Whether the person at the page may take it over from whoever has it. */
  public boolean mayTakeOver() {
    return alarm().open() && alarm().owner() != null && !mine && !aboutMe;
  }

  /** Who was told, the newest first. */
  public List<Rung> rungs() {
    return checklist == null ? List.of() : checklist.rungs();
  }

  /** What to read out to the police. */
  public List<PoliceScript.Part> script(Page page) {
    return PoliceScript.of(
        sheet,
        checklist == null ? null : checklist.response(),
        page.school(),
        page.telephone(),
        page.now());
  }

  /** Alarms of the same visit that are over. */
  public List<AlarmView> closedBeside() {
    return beside.stream().filter(other -> !other.open()).toList();
  }

  /** How the visit went until now, the newest first; without what the hub noted by itself. */
  public List<TimelineLine> story(Times times) {
    VisitView visit = sheet.visit();
    // It would tell of what is kept from the reader.
    boolean tells = beside.size() < sheet.others().size();
    return visit == null || tells
        ? List.of()
        : TimelineWords.of(visit, labels, times).reversed().stream()
            .filter(line -> line.weight() != TimelineLine.Weight.DETAIL)
            .limit(STORY)
            .toList();
  }

  /**
   * Something that happened to the alarm.
   *
   * @param by absent if the wearer or the system did it
   * @param what "took the alarm"; begins the sentence if nobody did it
   * @param words in whoever's words; absent if there are none
   */
  public record Line(Instant at, @Nullable PersonView by, String what, @Nullable String words) {}

  /** What happened to the alarm, the newest first. */
  public List<Line> lines() {
    AlarmView alarm = alarm();
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(alarm.raisedAt(), null, "The alarm was raised", null));
    if (alarm.ownedAt() != null) {
      lines.add(new Line(alarm.ownedAt(), alarm.owner(), "took the alarm", null));
    }
    for (AlarmView.NoteView note :
        Objects.requireNonNullElse(alarm.notes(), List.<AlarmView.NoteView>of())) {
      String what = note.by() == null ? "Safe & Away noted" : "wrote";
      lines.add(new Line(note.at(), note.by(), what, note.words()));
    }
    if (checklist != null) {
      for (Checklist.Item item : checklist.items()) {
        for (Checklist.Done done : item.done()) {
          String words = done.view().words();
          lines.add(
              new Line(
                  done.view().at(),
                  done.view().by(),
                  done.words(),
                  words.isBlank() ? null : words));
        }
      }
    }
    if (alarm.resolvedAt() != null && alarm.reason() != null) {
      String how =
          (alarm.resolvedBy() == null ? "The drill was ended: " : "closed the alarm: ")
              + AlarmWords.reason(alarm.reason()).toLowerCase(java.util.Locale.UK);
      lines.add(new Line(alarm.resolvedAt(), alarm.resolvedBy(), how, alarm.resolution()));
    }
    return lines.stream().sorted(Comparator.comparing(Line::at).reversed()).toList();
  }
}
