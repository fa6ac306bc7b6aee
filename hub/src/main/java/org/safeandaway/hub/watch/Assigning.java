package org.safeandaway.hub.watch;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.Answer.Refusal;
import org.safeandaway.hub.watch.WatchInput.Assign;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.hub.watch.WatchState.Planned;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/** Hands a wearable to a visitor, before the visit or, as a replacement, in it. */
final class Assigning {
  private Assigning() {}

  static Answer assign(Draft draft, Assign assign) {
    @Nullable Participant who = draft.participant(assign.participant()).orElse(null);
    if (who == null) {
      return new Answer.Refused(Refusal.NOT_FOUND, "This visit has no such visitor.");
    }
    boolean open = draft.state() instanceof Planned || draft.state() instanceof Guarding;
    if (!open || who.phase() == Phase.OVER) {
      return new Answer.Refused(
          Refusal.CONFLICT, "The visit is over for this visitor: plan another one.");
    }
    if (assign.wearable().equals(who.wearable())) {
      return new Answer.NothingToDo();
    }
    if (draft.participants().stream().anyMatch(e -> assign.wearable().equals(e.wearable()))) {
      return new Answer.Refused(
          Refusal.CONFLICT, "The other visitor wears it: choose another wearable.");
    }
    if (mayHoldUnsent(assign)) {
      return new Answer.Refused(
          Refusal.CONFLICT,
          assign.unsent() == null
              ? "This wearable is not heard now: switch it on and press check-in, or say why you hand"
                  + " it over so."
              : "This wearable still holds events that it could not send: let it send them, or say"
                  + " why you hand it over so.");
    }
    handOver(draft, who, assign);
    return new Answer.Done();
  }

  private static boolean mayHoldUnsent(Assign assign) {
    boolean overridden = assign.override() != null && !assign.override().isBlank();
    return !overridden && (assign.unsent() == null || assign.unsent() > 0);
  }

  private static void handOver(Draft draft, Participant who, Assign assign) {
    @Nullable WearableId old = who.wearable();
    if (old != null) {
      draft.add(new WatchEffect.Assigned(old, null, null, null));
      draft.journal(Happening.WEARABLE_TAKEN_BACK, assign.by(), old, null, Map.of());
    }
    draft.put(who.wearing(assign.wearable()));
    draft.add(
        new WatchEffect.Assigned(
            assign.wearable(), who.person(), draft.id().visit().orElse(null), who.id()));
    Map<String, String> details = new TreeMap<>(Map.of("participant", who.id().toString()));
    if (assign.override() != null) {
      details.put("override", assign.override());
      details.put("unsent", String.valueOf(assign.unsent()));
    }
    draft.journal(Happening.WEARABLE_ASSIGNED, assign.by(), assign.wearable(), null, details);
    if (draft.state() instanceof Guarding) {
      Promises.contact(draft, who, draft.now);
    }
  }
}
