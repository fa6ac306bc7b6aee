package org.safeandaway.simulator.universe.wearer;

import java.time.Duration;
import org.safeandaway.device.wearable.Button;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;
import org.safeandaway.simulator.universe.time.Chance;
import org.safeandaway.simulator.universe.time.Timeline;

/**
 * The hands of a wearer: what somebody wants to say, as edges of buttons. Hands are not machines,
 * so every press and pause is a little longer or shorter, within what protocol.md calls that
 * gesture.
 */
public final class Hands {
  /** By then every gesture that began is decided. Longest: press, pause, hold, and the wait. */
  public static final Duration LONGEST = Duration.ofSeconds(8);

  private final ModelWearable wearable;
  private final Timeline timeline;
  private final Chance chance;
  private final Tape tape;

  public Hands(ModelWearable wearable, Timeline timeline, Chance chance, Tape tape) {
    this.wearable = wearable;
    this.timeline = timeline;
    this.chance = chance;
    this.tape = tape;
  }

  /** Does it, beginning now. */
  public void perform(Seen.Act act) {
    Duration end =
        switch (act) {
          case PRESS -> presses(Button.CHECK_IN, 1);
          case PRESS_TWICE -> presses(Button.CHECK_IN, 2);
          case PRESS_THREE_TIMES -> presses(Button.CHECK_IN, 3);
          case HOLD -> hold(Button.CHECK_IN, Duration.ZERO, between(3050, 4500));
          case DURESS -> duress();
          case PANIC_HOLD -> hold(Button.PANIC, Duration.ZERO, between(1550, 5000));
          case PANIC_PRESSES -> presses(Button.PANIC, 3);
          case BOTH -> both();
        };
    Duration decided = timeline.now().plus(end).plusMillis(650);
    tape.saw(new Seen.Did(wearable.id(), act, decided, wearable.isOn()));
  }

  private Duration between(int least, int most) {
    return chance.between(Duration.ofMillis(least), Duration.ofMillis(most));
  }

  /** Returns when the button is let go, from now. */
  private Duration hold(Button button, Duration after, Duration howLong) {
    Duration end = after.plus(howLong);
    timeline.after(after, () -> wearable.button(button, true));
    timeline.after(end, () -> wearable.button(button, false));
    return end;
  }

  private Duration presses(Button button, int times) {
    Duration end = hold(button, Duration.ZERO, between(60, 250));
    for (int i = 1; i < times; i++) {
      end = hold(button, end.plus(between(120, 380)), between(60, 250));
    }
    return end;
  }

  private Duration duress() {
    Duration first = hold(Button.CHECK_IN, Duration.ZERO, between(60, 250));
    return hold(Button.CHECK_IN, first.plus(between(150, 2600)), between(1050, 2900));
  }

  private Duration both() {
    Duration later = between(5, 140);
    Duration one = hold(Button.PANIC, Duration.ZERO, between(200, 700));
    Duration other = hold(Button.CHECK_IN, later, between(200, 700));
    return one.compareTo(other) > 0 ? one : other;
  }
}
