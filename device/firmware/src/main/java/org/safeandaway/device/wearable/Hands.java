package org.safeandaway.device.wearable;

import java.time.Duration;
import org.safeandaway.device.wearable.Gesture.Made;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;

/** From what hands do to events: what a gesture means depends on where the wearer is. */
final class Hands {
  private final Draft draft;

  Hands(Draft draft) {
    this.draft = draft;
  }

  /** What was pending and is decided by time alone. */
  void passTime() {
    mean(draft.gestures.until(draft.now, draft.settings.gestures()));
  }

  void touch(Button button, boolean pressed) {
    mean(draft.gestures.edge(button, pressed, draft.now, draft.settings.gestures()));
  }

  private void mean(Gestures.Reading reading) {
    draft.gestures = reading.gestures();
    for (Made made : reading.made()) {
      mean(made.gesture(), made.at());
    }
  }

  private void mean(Gesture gesture, Duration at) {
    switch (gesture) {
      case PRESSED_ONCE -> happen(once(), at);
      case PRESSED_TWICE -> happen(EventKind.MORE_TIME, at);
      case PRESSED_THREE_TIMES -> happen(EventKind.LEAVING, at);
      case HOLD_TICK -> draft.act(draft.voice.tick(draft.now, draft.isDiscreet()));
      case HELD -> held(at);
      case HOLD_ENDED -> endHold(EventKind.SAFE_AND_AWAY, at);
      case HELD_LONG -> endHold(EventKind.SELF_TEST, at);
      case DURESS -> happen(EventKind.DURESS, at);
      case PANIC -> happen(EventKind.PANIC, at);
      case ADVICE -> happen(EventKind.ADVICE, at);
    }
  }

  private EventKind once() {
    return draft.belief.phase() == Phase.BEFORE ? EventKind.ARRIVED : EventKind.CHECK_IN;
  }

  /** Without a visit the hold may go on to a self-test, so it is not decided yet. */
  private void held(Duration at) {
    boolean panicOpen = draft.belief.panicOpen();
    draft.longHoldOpen = !panicOpen && !draft.belief.hasVisit();
    if (panicOpen) {
      happen(EventKind.WITHDRAWN, at);
    } else if (!draft.longHoldOpen) {
      happen(EventKind.SAFE_AND_AWAY, at);
    }
  }

  private void endHold(EventKind meaning, Duration at) {
    if (draft.longHoldOpen) {
      draft.longHoldOpen = false;
      happen(meaning, at);
    }
  }

  private void happen(EventKind kind, Duration at) {
    if (isRefused(kind)) {
      return;
    }
    EventId id = new EventId(draft.boot, ++draft.lastSeq);
    Belief belief = draft.belief;
    StoredEvent event = new StoredEvent(id, kind, belief.visit(), at, draft.clock.at(at));
    draft.add(new Effect.Store(event));
    draft.courier = draft.courier.take(event, Phases.countsCheckIn(belief.phase()), draft.now);
    if (kind == EventKind.PANIC) {
      draft.act(draft.voice.panic(draft.now, draft.notice.allowsAudiblePanic()));
    } else if (kind == EventKind.SELF_TEST) {
      draft.voice = draft.voice.selfTest(id, draft.now);
    }
    draft.believe();
  }

  /** An urgent event is never refused, though a duress sounds as if, where a check-in would be. */
  private boolean isRefused(EventKind kind) {
    boolean full = draft.courier.parcels().size() >= draft.settings.delivery().unsentMost();
    draft.fault(Fault.OUTBOX_FULL, full, "too many events without a receipt");
    if (full && kind != EventKind.PANIC) {
      draft.voice = draft.voice.refused();
    }
    return full && !kind.isUrgent();
  }
}
