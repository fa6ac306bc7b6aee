package org.safeandaway.hub.watch;

import java.util.Map;
import java.util.TreeMap;
import org.safeandaway.hub.watch.Answer.Refusal;
import org.safeandaway.protocol.WearableId;

/** What a person does about an alarm: takes it, writes on it, ends it. */
final class AlarmInputs {
  private AlarmInputs() {}

  /** An alarm has one owner. Nobody owns, and so quietens, the alarm about themselves (ESC-3). */
  static Answer acknowledge(Draft draft, WatchInput.Acknowledge take) {
    Alarm alarm = draft.alarm(take.alarm()).orElse(null);
    if (alarm == null) {
      return notFound();
    }
    if (!alarm.isOpen()) {
      return new Answer.Refused(Refusal.CONFLICT, "This alarm is resolved already.");
    }
    if (alarm.owner() != null) {
      return alarm.owner().person().equals(take.by())
          ? new Answer.NothingToDo()
          : new Answer.Refused(Refusal.CONFLICT, "Somebody else has taken this alarm.");
    }
    if (isAbout(draft, alarm, take.by())) {
      return aboutYou();
    }
    take(draft, alarm, take.by(), take.via());
    return new Answer.Done();
  }

  private static void take(Draft draft, Alarm alarm, PersonId by, String via) {
    Alarm taken = alarm.takenBy(new Alarm.Owner(by, draft.now));
    draft.put(taken);
    Ladder.taken(draft, taken);
    StandingDown.taken(draft, taken);
    tellWearer(draft, alarm);
    draft.journal(Happening.ALARM_TAKEN, by, alarm, Map.of("via", via));
  }

  /** Who had it is told by the page; the wearer has heard already that a person has it. */
  static Answer takeOver(Draft draft, WatchInput.TakeOver take) {
    Alarm alarm = draft.alarm(take.alarm()).orElse(null);
    if (alarm == null) {
      return notFound();
    }
    Alarm.Owner owner = alarm.owner();
    if (owner == null || !alarm.isOpen()) {
      return acknowledge(draft, new WatchInput.Acknowledge(alarm.id(), take.by()));
    }
    if (owner.person().equals(take.by())) {
      return new Answer.NothingToDo();
    }
    if (isAbout(draft, alarm, take.by())) {
      return aboutYou();
    }
    Alarm taken = alarm.takenBy(new Alarm.Owner(take.by(), draft.now));
    draft.put(taken);
    Ladder.taken(draft, taken);
    StandingDown.taken(draft, taken);
    draft.journal(
        Happening.ALARM_TAKEN_OVER, take.by(), alarm, Map.of("from", owner.person().value()));
    return new Answer.Done();
  }

  static Answer stillOnIt(Draft draft, WatchInput.StillOnIt still) {
    Alarm alarm = draft.alarm(still.alarm()).filter(Alarm::isOpen).orElse(null);
    if (alarm == null) {
      return notFound();
    }
    Alarm.Owner owner = alarm.owner();
    if (owner == null || !owner.person().equals(still.by())) {
      return new Answer.Refused(
          Refusal.CONFLICT,
          owner == null
              ? "Nobody has this alarm now: take it."
              : "Somebody else has this alarm now.");
    }
    Ladder.progress(draft, alarm);
    draft.journal(Happening.OWNER_STILL_ON_IT, still.by(), alarm, Map.of());
    return new Answer.Done();
  }

  /**
   * Whoever reports what they did about an alarm that nobody has, has it: they are acting on it,
   * and a named person is better than a refused form.
   */
  static Answer outcome(Draft draft, WatchInput.RecordOutcome done) {
    Alarm alarm = draft.alarm(done.alarm()).filter(Alarm::isOpen).orElse(null);
    if (alarm == null) {
      return notFound();
    }
    if (done.step() < 0 || done.step() >= alarm.response().plan().steps().size()) {
      return new Answer.Refused(Refusal.INVALID, "The plan of this alarm has no such step.");
    }
    if (isAbout(draft, alarm, done.by())) {
      return aboutYou();
    }
    if (done.outcome().needsWords() && done.words().isBlank()) {
      return new Answer.Refused(Refusal.INVALID, "Say in a few words what happened.");
    }
    if (!alarm.isOwned()) {
      take(draft, alarm, done.by(), "page");
      alarm = draft.alarm(done.alarm()).orElseThrow();
    }
    draft.add(
        new WatchEffect.OutcomeNoted(
            alarm.id(), done.step(), done.by(), draft.now, done.outcome(), done.words()));
    draft.journal(
        Happening.STEP_DONE,
        done.by(),
        alarm,
        Map.of(
            "step", Integer.toString(done.step()),
            "action", alarm.response().plan().steps().get(done.step()).action().name(),
            "outcome", done.outcome().name(),
            "words", done.words()));
    Ladder.progress(draft, alarm);
    if (done.outcome() == StepOutcome.SAFE_WORD && !alarm.isDrill()) {
      Raising.safeWord(draft, alarm);
    }
    return new Answer.Done();
  }

  /** Rule ESC-5; of a covert alarm nothing at the wearable may tell. */
  private static void tellWearer(Draft draft, Alarm alarm) {
    WearableId wearable = alarm.wearable();
    if (!alarm.kind().isCovert() && wearable != null) {
      alarm
          .cause()
          .event()
          .ifPresent(event -> draft.add(new WatchEffect.TellOwned(wearable, event)));
    }
  }

  static Answer note(Draft draft, WatchInput.AddNote note) {
    Alarm alarm = draft.alarm(note.alarm()).orElse(null);
    if (alarm == null) {
      return notFound();
    }
    if (note.words().isBlank()) {
      return new Answer.Refused(Refusal.INVALID, "A note needs words.");
    }
    draft.add(new WatchEffect.AlarmNoted(alarm.id(), note.by(), draft.now, note.words()));
    draft.journal(Happening.ALARM_NOTED, note.by(), alarm, Map.of("words", note.words()));
    Alarm.Owner owner = alarm.owner();
    if (alarm.isOpen() && owner != null && owner.person().equals(note.by())) {
      Ladder.progress(draft, alarm);
    }
    return new Answer.Done();
  }

  /** An alarm ends by a person's word, with a reason, and never before somebody has taken it. */
  static Answer resolve(Draft draft, WatchInput.Resolve resolve) {
    Alarm alarm = draft.alarm(resolve.alarm()).orElse(null);
    if (alarm == null) {
      return notFound();
    }
    if (!alarm.isOpen()) {
      return new Answer.Refused(Refusal.CONFLICT, "This alarm is resolved already.");
    }
    if (isAbout(draft, alarm, resolve.by())) {
      return new Answer.Refused(
          Refusal.FORBIDDEN, "This alarm is about you. Somebody else has to resolve it.");
    }
    if (!alarm.isOwned()) {
      return new Answer.Refused(Refusal.CONFLICT, "Nobody has this alarm yet: take it first.");
    }
    if (resolve.words().isBlank()) {
      return new Answer.Refused(Refusal.INVALID, "Say in words how the alarm ended.");
    }
    if (alarm.isDrill() && resolve.reason() != Alarm.Reason.DRILL) {
      return new Answer.Refused(Refusal.INVALID, "This is a drill: close it as a drill.");
    }
    if (SafeWords.isToBeChecked(draft, resolve.reason()) && !resolve.safeWordChecked()) {
      return new Answer.Refused(Refusal.INVALID, SafeWords.CHECK_IT);
    }
    Ladder.end(draft, alarm);
    Alarm resolved =
        alarm.resolved(
            new Alarm.Resolution(resolve.by(), draft.now, resolve.reason(), resolve.words()));
    draft.put(resolved);
    StandingDown.closed(draft, resolved, resolve.by());
    draft.journal(Happening.ALARM_RESOLVED, resolve.by(), alarm, resolution(resolve));
    if (draft.state() instanceof WatchState.Guarding) {
      for (Participant each : draft.participants()) {
        if (alarm.isAbout(each)) {
          Closing.afterResolving(draft, each, alarm);
        }
      }
    }
    return new Answer.Done();
  }

  private static Map<String, String> resolution(WatchInput.Resolve resolve) {
    Map<String, String> details = new TreeMap<>();
    details.put("reason", resolve.reason().name());
    details.put("words", resolve.words());
    if (resolve.safeWordChecked()) {
      details.put("safeWordChecked", "true");
    }
    return details;
  }

  private static boolean isAbout(Draft draft, Alarm alarm, PersonId person) {
    return alarm.isAbout(person)
        || draft.participants().stream()
            .anyMatch(each -> each.person().equals(person) && alarm.isAbout(each));
  }

  private static Answer aboutYou() {
    return new Answer.Refused(
        Refusal.FORBIDDEN, "This alarm is about you. Somebody else has to take it.");
  }

  private static Answer notFound() {
    return new Answer.Refused(Refusal.NOT_FOUND, "There is no open alarm of this id.");
  }
}
