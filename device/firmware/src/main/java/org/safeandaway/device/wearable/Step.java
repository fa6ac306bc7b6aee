package org.safeandaway.device.wearable;

import java.time.Duration;
import java.util.List;

/**
 * What came of one input.
 *
 * @param effects to carry out in this order
 * @param wakeAt hand in a {@link Input.Tick} at this monotonic time at the latest; always after the
 *     time of this step
 */
public record Step(WearableState state, List<Effect> effects, Duration wakeAt) {
  public Step {
    effects = List.copyOf(effects);
  }
}
