package org.safeandaway.device.wearable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.Gesture.Made;
import org.safeandaway.device.wearable.Gestures.Chord;
import org.safeandaway.device.wearable.Gestures.Hold;
import org.safeandaway.device.wearable.WearableSettings.GestureTimes;

/** One reading of edges and time: {@link Gestures} taken apart, worked on, and put together. */
final class Reader {
  private final GestureTimes times;
  private final List<Made> made = new ArrayList<>(2);

  private @Nullable Duration panicDown;
  private boolean panicSpent;
  private List<Duration> panicPresses;
  private @Nullable Duration checkInDown;
  private Hold hold;
  private int presses;
  private @Nullable Duration released;
  private @Nullable Duration lastShort;
  private @Nullable Duration duressAt;
  private @Nullable Chord chord;

  Reader(Gestures from, GestureTimes times) {
    this.times = times;
    panicDown = from.panicDown();
    panicSpent = from.panicSpent();
    panicPresses = from.panicPresses();
    checkInDown = from.checkInDown();
    hold = from.hold();
    presses = from.presses();
    released = from.released();
    lastShort = from.lastShort();
    duressAt = from.duressAt();
    chord = from.chord();
  }

  Gestures.Reading reading() {
    Gestures to =
        new Gestures(
            panicDown,
            panicSpent,
            panicPresses,
            checkInDown,
            hold,
            presses,
            released,
            lastShort,
            duressAt,
            chord);
    return new Gestures.Reading(to, made);
  }

  @Nullable Duration nextAt() {
    Duration next = Times.earlier(panicAt(), chordFailsAt());
    next = Times.earlier(next, holdAt());
    next = Times.earlier(next, seriesAt());
    return Times.earlier(next, duressAt);
  }

  /**
   * 1. Take the earliest pending moment; stop if it lies after {@code now}. 2. Let happen what is
   * due then. 3. Again: what happened may have made another moment due, even one already past, such
   * as a series that a failed chord held up; that happens at the moment that freed it.
   */
  void passTo(Duration now) {
    pass(Duration.ZERO, now);
  }

  private void pass(Duration from, Duration now) {
    Duration at = from;
    for (Duration next = nextAt(); next != null && next.compareTo(now) <= 0; next = nextAt()) {
      at = Times.later(at, next);
      passOne(next, at);
    }
  }

  private void passOne(Duration due, Duration at) {
    if (due.equals(panicAt())) {
      panic(at);
    } else if (due.equals(chordFailsAt())) {
      failChord();
    } else if (due.equals(duressAt)) {
      duressAt = null;
      add(Gesture.DURESS, at);
    } else if (due.equals(seriesAt())) {
      decideSeries(at);
    } else {
      holdOn(at);
    }
  }

  /** Applies an edge, and what it set free that was due before. */
  void edge(Button button, boolean pressed, Duration now) {
    apply(button, pressed, now);
    pass(now, now);
  }

  private void apply(Button button, boolean pressed, Duration now) {
    switch (button) {
      case PANIC -> {
        if (pressed) {
          pressPanic(now);
        } else {
          releasePanic(now);
        }
      }
      case CHECK_IN -> {
        if (pressed) {
          pressCheckIn(now);
        } else {
          releaseCheckIn(now);
        }
      }
    }
  }

  private void pressPanic(Duration now) {
    failChord();
    panicDown = now;
    panicSpent = false;
    List<Duration> recent = new ArrayList<>(panicPresses);
    recent.removeIf(press -> press.plus(times.panicPressesWithin()).compareTo(now) < 0);
    recent.add(now);
    panicPresses = List.copyOf(recent);
    if (panicPresses.size() >= times.panicPresses()) {
      panic(now);
    } else if (checkInDown != null && within(checkInDown, now, times.chordWithin())) {
      chord = new Chord(checkInDown, checkInDown, null);
    }
  }

  private void releasePanic(Duration now) {
    panicDown = null;
    if (chord != null && chord.checkInReleased() != null) {
      advice(now);
    }
  }

  private void pressCheckIn(Duration now) {
    failChord();
    checkInDown = now;
    boolean quiet = lastShort != null && within(lastShort, now, times.duressWithin());
    hold = new Hold(quiet, 0, false, false);
    if (panicDown != null && !panicSpent && within(panicDown, now, times.chordWithin())) {
      chord = new Chord(panicDown, now, null);
    }
  }

  private void releaseCheckIn(Duration now) {
    Duration pressed = checkInDown == null ? now : checkInDown;
    checkInDown = null;
    if (chord != null) {
      chord = new Chord(chord.since(), chord.checkInPressed(), now);
      if (panicDown == null) {
        advice(now);
      }
    } else if (!hold.held()) {
      countPress(pressed, now);
    } else if (!hold.heldLong()) {
      add(Gesture.HOLD_ENDED, now);
    }
  }

  /** A press of check-in that ended before it became a hold. */
  private void countPress(Duration pressed, Duration ended) {
    Duration lasted = ended.minus(pressed);
    if (hold.quiet() && lasted.compareTo(times.duressHold()) >= 0) {
      // Decided when a check-in released at this moment would be, so that no ear can tell them
      // apart by how soon the hub's answer is heard.
      duressAt = ended.plus(times.pressGap());
      forgetSeries();
    } else {
      presses++;
      released = ended;
      lastShort = lasted.compareTo(times.shortPress()) < 0 ? ended : null;
    }
  }

  private void panic(Duration at) {
    panicSpent = true;
    panicPresses = List.of();
    failChord();
    add(Gesture.PANIC, at);
  }

  private void advice(Duration at) {
    chord = null;
    // The press of panic in a chord is its last one: another would have ended the chord.
    panicPresses = panicPresses.subList(0, Math.max(0, panicPresses.size() - 1));
    add(Gesture.ADVICE, at);
  }

  private void failChord() {
    Chord failed = chord;
    chord = null;
    if (failed != null && failed.checkInReleased() != null) {
      countPress(failed.checkInPressed(), failed.checkInReleased());
    }
  }

  private void holdOn(Duration at) {
    if (hold.held()) {
      hold = new Hold(hold.quiet(), hold.ticks(), true, true);
      add(Gesture.HELD_LONG, at);
    } else if (at.minus(downSince(at)).compareTo(times.hold()) >= 0) {
      hold = new Hold(hold.quiet(), hold.ticks(), true, false);
      forgetSeries();
      tick(at);
      add(Gesture.HELD, at);
    } else {
      hold = new Hold(hold.quiet(), hold.ticks() + 1, false, false);
      tick(at);
    }
  }

  private void tick(Duration at) {
    if (!hold.quiet()) {
      add(Gesture.HOLD_TICK, at);
    }
  }

  private Duration downSince(Duration otherwise) {
    return checkInDown == null ? otherwise : checkInDown;
  }

  private void decideSeries(Duration at) {
    add(
        switch (presses) {
          case 1 -> Gesture.PRESSED_ONCE;
          case 2 -> Gesture.PRESSED_TWICE;
          default -> Gesture.PRESSED_THREE_TIMES;
        },
        at);
    presses = 0;
    released = null;
  }

  private void forgetSeries() {
    presses = 0;
    released = null;
    lastShort = null;
  }

  private @Nullable Duration panicAt() {
    return panicDown == null || panicSpent ? null : panicDown.plus(times.panicHold());
  }

  private @Nullable Duration chordFailsAt() {
    return chord == null ? null : chord.since().plus(times.chordUntil());
  }

  private @Nullable Duration holdAt() {
    if (checkInDown == null || chord != null || hold.heldLong()) {
      return null;
    }
    if (hold.held()) {
      return checkInDown.plus(times.longHold());
    }
    Duration tick = checkInDown.plus(times.tickEvery().multipliedBy(hold.ticks() + 1L));
    return Times.earlier(tick, checkInDown.plus(times.hold()));
  }

  private @Nullable Duration seriesAt() {
    if (released == null || checkInDown != null || chord != null) {
      return null;
    }
    return released.plus(times.pressGap());
  }

  private void add(Gesture gesture, Duration at) {
    made.add(new Made(gesture, at));
  }

  private static boolean within(Duration from, Duration to, Duration limit) {
    return to.minus(from).compareTo(limit) <= 0;
  }
}
