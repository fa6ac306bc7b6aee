package org.safeandaway.hub.office.visits;

import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.office.forms.Sheets;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.SafeWords;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.VisitId;

/**
 * The safe word of a visit on a page: whether there is one, the button that has it shown, and for a
 * while after that the word itself (rule PLAN-6).
 *
 * @param shown absent unless the person at the page has just asked for it
 * @param ask the form; absent if there is no safe word, or this person may not see it
 * @param alarmed an alarm of the visit is open, so nobody needs to telephone to see it
 * @param next the page to come back to
 */
public record SafeWordPanel(
    VisitView visit,
    SafeWords.@Nullable Shown shown,
    @Nullable Sheet ask,
    boolean alarmed,
    String next) {
  public static final String FORM = "safe-word";

  /** Of a visit as the person at the page may see it. */
  public static SafeWordPanel of(
      VisitView visit, Page page, Sheets sheets, SafeWords words, String next) {
    boolean alarmed = visit.alarms().stream().anyMatch(AlarmView::open);
    Page.Person person = page.person();
    if (person == null || !mayAsk(visit, person, alarmed)) {
      return new SafeWordPanel(visit, null, null, alarmed, next);
    }
    return new SafeWordPanel(
        visit,
        words
            .shown(new VisitId(visit.id()), new PersonId(person.id()), page.now().instant())
            .orElse(null),
        sheets.of(FORM),
        alarmed,
        next);
  }

  private static boolean mayAsk(VisitView visit, Page.Person person, boolean alarmed) {
    boolean goesThere =
        visit.visitors().stream().anyMatch(each -> each.person().id().equals(person.id()));
    boolean over = visit.state().equals("closed") && !alarmed;
    return person.watches() && visit.forAlarm().safeWordSet() && !goesThere && !over;
  }

  /** What the button says. */
  public String button() {
    return alarmed ? "Show the safe word" : who() + " on the telephone: show the safe word";
  }

  private String who() {
    return visit.visitors().size() == 1
        ? VisitWords.first(visit.visitors().getFirst().person().name()) + " is"
        : "One of them is";
  }
}
