package org.safeandaway.hub.desk;

import java.time.Instant;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.WearableId;

/**
 * What makes an input the same input however often it comes: the key of its {@code inbound} row.
 * Inputs are recorded in the order of their ids, everywhere, since two orders deadlock.
 */
public record InputId(String value) implements Comparable<InputId> {
  public InputId {
    if (value.isBlank() || value.length() > 200) {
      throw new IllegalArgumentException("an input id is 1 to 200 characters: '" + value + "'");
    }
  }

  public static InputId of(WearableId wearable, EventId event) {
    return new InputId("event/" + wearable + "/" + event);
  }

  public static InputId of(WatchId watch, Deadline deadline) {
    return deadline(watch, deadline.generation());
  }

  public static InputId deadline(WatchId watch, long generation) {
    return new InputId("deadline/" + watch + "#" + generation);
  }

  /** An office action, by the key that its sender chose. */
  public static InputId office(String key) {
    return new InputId("office/" + key);
  }

  /** A message that failed, by the id of its row. */
  public static InputId outbox(long row) {
    return new InputId("outbox/" + row);
  }

  public static InputId notWatched(Instant since) {
    return new InputId("not-watched/" + since);
  }

  /** A drill ends because of this alarm. */
  public static InputId endDrills(AlarmId because) {
    return new InputId("end-drills/" + because);
  }

  public static InputId technical(String id) {
    return new InputId("technical/" + id);
  }

  @Override
  public int compareTo(InputId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
