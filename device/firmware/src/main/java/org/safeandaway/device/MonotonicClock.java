package org.safeandaway.device;

import java.time.Duration;

/**
 * Time that only goes on, from some zero of its own. It is lost with the power, which is why no
 * instant of it is ever kept.
 */
@FunctionalInterface
public interface MonotonicClock {
  Duration now();

  /** The machine's, counted from this call. */
  static MonotonicClock system() {
    long zero = System.nanoTime();
    return () -> Duration.ofNanos(System.nanoTime() - zero);
  }
}
