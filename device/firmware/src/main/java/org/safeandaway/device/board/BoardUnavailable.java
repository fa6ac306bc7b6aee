package org.safeandaway.device.board;

/**
 * The pins cannot be had. Without them there is no panic button, so the firmware does not start.
 */
public final class BoardUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  public BoardUnavailable(String message) {
    super(message);
  }

  public BoardUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
