package org.safeandaway.device.health;

import java.util.Optional;

/** What can be measured of the wearable, each 0 to 100; nothing where it cannot be. */
public interface Gauges {
  Optional<Integer> batteryPercent();

  Optional<Integer> linkPercent();

  static Gauges none() {
    return new Gauges() {
      @Override
      public Optional<Integer> batteryPercent() {
        return Optional.empty();
      }

      @Override
      public Optional<Integer> linkPercent() {
        return Optional.empty();
      }
    };
  }
}
