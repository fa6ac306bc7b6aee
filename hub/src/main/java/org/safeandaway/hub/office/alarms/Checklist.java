package org.safeandaway.hub.office.alarms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.alarms.StepWords.About;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.office.forms.Sheets;
import org.safeandaway.hub.office.visits.VisitWords;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.policy.ResponsePlan.Action;
import org.safeandaway.hub.visit.AlarmSheet;
import org.safeandaway.hub.visit.ForAlarm;
import org.safeandaway.hub.visit.PersonView;
import org.safeandaway.hub.visit.ResponseView;
import org.safeandaway.hub.visit.ResponseView.OutcomeView;
import org.safeandaway.hub.visit.ResponseView.StepView;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.watch.StepOutcome;

/**
 * The response plan of an alarm as a list of what to do, for whoever has it (rule ESC-1). One step
 * is the one to do now: the first of which nobody has said what came of it, and that can be done at
 * all. Whoever pressed the wrong button presses the right one: the last word about a step counts,
 * and every one is kept.
 *
 * @param verdict how things stand
 * @param through what is said if every step was done
 * @param rungs who was told, the newest first
 */
public record Checklist(
    ResponseView response, List<Item> items, Verdict verdict, Through through, List<Rung> rungs) {
  public Checklist {
    items = List.copyOf(items);
    rungs = List.copyOf(rungs);
  }

  /** How things stand, by what was said last. */
  public enum Verdict {
    /** A step is to be done. */
    GOING_ON,
    /** Somebody spoke with the visitor, who is safe. */
    SAFE,
    /** Every step was done, and nobody said that the visitor is safe. */
    THROUGH
  }

  /** How things stand once every step was done, and what to do then: a sentence or two each. */
  public record Through(String stands, String then) {}

  /** How a step stands. */
  public enum State {
    NOW,
    LATER,
    DONE,
    /** There is nobody to ring for it. */
    CANNOT
  }

  /**
   * A step.
   *
   * @param number from 1, as people see it
   * @param step from 0, as the plan counts
   * @param ring whom, with the numbers
   * @param say what to say
   * @param cannot why it cannot be done; absent if it can
   * @param done what came of it, the newest first
   * @param form to say what came of it
   */
  public record Item(
      int number,
      int step,
      Action action,
      String title,
      State state,
      List<Ring> ring,
      String wording,
      List<String> say,
      @Nullable String cannot,
      List<OutcomeWords.Choice> choices,
      List<Done> done,
      Sheet form) {
    /** Whether one of the buttons needs words. */
    public boolean needsWords() {
      return choices.stream().anyMatch(each -> each.outcome().needsWords());
    }
  }

  /**
   * Somebody to ring.
   *
   * @param number absent if none is noted
   */
  public record Ring(String name, @Nullable String number) {}

  /** What came of a step, in a sentence that begins with a name. */
  public record Done(OutcomeView view, String words) {}

  static String form(int step) {
    return "outcome-" + step;
  }

  /**
   * @param staff from whom those are chosen who are to be told
   */
  static Checklist of(
      AlarmSheet sheet,
      ResponseView response,
      List<People.Person> staff,
      String school,
      Sheets forms) {
    About about = about(sheet, school);
    Verdict verdict = isSafe(response) ? Verdict.SAFE : Verdict.GOING_ON;
    List<Item> items = new ArrayList<>();
    boolean found = verdict == Verdict.SAFE;
    for (StepView step : response.steps()) {
      Item item = item(items.size(), step, sheet, response, about, staff, forms);
      if (item.state() == State.LATER && !found) {
        found = true;
        item = now(item);
      }
      items.add(item);
    }
    return new Checklist(
        response,
        items,
        found ? verdict : Verdict.THROUGH,
        StepWords.through(about.kind(), sheet.alarm().drill(), policeCalled(response)),
        Rung.of(response, about));
  }

  private static boolean isSafe(ResponseView response) {
    return response.outcomes().stream()
        .max(Comparator.comparing(OutcomeView::at))
        .filter(last -> last.outcome().equals(StepOutcome.ANSWERED_SAFE.name()))
        .isPresent();
  }

  private static boolean policeCalled(ResponseView response) {
    return response.outcomes().stream()
        .anyMatch(each -> each.outcome().equals(StepOutcome.CALLED.name()));
  }

  private static About about(AlarmSheet sheet, String school) {
    VisitView visit = sheet.visit();
    PersonView person =
        sheet.reach().stream()
            .filter(each -> each.part() != AlarmSheet.Part.COMPANION)
            .map(AlarmSheet.Reach::person)
            .findFirst()
            .orElse(null);
    List<String> companions =
        sheet.reach().stream()
            .filter(each -> each.part() == AlarmSheet.Part.COMPANION)
            .map(each -> each.person().name())
            .toList();
    return new About(
        sheet.alarm().kind(),
        AlarmWords.first(person),
        school,
        VisitWords.and(companions),
        visit == null ? "" : visit.forAlarm().parent(),
        visit == null ? "" : visit.place(),
        visit != null && visit.forAlarm().safeWordSet());
  }

  private static Item item(
      int number,
      StepView step,
      AlarmSheet sheet,
      ResponseView response,
      About about,
      List<People.Person> staff,
      Sheets forms) {
    Action action = Action.valueOf(step.action());
    List<Ring> ring = ring(action, step, sheet, staff);
    String cannot = cannot(action, ring, sheet);
    List<Done> done =
        response.outcomes().stream()
            .filter(each -> each.step() == number)
            .map(each -> new Done(each, told(action, each, about)))
            .toList()
            .reversed();
    State state = !done.isEmpty() ? State.DONE : cannot == null ? State.LATER : State.CANNOT;
    return new Item(
        number + 1,
        number,
        action,
        StepWords.title(action, about),
        state,
        ring,
        step.wording(),
        StepWords.say(action, about),
        cannot,
        OutcomeWords.choices(action, about.first(), about.safeWord()),
        done,
        forms.of(form(number)));
  }

  static String told(Action action, OutcomeView it, About about) {
    return OutcomeWords.told(
        action, StepOutcome.valueOf(it.outcome()), StepWords.whom(action, about));
  }

  private static Item now(Item it) {
    return new Item(
        it.number(),
        it.step(),
        it.action(),
        it.title(),
        State.NOW,
        it.ring(),
        it.wording(),
        it.say(),
        it.cannot(),
        it.choices(),
        it.done(),
        it.form());
  }

  private static List<Ring> ring(
      Action action, StepView step, AlarmSheet sheet, List<People.Person> staff) {
    VisitView visit = sheet.visit();
    return switch (action) {
      case RING_VISITOR -> reach(sheet, false);
      case RING_COMPANION -> reach(sheet, true);
      case RING_PARENT -> visit == null ? List.of() : parents(visit.forAlarm());
      case TELL_SENIOR ->
          staff.stream()
              .filter(each -> each.active() && isTold(step, each) && !goesThere(sheet, each))
              .map(each -> new Ring(each.name(), each.mobile()))
              .sorted(Comparator.comparing(each -> each.number() == null))
              .toList();
      case CALL_POLICE ->
          sheet.alarm().drill() ? List.of() : List.of(new Ring("The police", "999"));
      case CHECK_SYSTEM, WATCH_BOARD -> List.of();
    };
  }

  private static List<Ring> reach(AlarmSheet sheet, boolean companions) {
    return sheet.reach().stream()
        .filter(each -> (each.part() == AlarmSheet.Part.COMPANION) == companions)
        .map(each -> new Ring(each.person().name(), each.mobile()))
        .toList();
  }

  private static List<Ring> parents(ForAlarm it) {
    String name = it.parent().isEmpty() ? "Parent or carer" : it.parent();
    return it.parentNumbers().stream().map(number -> new Ring(name, number)).toList();
  }

  private static boolean isTold(StepView step, People.Person person) {
    return step.people().contains(person.id())
        || person.roles().stream()
            .anyMatch(
                role -> step.roles().contains(role) || step.everybody() && !role.equals("visitor"));
  }

  private static boolean goesThere(AlarmSheet sheet, People.Person person) {
    return sheet.reach().stream().anyMatch(each -> each.person().id().equals(person.id()));
  }

  private static @Nullable String cannot(Action action, List<Ring> ring, AlarmSheet sheet) {
    if (!ring.isEmpty()) {
      return null;
    }
    return switch (action) {
      case RING_VISITOR -> "Nobody is known to wear this wearable.";
      case RING_COMPANION ->
          sheet.visit() == null ? "There is no visit." : "Nobody else is on this visit.";
      case RING_PARENT -> "No telephone of a parent or carer is noted.";
      case TELL_SENIOR, CALL_POLICE, CHECK_SYSTEM, WATCH_BOARD -> null;
    };
  }
}
