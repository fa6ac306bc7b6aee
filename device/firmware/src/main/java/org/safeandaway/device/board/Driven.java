package org.safeandaway.device.board;

/** What became of an attempt to drive an output. */
public sealed interface Driven {
  record Done() implements Driven {}

  /** The pin refused; the wearable goes on without that output, and reports it. */
  record Failed(String why) implements Driven {}
}
