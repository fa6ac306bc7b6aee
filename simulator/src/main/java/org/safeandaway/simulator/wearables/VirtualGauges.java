package org.safeandaway.simulator.wearables;

import java.util.Optional;
import org.safeandaway.device.health.Gauges;

/** A battery that reads what it was last set to, and a radio that measures nothing. */
final class VirtualGauges implements Gauges {
  private static final int FULL = 100;

  private volatile int battery = FULL;

  void battery(int percent) {
    battery = percent;
  }

  int battery() {
    return battery;
  }

  @Override
  public Optional<Integer> batteryPercent() {
    return Optional.of(battery);
  }

  @Override
  public Optional<Integer> linkPercent() {
    return Optional.empty();
  }
}
