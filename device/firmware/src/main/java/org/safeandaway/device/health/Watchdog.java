package org.safeandaway.device.health;

/** Who restarts the firmware when it no longer says that it is well. */
public interface Watchdog {
  /** The firmware has started. */
  void ready();

  /** The firmware is well; said several times within the watchdog's patience. */
  void alive();

  static Watchdog none() {
    return new Watchdog() {
      @Override
      public void ready() {}

      @Override
      public void alive() {}
    };
  }
}
