package org.safeandaway.simulator.universe.time;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded randomness. Every component draws from a stream of its own, derived from the seed and the
 * component's name, so that one more draw in one of them does not shift what happens to all others.
 */
public final class Chance {
  private final long seed;
  private final SplittableRandom random;

  private Chance(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  public static Chance of(long seed) {
    return new Chance(mixed(seed));
  }

  /** The stream of one component. It depends on nothing that was drawn from this one. */
  public Chance stream(String component) {
    long derived = seed;
    for (int i = 0; i < component.length(); i++) {
      derived = mixed(derived ^ component.charAt(i));
    }
    return new Chance(mixed(derived));
  }

  /** True with this probability, 0 to 1. */
  public boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** From {@code least} to {@code most}, both included. */
  public int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** Uniformly between two durations, in whole microseconds. */
  public Duration between(Duration least, Duration most) {
    long from = least.toNanos() / 1000;
    long to = most.toNanos() / 1000;
    return Duration.ofNanos(random.nextLong(from, Math.max(from, to) + 1) * 1000);
  }

  /** Mostly short, now and then very long: an exponential with this mean. */
  public Duration around(Duration mean) {
    double factor = -Math.log(1 - random.nextDouble());
    return Duration.ofNanos((long) (mean.toNanos() * Math.min(factor, 20)) / 1000 * 1000);
  }

  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Sixteen hex digits. */
  public String hex() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  /** The finaliser of SplitMix64: neighbouring seeds become unrelated ones. */
  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
