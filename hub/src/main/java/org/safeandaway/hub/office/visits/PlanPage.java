package org.safeandaway.hub.office.visits;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.visit.VisitView;

/**
 * The page on which a visit is planned or changed.
 *
 * @param visit the one that is changed; absent when a new one is planned
 * @param visiting those who go on visits
 * @param others everybody else who can be chosen
 * @param mayAuthoriseAgain what is authorised may be changed at the price of the authorisation
 */
public record PlanPage(
    @Nullable VisitView visit,
    Sheet sheet,
    List<Choice> visiting,
    List<Choice> others,
    boolean mayAuthoriseAgain) {
  /** What most visits are for; anything else may be written. */
  public static final List<String> PURPOSES =
      List.of(
          "Attendance",
          "Welfare check",
          "New family",
          "Meeting with parents",
          "Bringing work or a meal",
          "Early help review");

  /**
   * Somebody who may be chosen.
   *
   * @param note what the office should know of them; empty if nothing
   */
  public record Choice(String id, String name, String note) {}

  /**
   * @param watches who plans sees all the staff; who only goes on visits sees those who do too
   */
  static PlanPage of(
      @Nullable VisitView visit, Sheet sheet, List<People.Person> staff, boolean watches) {
    List<Choice> visiting = new ArrayList<>();
    List<Choice> others = new ArrayList<>();
    for (People.Person person : staff) {
      boolean visits = person.roles().contains(Role.VISITOR.word());
      boolean chosen = sheet.holds("visitors", person.id());
      if (chosen || visits && person.active()) {
        visiting.add(choice(person, watches));
      } else if (watches && person.active()) {
        others.add(choice(person, true));
      }
    }
    boolean authorised = visit != null && !visit.state().equals("planned");
    return new PlanPage(visit, sheet, visiting, others, authorised && watches);
  }

  private static Choice choice(People.Person person, boolean watches) {
    String note = !person.active() ? "has left" : person.mobile() == null ? "no mobile number" : "";
    return new Choice(person.id(), person.name(), watches ? note : "");
  }

  /** Whether a safe word was agreed for the visit that is changed. */
  public boolean safeWordSet() {
    return visit != null && visit.forAlarm().safeWordSet();
  }

  public String action() {
    return visit == null ? "/visits" : "/visits/" + visit.id() + "/changes";
  }

  public String back() {
    return visit == null ? "/visits" : "/visits/" + visit.id();
  }
}
