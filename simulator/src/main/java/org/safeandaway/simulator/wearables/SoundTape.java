package org.safeandaway.simulator.wearables;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.safeandaway.device.wearable.Sound;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.simulator.wearables.WearableView.HeardSound;
import org.safeandaway.simulator.wearables.WearableView.Told;

/** What somebody beside the wearable has seen done to it and heard of it: the last of each. */
final class SoundTape {
  /** Older ones are forgotten. */
  static final int LONGEST = 200;

  private final InstantSource clock;
  private final Deque<HeardSound> heard = new ArrayDeque<>();
  private final Deque<Told> told = new ArrayDeque<>();

  SoundTape(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void record(Sound sound, boolean discreet) {
    List<Long> rhythm = sound.rhythm(discreet).stream().map(Duration::toMillis).toList();
    append(heard, new HeardSound(clock.instant(), sound.name(), discreet, rhythm));
  }

  /** Hands have told the wearable something. */
  synchronized void record(EventKind kind) {
    append(told, new Told(clock.instant(), kind.name()));
  }

  private static <T> void append(Deque<T> tape, T last) {
    if (tape.size() == LONGEST) {
      tape.removeFirst();
    }
    tape.addLast(last);
  }

  /** Oldest first. */
  synchronized List<HeardSound> heard() {
    return List.copyOf(heard);
  }

  /** Oldest first. */
  synchronized List<Told> told() {
    return List.copyOf(told);
  }
}
