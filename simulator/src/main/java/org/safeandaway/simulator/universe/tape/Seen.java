package org.safeandaway.simulator.universe.tape;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.Sound;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.DrillId;
import org.safeandaway.hub.watch.Telling;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.WearableId;

/** Something that was seen at a true time. */
public sealed interface Seen {

  /** What hands do at a wearable. */
  enum Act {
    PRESS,
    PRESS_TWICE,
    PRESS_THREE_TIMES,
    HOLD,
    DURESS,
    PANIC_HOLD,
    PANIC_PRESSES,
    BOTH
  }

  /**
   * A wearer began to do something. It takes effect by {@code decided} at the latest.
   *
   * @param powered the wearable was on at the beginning
   */
  record Did(WearableId wearable, Act act, Duration decided, boolean powered) implements Seen {}

  /** The wearable took what was done for an event. */
  record Made(WearableId wearable, EventId event, EventKind kind) implements Seen {}

  /** An event is forced to the wearable's disk, or could not be. */
  record Stored(WearableId wearable, EventId event, boolean done) implements Seen {}

  /** The buzzer began to say something. */
  record Heard(WearableId wearable, Sound sound) implements Seen {}

  /** A receipt arrived at a wearable. */
  record Receipted(WearableId wearable, Message.Receipt receipt) implements Seen {}

  /** A notice arrived at a wearable. */
  record Noticed(WearableId wearable, Message.Visit notice) implements Seen {}

  record Power(WearableId wearable, boolean on) implements Seen {}

  /** A wearable's way to the broker is cut, or mended. */
  record Way(WearableId wearable, boolean open) implements Seen {}

  /** A wearable is connected to the broker, or not any more. */
  record Connected(WearableId wearable, boolean isConnected) implements Seen {}

  /** A message of a wearable reached the hub. */
  record Reached(WearableId wearable, String channel, Message.@Nullable Event event)
      implements Seen {}

  /** One hub's way to the broker is cut, or mended. */
  record HubWay(String hub, boolean open) implements Seen {}

  /** Some hub runs, or none does. */
  record HubRuns(boolean running) implements Seen {}

  /** The process of one hub runs, or does not. */
  record OneHubRuns(String hub, boolean running) implements Seen {}

  /** A hub has its connection to the broker in this lane, or not. */
  record HubConnected(String hub, String lane, boolean isConnected) implements Seen {}

  /**
   * A message of a ladder was sent; absent person: to whoever listens.
   *
   * @param marked as one of a drill
   */
  record Told(AlarmId alarm, int round, Telling telling, boolean marked) implements Seen {}

  record Database(boolean isThere) implements Seen {}

  record Broker(boolean running) implements Seen {}

  /** The broker acknowledges what wearables publish and throws it away, or does so no more. */
  record Discarding(boolean on) implements Seen {}

  /** Somebody else holds a watch's lock for so long. */
  record Locked(WatchId watch, Duration howLong) implements Seen {}

  /** The database's clock was set. */
  record ClockSet(Duration by) implements Seen {}

  /** An alarm as a commit left it. */
  record AlarmShown(WatchId watch, Alarm alarm) implements Seen {}

  /** A drill as a commit left it: why it will not be held; absent if it will be, or was. */
  record DrillShown(DrillId drill, @Nullable String calledOff) implements Seen {}

  /**
   * A line of the journal about an alarm or a drill.
   *
   * @param drill what the line says of a drill; absent if it speaks of none
   */
  record Written(String what, @Nullable AlarmId alarm, @Nullable String drill) implements Seen {}

  /** An input of a wearable as a commit left it. */
  record Recorded(
      InputId input,
      WatchId watch,
      @Nullable Outcome outcome,
      @Nullable Instant occurred,
      boolean known,
      boolean stepped)
      implements Seen {}

  /** What the office asked for, and the answer; absent when it only asks. */
  record Office(InputId id, WatchId watch, WatchInput action, @Nullable Answer answer)
      implements Seen {}

  /** Somebody published what nobody can read. */
  record Garbage() implements Seen {}

  /** A visit is to be made: who wears what, in the order of the plan. */
  record Planned(WatchId watch, List<WearableId> wearers, Duration arrival, Duration end)
      implements Seen {}

  /** A commit left a wearer of an open watch without any open deadline or alarm. */
  record Unguarded(WatchId watch, int participant) implements Seen {}
}
