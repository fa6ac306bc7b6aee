package org.safeandaway.simulator.wearables;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.safeandaway.device.wearable.Sound;
import org.safeandaway.simulator.wearables.WearableView.HeardSound;

/** What somebody beside the wearable has heard: the last sounds, each with its time and meaning. */
final class SoundTape {
  /** Older sounds are forgotten. */
  static final int LONGEST = 200;

  private final InstantSource clock;
  private final Deque<HeardSound> heard = new ArrayDeque<>();

  SoundTape(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void record(Sound sound, boolean discreet) {
    if (heard.size() == LONGEST) {
      heard.removeFirst();
    }
    heard.addLast(new HeardSound(clock.instant(), sound.name(), discreet));
  }

  /** Oldest first. */
  synchronized List<HeardSound> heard() {
    return List.copyOf(heard);
  }
}
