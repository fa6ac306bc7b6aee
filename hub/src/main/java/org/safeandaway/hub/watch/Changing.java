package org.safeandaway.hub.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.Answer.Refusal;
import org.safeandaway.hub.watch.WatchInput.ChangeVisit;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.hub.watch.WatchState.Planned;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/**
 * Changes the plan of a visit.
 *
 * <p>Until it is authorised everything may be changed. What is authorised is who goes, where, what
 * for and when; to change one of these takes the authorisation back, and with it the guard. So it
 * is done only for somebody who says that they know, and never once a visitor has arrived. What
 * sounds at the wearables, and words beside the plan, may be changed until the visit is over.
 *
 * <p>A change is made to the version that the person saw. Of two people who change the same plan
 * the second is told to look again.
 */
final class Changing {
  private Changing() {}

  static Answer change(Draft draft, ChangeVisit input) {
    return switch (draft.state()) {
      case Planned planned -> ofPlanned(draft, planned, input);
      case Guarding guarding -> ofGuarded(draft, guarding, input);
      case WatchState.Closed closed ->
          new Answer.Refused(Refusal.CONFLICT, "The visit is over: plan another one.");
      case WatchState.Standing standing -> noSuchVisit();
      case WatchState.Site site -> noSuchVisit();
      case null -> noSuchVisit();
    };
  }

  private static Answer ofPlanned(Draft draft, Planned planned, ChangeVisit input) {
    if (planned.plan().version() != input.seen()) {
      return changedMeanwhile();
    }
    if (!samePeople(planned.plan(), input.plan()) && isAlarmed(draft)) {
      return openAlarm();
    }
    replan(draft, planned.plan(), planned.plannedBy(), planned.participants(), input);
    return new Answer.Done();
  }

  private static Answer ofGuarded(Draft draft, Guarding guarding, ChangeVisit input) {
    if (guarding.plan().version() != input.seen()) {
      return changedMeanwhile();
    }
    if (!needsAuthorising(guarding, input)) {
      Plan plan = input.plan().endingAt(guarding.plan().agreedEnd()).after(guarding.plan());
      draft.become(guarding.with(plan));
      journal(draft, plan, input);
      return new Answer.Done();
    }
    if (guarding.participants().stream().anyMatch(each -> each.phase() != Phase.BEFORE)) {
      return new Answer.Refused(
          Refusal.CONFLICT,
          "Somebody has arrived already, so who goes, where, what for and when stay as they are:"
              + " enter what the visitor says on the telephone, or cancel the visit.");
    }
    if (isAlarmed(draft)) {
      return openAlarm();
    }
    if (!input.authoriseAgain()) {
      return new Answer.Refused(
          Refusal.CONFLICT,
          "This visit is authorised. Who goes, where, what for and when can only be changed if it"
              + " is authorised again afterwards; until then nobody watches over it. Say that you"
              + " want that, or leave these as they are.");
    }
    guarding.participants().forEach(draft::disarmAll);
    replan(draft, guarding.plan(), guarding.plannedBy(), guarding.participants(), input);
    draft.journal(Happening.AUTHORISATION_ENDED, input.by(), null, null, Map.of());
    return new Answer.Done();
  }

  /** The end may be the one that was planned, or what "more time" has made of it. */
  private static boolean needsAuthorising(Guarding guarding, ChangeVisit input) {
    Plan before = guarding.plan();
    Plan after = input.plan();
    boolean sameEnd =
        after.agreedEnd().equals(before.agreedEnd())
            || after.agreedEnd().equals(guarding.agreedEnd());
    return input.otherErrand()
        || !samePeople(before, after)
        || !after.expectedArrival().equals(before.expectedArrival())
        || !sameEnd;
  }

  private static boolean samePeople(Plan before, Plan after) {
    return new HashSet<>(before.visitors()).equals(new HashSet<>(after.visitors()));
  }

  private static boolean isAlarmed(Draft draft) {
    return draft.participants().stream().anyMatch(who -> !draft.openAlarmsAbout(who).isEmpty());
  }

  private static void replan(
      Draft draft, Plan before, PersonId plannedBy, List<Participant> who, ChangeVisit input) {
    Plan plan = input.plan().after(before);
    journal(draft, plan, input);
    takeBack(draft, who, input);
    draft.become(new Planned(plan, plannedBy, participants(who, plan)));
  }

  /** Who stays keeps their number: what their wearable said under it may still be on its way. */
  private static List<Participant> participants(List<Participant> before, Plan plan) {
    List<Participant> after = new ArrayList<>(before);
    after.removeIf(each -> !plan.visitors().contains(each.person()));
    int last = before.stream().mapToInt(each -> each.id().number()).max().orElse(0);
    for (PersonId visitor : plan.visitors()) {
      if (before.stream().noneMatch(each -> each.person().equals(visitor))) {
        last++;
        after.add(Participant.ready(new ParticipantId(last), visitor));
      }
    }
    return after;
  }

  /** Who does not go any more has no wearable of this visit. */
  private static void takeBack(Draft draft, List<Participant> before, ChangeVisit input) {
    for (Participant each : before) {
      @Nullable WearableId wearable = each.wearable();
      if (wearable != null && !input.plan().visitors().contains(each.person())) {
        draft.add(new WatchEffect.Assigned(wearable, null, null, null));
        draft.journal(Happening.WEARABLE_TAKEN_BACK, input.by(), wearable, null, Map.of());
      }
    }
  }

  private static void journal(Draft draft, Plan plan, ChangeVisit input) {
    Map<String, String> details = new TreeMap<>();
    details.put("version", Integer.toString(plan.version()));
    details.put("expectedArrival", plan.expectedArrival().toString());
    details.put("agreedEnd", plan.agreedEnd().toString());
    details.put(
        "visitors", String.join(" ", plan.visitors().stream().map(PersonId::value).toList()));
    draft.journal(Happening.VISIT_CHANGED, input.by(), null, null, details);
  }

  private static Answer changedMeanwhile() {
    return new Answer.Refused(
        Refusal.CONFLICT,
        "Somebody changed this visit meanwhile: look at it again, then change it.");
  }

  private static Answer openAlarm() {
    return new Answer.Refused(
        Refusal.CONFLICT, "An alarm about this visit is open: resolve it first.");
  }

  private static Answer noSuchVisit() {
    return new Answer.Refused(Refusal.NOT_FOUND, "There is no such visit.");
  }
}
