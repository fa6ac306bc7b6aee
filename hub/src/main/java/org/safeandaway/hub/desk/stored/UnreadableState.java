package org.safeandaway.hub.desk.stored;

/** Stored JSON that this hub cannot read: damaged, or written by a newer one. */
public final class UnreadableState extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadableState(String message, Throwable cause) {
    super(message, cause);
  }
}
