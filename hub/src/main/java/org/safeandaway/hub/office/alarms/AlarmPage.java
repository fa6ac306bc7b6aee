package org.safeandaway.hub.office.alarms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.forms.Sheets;
import org.safeandaway.hub.visit.AlarmSheet;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.PersonView;

/**
 * One alarm as its page shows it.
 *
 * @param mine the person at the page has it
 * @param aboutMe the alarm is about the person at the page, who may neither take nor close it
 * @param forms to write on it and to close it
 * @param refused why it was not taken; absent if that was not tried, or was done
 */
public record AlarmPage(
    AlarmSheet sheet,
    Told told,
    boolean mine,
    boolean aboutMe,
    Sheets forms,
    @Nullable String refused) {
  /** Ids of the forms on the page. */
  public static final String NOTE = "note";

  public static final String CLOSE = "close";

  static AlarmPage of(AlarmSheet sheet, Page page, Sheets forms, @Nullable String refused) {
    Page.Person person = page.person();
    PersonView owner = sheet.alarm().owner();
    return new AlarmPage(
        sheet,
        Told.of(sheet),
        person != null && owner != null && owner.id().equals(person.id()),
        person != null && sheet.isAbout(person.id()),
        forms,
        refused);
  }

  public AlarmView alarm() {
    return sheet.alarm();
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
    if (alarm.resolvedAt() != null && alarm.reason() != null) {
      String how =
          "closed the alarm: " + AlarmWords.reason(alarm.reason()).toLowerCase(java.util.Locale.UK);
      lines.add(new Line(alarm.resolvedAt(), alarm.resolvedBy(), how, alarm.resolution()));
    }
    return lines.stream().sorted(Comparator.comparing(Line::at).reversed()).toList();
  }
}
