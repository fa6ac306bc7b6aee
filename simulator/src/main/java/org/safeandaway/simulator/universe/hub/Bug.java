package org.safeandaway.simulator.universe.hub;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.Office;
import org.safeandaway.hub.watch.Step;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.Message;

/**
 * Faults that a hub could have, switched on to see that the oracle finds them. They live in the
 * model shells and change what the real desk is handed or what is told, never the desk itself.
 */
public enum Bug {
  NONE,
  /** The wearable is told "counted" as soon as its message is read. */
  RECEIPT_BEFORE_COMMIT,
  /** An event is taken to have happened when it came, however long it lay in a queue. */
  AGE_FROM_QUEUED_COPY,
  /** A second copy of an event is taken for a new one, of now. */
  DUPLICATE_REARMS,
  /** A wearer under duress is told that a person has it. */
  DURESS_TOLD,
  /** The last step of a ladder does not come again. */
  LADDER_ENDS,
  /**
   * A drill does not see that there is a real alarm, and a real alarm not that there is a drill.
   */
  DRILL_GOES_ON;

  /** The step of a hub with this fault. */
  Step step(Watch watch, WatchInput input, Policy policy, Office office, Instant now) {
    if (this == LADDER_ENDS
        && input instanceof WatchInput.DeadlineDue due
        && due.key().kind() == Deadline.Kind.ALARM_STEP
        && isAtTheLastStep(watch, due.key().alarm())) {
      TreeMap<Deadline.Key, Deadline> others = new TreeMap<>(watch.deadlines());
      others.remove(due.key());
      return new Step(
          new Watch(watch.id(), watch.state(), watch.lastGeneration(), others, watch.alarms()),
          new Answer.Done(),
          List.of());
    }
    return Watch.step(watch, input, policy, this == DRILL_GOES_ON ? unaware(office) : office, now);
  }

  private static Office unaware(Office office) {
    return new Office(office.people(), office.rooms(), office.watched(), false, false);
  }

  private static boolean isAtTheLastStep(Watch watch, @Nullable AlarmId alarm) {
    Alarm it = alarm == null ? null : watch.alarms().get(alarm);
    return it != null && it.response().plan().isLast(it.response().step());
  }

  /** What a hub with this fault makes of the messages it reads. */
  static final class Spoiler {
    private final Bug bug;
    private final Map<String, Integer> copies = new HashMap<>();

    Spoiler(Bug bug) {
      this.bug = bug;
    }

    DeskInput.Event spoil(DeskInput.Event event) {
      return switch (bug) {
        case AGE_FROM_QUEUED_COPY -> with(event, event.message().boot(), event.message().seq());
        case DUPLICATE_REARMS -> duplicate(event);
        case NONE, RECEIPT_BEFORE_COMMIT, DURESS_TOLD, LADDER_ENDS, DRILL_GOES_ON -> event;
      };
    }

    private DeskInput.Event duplicate(DeskInput.Event event) {
      EventId id = event.message().id();
      int copy = copies.merge(event.wearable() + "/" + id, 1, Integer::sum);
      if (copy == 1) {
        return event;
      }
      String boot = String.format("%016x", (long) id.boot().hashCode() * 31 + copy);
      return with(event, boot, id.seq());
    }

    /** The same event, of this very moment. */
    private static DeskInput.Event with(DeskInput.Event event, String boot, long seq) {
      Message.Event it = event.message();
      return new DeskInput.Event(
          event.wearable(),
          new Message.Event(boot, seq, it.kind(), it.visit(), null, 0, false, it.again()),
          event.receivedAt());
    }
  }
}
