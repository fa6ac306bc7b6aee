package org.safeandaway.device;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.safeandaway.device.board.Board;
import org.safeandaway.device.health.Gauges;
import org.safeandaway.device.health.Watchdog;

/**
 * Everything a firmware touches besides its disk and its broker. A virtual wearable differs from a
 * real one in this and in nothing else.
 *
 * @param board belongs to the firmware once it has started, and is closed with it
 * @param boots a new name for each start: 16 random lower-case hex digits
 * @param random spreads the attempts to connect
 */
public record Surroundings(
    Board board,
    Gauges gauges,
    Watchdog watchdog,
    MonotonicClock clock,
    Supplier<String> boots,
    RandomGenerator random,
    FirmwareObserver observer) {

  /** Without battery, radio or watchdog. */
  public static Surroundings simulated(
      Board board, MonotonicClock clock, Supplier<String> boots, FirmwareObserver observer) {
    return new Surroundings(
        board, Gauges.none(), Watchdog.none(), clock, boots, new SplittableRandom(), observer);
  }

  /** A name that no other start has, of this wearable or another. */
  public static String randomBoot() {
    byte[] bytes = new byte[8];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
