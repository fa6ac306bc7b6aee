package org.safeandaway.hub.api;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.safeandaway.hub.visit.AlarmReads;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;

/**
 * What somebody may do to an alarm. Programs and pages ask here alike.
 *
 * <p>A fingerprint is what {@link Idempotency} makes; the same one counts once. Whatever is not
 * done ends in a {@link ProblemException}.
 */
@Singleton
public class AlarmActions {
  public static final String NO_SUCH_ALARM = "There is no such alarm; check its id.";

  private final Actions actions;
  private final AlarmReads reads;

  AlarmActions(Actions actions, AlarmReads reads) {
    this.actions = actions;
    this.reads = reads;
  }

  /** As an address has it. */
  public static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound(NO_SUCH_ALARM);
    }
  }

  /** What is kept from somebody does not exist for them. */
  public AlarmView view(Caller caller, UUID alarm) {
    return reads
        .one(alarm)
        .filter(it -> !it.isKeptFrom(caller.person().value()))
        .orElseThrow(() -> ProblemException.notFound(NO_SUCH_ALARM));
  }

  public void take(Caller caller, UUID alarm, String fingerprint) {
    carryOut(
        caller,
        alarm,
        new WatchInput.Acknowledge(new AlarmId(alarm), caller.person()),
        fingerprint);
  }

  /** Whoever reports on an alarm that nobody has, has it. */
  public void outcome(Caller caller, UUID alarm, AlarmRequests.Outcome what, String fingerprint) {
    carryOut(
        caller,
        alarm,
        new WatchInput.RecordOutcome(
            new AlarmId(alarm), caller.person(), what.step(), what.outcome(), what.words()),
        fingerprint);
  }

  public void stillOnIt(Caller caller, UUID alarm, String fingerprint) {
    carryOut(
        caller, alarm, new WatchInput.StillOnIt(new AlarmId(alarm), caller.person()), fingerprint);
  }

  public void takeOver(Caller caller, UUID alarm, String fingerprint) {
    carryOut(
        caller, alarm, new WatchInput.TakeOver(new AlarmId(alarm), caller.person()), fingerprint);
  }

  public void note(Caller caller, UUID alarm, String words, String fingerprint) {
    carryOut(
        caller,
        alarm,
        new WatchInput.AddNote(new AlarmId(alarm), caller.person(), words),
        fingerprint);
  }

  public void resolve(Caller caller, UUID alarm, AlarmRequests.Resolution how, String fingerprint) {
    carryOut(
        caller,
        alarm,
        new WatchInput.Resolve(
            new AlarmId(alarm), caller.person(), how.reason(), how.words(), how.safeWordChecked()),
        fingerprint);
  }

  private void carryOut(Caller caller, UUID alarm, WatchInput action, String fingerprint) {
    view(caller, alarm);
    WatchId watch = reads.watch(alarm).orElseThrow(() -> ProblemException.notFound(NO_SUCH_ALARM));
    actions.carryOut(fingerprint, watch, action, null);
  }
}
