package org.safeandaway.device;

import java.time.Duration;
import org.safeandaway.device.wearable.Step;

/**
 * Looks on. The virtual wearable's page shows through it what a wearer would see and hear; the
 * effects of a step say which sound began, what the buzzer and the LED do and what went wrong, its
 * state says the phase and what is unsent.
 */
@FunctionalInterface
public interface FirmwareObserver {
  /**
   * Called on the firmware's loop after the effects of each step were carried out; it must not hold
   * the loop up.
   *
   * @param uptime since this start of the firmware
   */
  void stepped(Step step, Duration uptime);

  static FirmwareObserver none() {
    return (step, uptime) -> {};
  }
}
