package org.safeandaway.hub.office.visits;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.Caller;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.office.forms.Sheets;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.visit.VisitView;

/**
 * Who may authorise a visit, and whether the person at the page is one of them (rule AUTH-1). It
 * only saves a try: the desk decides.
 *
 * @param sheet the form; absent if this person may not
 * @param whyNot why this person may not; empty if they may
 * @param who may, by name
 */
public record Authorising(@Nullable Sheet sheet, String whyNot, List<String> who) {
  static final String FORM = "authorise";

  /**
   * @param roles which of them may authorise a visit
   */
  static Authorising of(
      VisitView visit,
      Caller caller,
      List<People.Person> staff,
      Set<String> roles,
      Sheets sheets,
      Times times) {
    List<String> who = new ArrayList<>();
    for (People.Person person : staff) {
      boolean may = person.roles().stream().anyMatch(roles::contains);
      if (person.active() && may && !isOwn(visit, person.id())) {
        who.add(person.name());
      }
    }
    String whyNot = whyNot(visit, caller, roles, times);
    return new Authorising(whyNot.isEmpty() ? sheets.of(FORM) : null, whyNot, who);
  }

  private static String whyNot(VisitView visit, Caller caller, Set<String> roles, Times times) {
    if (VisitWords.isPast(visit, times)) {
      return "The visit should have ended by now: plan it again with new times.";
    }
    String me = caller.person().value();
    if (visit.visitors().stream().anyMatch(each -> each.person().id().equals(me))) {
      return "You go on this visit yourself, so somebody else authorises it.";
    }
    if (visit.plannedBy().id().equals(me)) {
      return "You planned this visit, so somebody else authorises it.";
    }
    return caller.words().stream().anyMatch(roles::contains)
        ? ""
        : "Authorising visits is for others to do.";
  }

  private static boolean isOwn(VisitView visit, String person) {
    return visit.plannedBy().id().equals(person)
        || visit.visitors().stream().anyMatch(each -> each.person().id().equals(person));
  }
}
