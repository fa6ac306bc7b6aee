package org.safeandaway.simulator.parts;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what another process does, which nothing but asking can tell. */
final class Waiting {
  private static final long PAUSE_MILLIS = 5;

  private Waiting() {}

  /**
   * Returns when {@code condition} holds.
   *
   * @param given answers whether waiting still makes sense
   * @param failure what to say when it does not, or when time is up
   */
  static void until(
      BooleanSupplier condition, BooleanSupplier given, Duration limit, Supplier<String> failure) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (!given.getAsBoolean() || System.nanoTime() > deadline) {
        throw new PartFailure(failure.get());
      }
      briefly("waiting for a part");
    }
  }

  static void briefly(String during) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      throw PartFailure.interrupted(during, e);
    }
  }
}
