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
    Draft draft = new Draft(state, Times.later(now, state.now()));
    Hands hands = new Hands(draft);
    hands.passTime();
    apply(input, hands, new News(draft));
    Telling telling = new Telling(draft);
    telling.everything();
    return new Step(draft.finished(), draft.effects, telling.wakeAt());
  }

  private static void apply(Input input, Hands hands, News news) {
    switch (input) {
      case Input.ButtonChanged(var button, var pressed) -> hands.touch(button, pressed);
      case Input.PulseHeard(var pulse) -> news.pulse(pulse);
      case Input.ReceiptHeard(var receipt) -> news.receipt(receipt);
      case Input.VisitHeard(var visit) -> news.visit(visit);
      case Input.LinkUp _ -> news.link(true);
      case Input.LinkDown _ -> news.link(false);
      case Input.Acknowledged(var id) -> news.acknowledged(id);
      case Input.Stored(var id) -> news.stored(id);
      case Input.StoreFailed(var id, var reason) -> news.storeFailed(id, reason);
      case Input.Measured measured -> news.measured(measured);
      case Input.FaultChanged(var fault, var present) -> news.fault(fault, present);
      case Input.Tick _ -> {}
    }
  }
}
