package org.safeandaway.simulator.acceptance;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long a test waits for what it knows to come. */
public final class Waits {
  /** Two busy cores, a hub that starts, a reconnect that backs off. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(45);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private Waits() {}

  public static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(LONG_ENOUGH).pollInterval(BETWEEN_LOOKS);
  }
}
