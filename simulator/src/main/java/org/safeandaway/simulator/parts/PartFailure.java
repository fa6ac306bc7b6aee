package org.safeandaway.simulator.parts;

/** A part could not be started, broken or stopped as it was told to. */
public final class PartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PartFailure(String message) {
    super(message);
  }

  public PartFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** Keeps the thread's interrupt for whoever owns it. */
  public static PartFailure interrupted(String during, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new PartFailure("interrupted while " + during, cause);
  }
}
