package org.safeandaway.hub.api;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.fleet.Wearables;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.visit.SafeWords;
import org.safeandaway.hub.visit.VisitReads;
import org.safeandaway.hub.visit.VisitSearch;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;

/**
 * What somebody may see of visits and do to them. Programs and pages ask here alike, so nobody sees
 * or does more by the one way than by the other.
 *
 * <p>A fingerprint is what {@link Idempotency} makes; the same one counts once. Whatever is not
 * done ends in a {@link ProblemException}.
 */
@Singleton
public class VisitActions {
  private static final String NO_SUCH_VISIT = "There is no such visit; check its id.";

  private final Actions actions;
  private final VisitReads reads;
  private final VisitSearch search;
  private final People people;
  private final Wearables wearables;

  VisitActions(
      Actions actions, VisitReads reads, VisitSearch search, People people, Wearables wearables) {
    this.actions = actions;
    this.reads = reads;
    this.search = search;
    this.people = people;
    this.wearables = wearables;
  }

  /** Who only goes on visits sees the plans of their own. */
  public List<VisitView> list(VisitReads.@Nullable Stage stage, Caller caller) {
    return list(stage, caller, null, 200);
  }

  /**
   * @param after only those after this visit; absent: from the first on
   */
  public List<VisitView> list(
      VisitReads.@Nullable Stage stage, Caller caller, @Nullable VisitId after, int limit) {
    PersonId of = caller.watches() ? null : caller.person();
    List<VisitView> part = reads.list(stage, of, after, limit);
    return part.stream().map(visit -> shown(visit, caller)).toList();
  }

  /** The same, found by more than their state. */
  public List<VisitView> search(VisitSearch.Query query, int offset, int most, Caller caller) {
    if (caller.watches()) {
      return reads.these(search.ids(query, offset, most)).stream()
          .map(visit -> shown(visit, caller))
          .toList();
    }
    // How far a visit is would tell what a covert alarm hides.
    VisitSearch.Query own = query.of(caller.person()).in(null);
    return reads.these(search.ids(own, offset, most)).stream().map(VisitView::planOnly).toList();
  }

  /** Others' visits do not exist for somebody who only goes on visits. */
  public VisitView view(VisitId visit, Caller caller) {
    PersonId of = caller.watches() ? null : caller.person();
    VisitView view =
        reads.one(visit, of).orElseThrow(() -> ProblemException.notFound(NO_SUCH_VISIT));
    return shown(view, caller);
  }

  /**
   * Whoever gave a duress may have somebody beside them, whatever else they may see: of that visit
   * they see the plan.
   */
  private static VisitView shown(VisitView visit, Caller caller) {
    String reader = caller.person().value();
    boolean kept = visit.alarms().stream().anyMatch(alarm -> alarm.isKeptFrom(reader));
    return caller.watches() && !kept ? visit : visit.planOnly();
  }

  /** As an address has it. */
  public static VisitId id(String text) {
    if (!VisitId.isValid(text)) {
      throw ProblemException.notFound(NO_SUCH_VISIT);
    }
    return new VisitId(text);
  }

  /** Returns which visit it became; the same fingerprint becomes the same visit. */
  public VisitId plan(Caller caller, VisitRequests.Plan plan, String fingerprint) {
    refuseUnknown(plan.visitors());
    refuseOthersVisit(plan, caller);
    VisitId id = new VisitId(fingerprint.substring(0, 16));
    actions.carryOut(
        fingerprint,
        WatchId.of(id),
        new WatchInput.PlanVisit(caller.person(), plan.plan(id, false)),
        plan.details());
    return id;
  }

  /** The whole of the plan is replaced; see {@code watch.Changing} for what is allowed when. */
  public void change(Caller caller, VisitId visit, VisitRequests.Change asked, String fingerprint) {
    VisitView before = view(visit, caller);
    refuseUnknown(asked.newVisitors(before));
    refuseOthersVisit(asked.plan(), caller);
    if (asked.authoriseAgain() && !caller.watches()) {
      throw forbidden("Ask the office: only they take an authorisation back.");
    }
    actions.carryOut(
        fingerprint,
        WatchId.of(visit),
        new WatchInput.ChangeVisit(
            caller.person(),
            asked.version(),
            asked.plan().plan(visit, before.forAlarm().safeWordSet()),
            asked.isOtherErrand(before),
            asked.authoriseAgain()),
        asked.plan().details());
  }

  public void authorise(Caller caller, VisitId visit, String fingerprint) {
    carryOut(caller, visit, new WatchInput.Authorise(caller.person(), caller.words()), fingerprint);
  }

  public void assign(
      Caller caller, VisitId visit, VisitRequests.Assignment asked, String fingerprint) {
    if (!wearables.exists(asked.id())) {
      throw wrong("wearable", "is no wearable of ours: " + asked.wearable());
    }
    WatchInput action =
        new WatchInput.Assign(
            caller.person(),
            new ParticipantId(asked.participant()),
            asked.id(),
            null,
            asked.override());
    carryOut(caller, visit, action, fingerprint);
  }

  public void cancel(Caller caller, VisitId visit, String why, String fingerprint) {
    carryOut(caller, visit, new WatchInput.Cancel(caller.person(), why), fingerprint);
  }

  public void telephone(
      Caller caller, VisitId visit, VisitRequests.Telephone call, String fingerprint) {
    WatchInput action =
        new WatchInput.ByTelephone(
            caller.person(), new ParticipantId(call.participant()), call.kind(), fingerprint);
    carryOut(caller, visit, action, fingerprint);
  }

  /**
   * Has the safe word shown to this person, which is recorded, for as long as {@link
   * SafeWords#shown} says.
   */
  public void showSafeWord(Caller caller, VisitId visit, boolean onTelephone, String fingerprint) {
    carryOut(caller, visit, new WatchInput.ShowSafeWord(caller.person(), onTelephone), fingerprint);
  }

  public void answer(Caller caller, VisitId visit, VisitRequests.Reply reply, String fingerprint) {
    WatchInput action =
        new WatchInput.AnswerQuestion(
            caller.person(),
            new ParticipantId(reply.participant()),
            reply.question(),
            reply.words());
    carryOut(caller, visit, action, fingerprint);
  }

  private void carryOut(Caller caller, VisitId visit, WatchInput action, String fingerprint) {
    view(visit, caller);
    actions.carryOut(fingerprint, WatchId.of(visit), action, null);
  }

  private void refuseUnknown(List<String> visitors) {
    Set<String> unknown = people.missing(visitors);
    if (!unknown.isEmpty()) {
      throw wrong("visitors", VisitRequests.NOBODY_WE_KNOW + ": " + String.join(", ", unknown));
    }
  }

  private static void refuseOthersVisit(VisitRequests.Plan plan, Caller caller) {
    if (!caller.watches() && !plan.visitors().contains(caller.person().value())) {
      throw forbidden("Plan visits that you go on yourself, or ask the office to plan this one.");
    }
  }

  private static ProblemException wrong(String field, String message) {
    return new ProblemException(Problem.ofFields(List.of(new Problem.FieldError(field, message))));
  }

  private static ProblemException forbidden(String words) {
    return new ProblemException(Problem.of(HttpStatus.FORBIDDEN, words));
  }
}
