package org.safeandaway.device.wearable;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.Gesture.Made;
import org.safeandaway.device.wearable.WearableSettings.GestureTimes;

/**
 * Edges in, gestures out. Between two edges only time can decide something, so what is pending is
 * always a small set of moments: {@link #nextAt} is the earliest of them, and {@link #until} goes
 * through them in order, however late it is called. An edge is applied after everything that was
 * due by its own time, which is what makes every threshold hold at its exact value.
 *
 * <p>Both buttons going down together open a chord. While it may still become "call me", the
 * check-in button's series waits; if it fails, its press counts as any other.
 *
 * @param panicDown when panic went down; absent while it is up
 * @param panicSpent this hold has given its panic
 * @param panicPresses recent presses that may add up to a panic, oldest first
 * @param checkInDown when check-in went down; absent while it is up
 * @param hold how far the hold of check-in has got
 * @param presses of check-in in the series that is not yet decided
 * @param released when the last of them ended; absent if there is none
 * @param lastShort when the last short press ended, if nothing else came since
 * @param duressAt when a duress is to be decided; absent if there is none
 * @param chord both buttons went down together; absent if not
 */
record Gestures(
    @Nullable Duration panicDown,
    boolean panicSpent,
    List<Duration> panicPresses,
    @Nullable Duration checkInDown,
    Hold hold,
    int presses,
    @Nullable Duration released,
    @Nullable Duration lastShort,
    @Nullable Duration duressAt,
    @Nullable Chord chord) {

  /**
   * A hold of check-in.
   *
   * @param quiet it follows a short press: it may become a duress, and has no ticks
   * @param ticks that it has had
   */
  record Hold(boolean quiet, int ticks, boolean held, boolean heldLong) {
    static final Hold NONE = new Hold(false, 0, false, false);
  }

  /**
   * Both buttons went down together.
   *
   * @param since the first of the two presses
   * @param checkInReleased when check-in came up; absent while it is down
   */
  record Chord(Duration since, Duration checkInPressed, @Nullable Duration checkInReleased) {}

  /** What became of the state, and what was made on the way. */
  record Reading(Gestures gestures, List<Made> made) {}

  static Gestures atRest() {
    return new Gestures(null, false, List.of(), null, Hold.NONE, 0, null, null, null, null);
  }

  /** Goes through everything that time alone decides up to and including {@code now}. */
  Reading until(Duration now, GestureTimes times) {
    Duration next = nextAt(times);
    if (next == null || next.compareTo(now) > 0) {
      return new Reading(this, List.of());
    }
    Reader reader = new Reader(this, times);
    reader.passTo(now);
    return reader.reading();
  }

  /** Applies an edge. Whatever is due by {@code now} must have been gone through before. */
  Reading edge(Button button, boolean pressed, Duration now, GestureTimes times) {
    if (pressed == isDown(button)) {
      return new Reading(this, List.of());
    }
    Reader reader = new Reader(this, times);
    reader.edge(button, pressed, now);
    return reader.reading();
  }

  /** The earliest moment at which time alone decides something; absent if there is none. */
  @Nullable Duration nextAt(GestureTimes times) {
    boolean atRest = panicDown == null && checkInDown == null && released == null;
    return atRest && duressAt == null && chord == null ? null : new Reader(this, times).nextAt();
  }

  boolean isDown(Button button) {
    return downSince(button) != null;
  }

  /** Whether this button has been down for so long that it must be stuck. */
  boolean isStuck(Button button, Duration now, GestureTimes times) {
    Duration since = downSince(button);
    return since != null && since.plus(times.stuck()).compareTo(now) <= 0;
  }

  /** When this button will be called stuck; absent while it is up. */
  @Nullable Duration stuckAt(Button button, GestureTimes times) {
    Duration since = downSince(button);
    return since == null ? null : since.plus(times.stuck());
  }

  private @Nullable Duration downSince(Button button) {
    return switch (button) {
      case PANIC -> panicDown;
      case CHECK_IN -> checkInDown;
    };
  }
}
