package org.safeandaway.hub.api;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import org.safeandaway.hub.drill.DrillReads;
import org.safeandaway.hub.drill.DrillView;
import org.safeandaway.hub.watch.DrillId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;

/** What somebody may do to a drill. Programs and pages ask here alike. */
@Singleton
public class DrillActions {
  private static final String NO_SUCH_DRILL = "There is no such drill; look at the list.";
  private static final int ID = 16;

  private final Actions actions;
  private final DrillReads reads;

  DrillActions(Actions actions, DrillReads reads) {
    this.actions = actions;
    this.reads = reads;
  }

  /** As an address has it. */
  public static DrillId id(String text) {
    if (!DrillId.isValid(text)) {
      throw ProblemException.notFound(NO_SUCH_DRILL);
    }
    return new DrillId(text);
  }

  /** What was not announced exists for its planner only, until it begins. */
  public DrillView view(Caller caller, DrillId drill) {
    return reads
        .one(drill, caller.person())
        .orElseThrow(() -> ProblemException.notFound(NO_SUCH_DRILL));
  }

  /** Returns which drill it became; the same fingerprint becomes the same one. */
  public DrillId plan(Caller caller, DrillRequests.Plan plan, String fingerprint) {
    DrillId id = new DrillId(fingerprint.substring(0, ID));
    actions.carryOut(
        fingerprint,
        WatchId.SITE,
        new WatchInput.PlanDrill(
            caller.person(), id, plan.kind(), plan.at(), plan.announced(), plan.imaginary()),
        null);
    return id;
  }

  public void cancel(Caller caller, DrillId drill, String fingerprint) {
    view(caller, drill);
    actions.carryOut(
        fingerprint, WatchId.SITE, new WatchInput.CancelDrill(caller.person(), drill), null);
  }

  /** Others end it as they end any alarm: they take it, and close it. */
  public void end(Caller caller, DrillId drill, String fingerprint) {
    if (!view(caller, drill).isPlannedBy(caller.person().value())) {
      throw new ProblemException(
          Problem.of(
              HttpStatus.FORBIDDEN,
              "Only its planner ends a drill like this. Take its alarm, and close it as a drill."));
    }
    actions.carryOut(
        fingerprint, WatchId.SITE, new WatchInput.EndDrill(caller.person(), drill), null);
  }
}
