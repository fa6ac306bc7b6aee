package org.safeandaway.hub.watch;

import java.util.List;

/**
 * What one input did: the watch after it, the answer to whoever sent the input, and what else the
 * world is to learn. Deadlines and alarms that changed stand in {@code watch}; the desk writes the
 * difference.
 */
public record Step(Watch watch, Answer answer, List<WatchEffect> effects) {
  public Step {
    effects = List.copyOf(effects);
  }
}
