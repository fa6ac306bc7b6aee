package org.safeandaway.device.wearable;

import java.time.Duration;

/**
 * The wearable as a function: a state, one input and the time of it give a new state, the effects
 * to carry out, and the time at which it wants to be called again.
 *
 * <p>One step does always the same, whatever the input:
 *
 * <ol>
 *   <li>what hands have made of the time that passed becomes events;
 *   <li>the input is applied;
 *   <li>what is now true is told: events go out, sounds begin, the LED and the reports follow.
 * </ol>
 *
 * Inputs are handed in in the order of their times. One that comes with an earlier time than the
 * last is taken to have happened at the last one's, since nothing that was decided is taken back.
 */
public final class Wearable {
  private Wearable() {}

  /**
   * Takes one input.
   *
   * @param now monotonic time since this start of the firmware
   */
  public static Step step(WearableState state, Input input, Duration now) {
    Turn turn = new Turn(state, Times.later(now, state.now()));
    turn.passTime();
    turn.apply(input);
    turn.tell();
    return turn.step();
  }
}
