package org.safeandaway.device.wearable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays one sound after another on a buzzer that can only be on or off. A sound is under way
 * segment by segment, each as long as it should be from the moment it really began, so that a late
 * tick of the loop stretches a sound and never swallows it. Whatever happens, its last act is off.
 *
 * @param playing the sound under way; absent if none
 * @param waiting sounds to come, each at most once
 * @param silentUntil no sound begins before, so that two are not taken for one
 */
record Player(@Nullable Playing playing, List<Sound> waiting, Duration silentUntil) {

  /**
   * A sound under way.
   *
   * @param segment of its rhythm; even ones are on
   * @param ends when this segment does
   */
  record Playing(Sound sound, boolean discreet, int segment, Duration ends) {
    List<Duration> rhythm() {
      return sound.rhythm(discreet);
    }
  }

  /** What became of the player, and what it did on the way. */
  record Act(Player player, List<Effect> effects) {}

  static Player silent() {
    return new Player(null, List.of(), Duration.ZERO);
  }

  /** Asks for a sound. One that waits or plays already is not asked for twice. */
  Player ask(Sound sound) {
    if (waiting.contains(sound) || (playing != null && playing.sound() == sound)) {
      return this;
    }
    List<Sound> more = new ArrayList<>(waiting);
    more.add(sound);
    more.sort(null);
    return new Player(playing, List.copyOf(more), silentUntil);
  }

  /** What was asked for is no longer true. */
  Player withdraw(Sound sound) {
    if (!waiting.contains(sound)) {
      return this;
    }
    return new Player(
        playing, waiting.stream().filter(other -> other != sound).toList(), silentUntil);
  }

  /** A tick that is worth hearing now or not at all. */
  Act tick(Duration now, boolean discreet) {
    return playing == null ? begin(Sound.HOLD_TICK, discreet, now) : new Act(this, List.of());
  }

  /** Silence at once, and nothing to come. */
  Act hush(Duration now) {
    List<Effect> off = isOn() ? List.of(new Effect.Buzzer(false)) : List.of();
    return new Act(new Player(null, List.of(), now), off);
  }

  /** Goes on with what is under way, or begins what waits. */
  Act play(Duration now, boolean discreet, Duration between) {
    if (playing == null) {
      boolean rests = waiting.isEmpty() || silentUntil.compareTo(now) > 0;
      return rests ? new Act(this, List.of()) : begin(waiting.getFirst(), discreet, now);
    }
    if (playing.ends().compareTo(now) > 0) {
      return new Act(this, List.of());
    }
    int next = playing.segment() + 1;
    if (next == playing.rhythm().size()) {
      return new Act(
          new Player(null, waiting, now.plus(between)), List.of(new Effect.Buzzer(false)));
    }
    Playing going =
        new Playing(
            playing.sound(), playing.discreet(), next, now.plus(playing.rhythm().get(next)));
    return new Act(
        new Player(going, waiting, silentUntil), List.of(new Effect.Buzzer(next % 2 == 0)));
  }

  /** When {@link #play} next has something to do; absent if nothing plays or waits. */
  @Nullable Duration nextAt() {
    if (playing != null) {
      return playing.ends();
    }
    return waiting.isEmpty() ? null : silentUntil;
  }

  private Act begin(Sound sound, boolean discreet, Duration now) {
    Playing begun = new Playing(sound, discreet, 0, now.plus(sound.rhythm(discreet).getFirst()));
    Player player = new Player(begun, withdraw(sound).waiting, silentUntil);
    return new Act(player, List.of(new Effect.Sounded(sound, discreet), new Effect.Buzzer(true)));
  }

  private boolean isOn() {
    return playing != null && playing.segment() % 2 == 0;
  }
}
