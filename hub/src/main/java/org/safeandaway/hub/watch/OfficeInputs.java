package org.safeandaway.hub.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.Answer.Refusal;
import org.safeandaway.hub.watch.WatchInput.Authorise;
import org.safeandaway.hub.watch.WatchInput.ByTelephone;
import org.safeandaway.hub.watch.WatchState.Authorisation;
import org.safeandaway.hub.watch.WatchState.Closed;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.hub.watch.WatchState.Planned;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/** What the office does to a visit: plans, authorises and cancels it, answers the telephone. */
final class OfficeInputs {
  private OfficeInputs() {}

  static Answer plan(Draft draft, WatchInput.PlanVisit input) {
    if (draft.state() != null) {
      return new Answer.Refused(Refusal.CONFLICT, "This visit is planned already.");
    }
    if (!draft.id().equals(WatchId.of(input.plan().visit()))) {
      return new Answer.Refused(Refusal.INVALID, "This is the watch of another visit.");
    }
    List<Participant> participants = new ArrayList<>();
    for (PersonId visitor : input.plan().visitors()) {
      participants.add(Participant.ready(new ParticipantId(participants.size() + 1), visitor));
    }
    draft.become(new Planned(input.plan(), input.by(), participants));
    draft.journal(
        Happening.VISIT_PLANNED,
        input.by(),
        null,
        null,
        Map.of(
            "expectedArrival", input.plan().expectedArrival().toString(),
            "agreedEnd", input.plan().agreedEnd().toString()));
    return new Answer.Done();
  }

  /** Rule AUTH-1: by a role that the policy allows, and by somebody else. */
  static Answer authorise(Draft draft, Authorise input) {
    if (draft.state() instanceof Guarding guarding
        && guarding.authorisation().by().equals(input.by())) {
      return new Answer.NothingToDo();
    }
    if (!(draft.state() instanceof Planned planned)) {
      return draft.state() == null
          ? noSuchVisit()
          : new Answer.Refused(Refusal.CONFLICT, "Only a planned visit can be authorised.");
    }
    if (planned.plan().visitors().contains(input.by()) || planned.plannedBy().equals(input.by())) {
      return new Answer.Refused(
          Refusal.FORBIDDEN, "Nobody authorises their own visit: ask somebody else.");
    }
    TreeSet<String> roles = new TreeSet<>(input.roles());
    roles.retainAll(draft.policy.authoriserRoles());
    if (roles.isEmpty()) {
      return new Answer.Refused(
          Refusal.FORBIDDEN, "None of your roles may authorise a visit: ask somebody whose may.");
    }
    if (!draft.now.isBefore(planned.plan().agreedEnd())) {
      return new Answer.Refused(
          Refusal.CONFLICT, "The visit should have ended by now: plan it again with new times.");
    }
    guard(draft, planned, input.by(), roles.first());
    return new Answer.Done();
  }

  private static void guard(Draft draft, Planned planned, PersonId by, String role) {
    Plan plan = planned.plan();
    Authorisation authorisation = new Authorisation(by, role, draft.now, draft.policy.version());
    draft.become(
        new Guarding(
            plan, planned.plannedBy(), authorisation, plan.agreedEnd(), 0, planned.participants()));
    for (Participant each : planned.participants()) {
      Promises.arrive(draft, each, plan.expectedArrival());
      if (each.wearable() != null) {
        Promises.contact(draft, each, draft.now);
      }
    }
    draft.journal(
        Happening.VISIT_AUTHORISED,
        by,
        null,
        null,
        Map.of("role", role, "policyVersion", Integer.toString(draft.policy.version())));
  }

  /** Ends a visit by the office's word; not while an alarm about a wearer is open. */
  static Answer cancel(Draft draft, WatchInput.Cancel input) {
    if (input.why().isBlank()) {
      return new Answer.Refused(Refusal.INVALID, "Say why the visit is cancelled.");
    }
    return switch (draft.state()) {
      case Planned planned ->
          close(draft, input, planned.plan(), planned.plannedBy(), planned.participants());
      case Guarding guarding ->
          guarding.participants().stream().anyMatch(e -> !draft.openAlarmsAbout(e).isEmpty())
              ? new Answer.Refused(
                  Refusal.CONFLICT, "An alarm about this visit is open: resolve it first.")
              : close(draft, input, guarding.plan(), guarding.plannedBy(), guarding.participants());
      case Closed closed -> new Answer.Refused(Refusal.CONFLICT, "The visit is over already.");
      case WatchState.Standing standing -> noSuchVisit();
      case WatchState.Site site -> noSuchVisit();
      case null -> noSuchVisit();
    };
  }

  private static Answer close(
      Draft draft,
      WatchInput.Cancel input,
      Plan plan,
      PersonId plannedBy,
      List<Participant> participants) {
    participants.forEach(draft::disarmAll);
    draft.become(
        new Closed(
            plan,
            plannedBy,
            draft.now,
            input.why(),
            participants.stream().map(each -> each.in(Phase.OVER).sayingSafe(null)).toList()));
    draft.journal(Happening.VISIT_CANCELLED, input.by(), null, null, Map.of("why", input.why()));
    return new Answer.Done();
  }

  /** What a visitor says on the telephone counts as if the wearable had said it now. */
  static Answer telephone(Draft draft, ByTelephone call) {
    if (call.kind() == EventKind.DURESS) {
      return spokenSafeWord(draft, call);
    }
    if (!isSpoken(call.kind())) {
      return new Answer.Refused(
          Refusal.INVALID, "Only the steps of a visit are entered for a visitor who telephones.");
    }
    Participant who = draft.participant(call.participant()).orElse(null);
    if (who == null) {
      return new Answer.Refused(Refusal.NOT_FOUND, "This visit has no such visitor.");
    }
    if (!(draft.state() instanceof Guarding guarding) || who.phase() == Phase.OVER) {
      return new Answer.Refused(Refusal.CONFLICT, "Nothing is guarded for this visitor now.");
    }
    boolean atMaximum = guarding.extendedBy() >= draft.policy.maximumExtensions();
    if (call.kind() == EventKind.MORE_TIME && who.isInVisit() && atMaximum) {
      return new Answer.Refused(
          Refusal.CONFLICT, "The visit has been extended as far as the policy allows.");
    }
    return enter(draft, who, call);
  }

  /** Rule PLAN-6: the safe word is accepted as what an ordinary answer is, and raises an alarm. */
  private static Answer spokenSafeWord(Draft draft, ByTelephone call) {
    Participant who = draft.participant(call.participant()).orElse(null);
    if (who == null || !(draft.state() instanceof Guarding guarding)) {
      return new Answer.Refused(Refusal.CONFLICT, "Nothing is guarded for this visitor now.");
    }
    if (!guarding.plan().safeWord()) {
      return new Answer.Refused(Refusal.INVALID, "No safe word was agreed for this visit.");
    }
    Raising.safeWord(draft, who, call.id());
    return telephoned(draft, who, call);
  }

  private static boolean isSpoken(EventKind kind) {
    return switch (kind) {
      case ARRIVED, CHECK_IN, MORE_TIME, LEAVING, SAFE_AND_AWAY -> true;
      case ADVICE, WITHDRAWN, SELF_TEST, PANIC, DURESS, UNKNOWN -> false;
    };
  }

  private static Answer enter(Draft draft, Participant who, ByTelephone call) {
    @Nullable WatchState before = draft.state();
    Sign sign = new Sign("telephone/" + call.id(), draft.now, true, call.by());
    Outcome outcome = PhaseTable.apply(draft, who, call.kind(), sign);
    if (outcome != Outcome.COUNTED && draft.state() == before) {
      return new Answer.Refused(Refusal.CONFLICT, "This changes nothing where the visitor is now.");
    }
    draft.put(draft.current(who).overtakenBy(List.of()));
    return telephoned(draft, who, call);
  }

  private static Answer telephoned(Draft draft, Participant who, ByTelephone call) {
    draft.journal(
        Happening.TELEPHONED,
        call.by(),
        who.wearable(),
        null,
        Map.of(
            "participant", who.id().toString(),
            "kind", call.kind().name(),
            "at", draft.now.toString()));
    return new Answer.Done();
  }

  static Answer answer(Draft draft, WatchInput.AnswerQuestion reply) {
    Participant who = draft.participant(reply.participant()).orElse(null);
    if (who == null || !who.questions().contains(reply.question())) {
      return new Answer.Refused(Refusal.NOT_FOUND, "This question is not open.");
    }
    if (reply.words().isBlank()) {
      return new Answer.Refused(Refusal.INVALID, "An answer needs words.");
    }
    draft.put(who.answered(reply.question()));
    draft.journal(
        Happening.QUESTION_ANSWERED,
        reply.by(),
        who.wearable(),
        null,
        Map.of(
            "participant", who.id().toString(),
            "question", reply.question().name(),
            "words", reply.words()));
    return new Answer.Done();
  }

  private static Answer noSuchVisit() {
    return new Answer.Refused(Refusal.NOT_FOUND, "There is no such visit.");
  }
}
