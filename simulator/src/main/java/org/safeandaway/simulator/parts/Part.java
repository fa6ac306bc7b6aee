package org.safeandaway.simulator.parts;

/**
 * A server that can be broken in the ways real ones break. All calls block until their effect is
 * there, and throw {@link PartFailure} if it does not come.
 */
public interface Part extends AutoCloseable {
  /** Returns once the part answers clients. At the same address as before, on the same data. */
  void start();

  /** SIGKILL: nothing is flushed, no connection is closed politely. */
  void kill();

  /** Freezes it: connections stay open, the kernel still accepts bytes, nothing answers. */
  void pause();

  /** Ends {@link #pause}; does nothing to a part that is not paused. */
  void resume();

  /** Whether it has been started and neither killed nor closed. It may be paused. */
  boolean isRunning();

  /** What it is, for one printed line: "process /usr/sbin/mosquitto 2.0.11". */
  String describe();

  /** What the part has logged. */
  String log();

  /** Stops it in good order. */
  @Override
  void close();
}
